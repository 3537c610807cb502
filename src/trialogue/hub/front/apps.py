from django.apps import AppConfig


class FrontConfig(AppConfig):
    name = "trialogue.hub.front"

    def ready(self) -> None:
        from . import reactions, told, where  # noqa: F401 - what this app declares when Django starts
