from django.apps import AppConfig


class GrowthConfig(AppConfig):
    name = "trialogue.hub.growth"

    def ready(self) -> None:
        from . import busy, counting, reactions, rights  # noqa: F401 - what this app declares when Django starts
