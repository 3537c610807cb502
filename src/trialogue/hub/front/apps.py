from django.apps import AppConfig


class FrontConfig(AppConfig):
    name = "trialogue.hub.front"

    def ready(self) -> None:
        from . import told  # noqa: F401 - the sentences of this app's verbs
