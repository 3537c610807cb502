from django.apps import AppConfig


class ConversationsConfig(AppConfig):
    name = "trialogue.hub.conversations"

    def ready(self) -> None:
        from . import clock, found, gone, reactions, rights, told  # noqa: F401 - what this app declares when Django starts
