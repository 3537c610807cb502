from django.apps import AppConfig


class ReleasesConfig(AppConfig):
    name = "trialogue.hub.releases"

    def ready(self) -> None:
        from . import card, cited, found, hiding, legs, nav, reactions, rights, telling, titles, told, version_acts  # noqa: F401 - what this app declares when Django starts
