from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "trialogue.people"

    def ready(self) -> None:
        from . import account_events, confirming, found, nav, pruning, reactions, told  # noqa: F401 - what this app declares when Django starts
        from .clearing import own, withheld, working  # noqa: F401 - what it takes, what it hides, its jobs
        from .trust import growing  # noqa: F401 - its job
