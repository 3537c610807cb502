from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "trialogue.people"

    def ready(self) -> None:
        from . import account_events, confirming, found, nav, pruning, told  # noqa: F401 - what this app declares when Django starts
