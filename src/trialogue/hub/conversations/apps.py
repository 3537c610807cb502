from django.apps import AppConfig


class ConversationsConfig(AppConfig):
    name = "trialogue.hub.conversations"

    def ready(self) -> None:
        from . import clearing, clock, found, gone, reactions, rights, told, trusting  # noqa: F401 - what this app declares when Django starts
        from .direct import found as direct_found  # noqa: F401 - likewise
        from .direct import reactions as direct_reactions  # noqa: F401 - likewise
        from .direct import told as direct_told  # noqa: F401 - likewise
        from .review import reactions as review_reactions  # noqa: F401
        from .review import screening  # noqa: F401
        from .review import told as review_told  # noqa: F401
