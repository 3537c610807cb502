from django.apps import AppConfig


class ForumConfig(AppConfig):
    name = "trialogue.hub.forum"

    def ready(self) -> None:
        from . import (  # noqa: F401 - what this app declares when Django starts
            cited,
            clearing,
            clock,
            counts,
            drafted,
            dressing,
            found,
            nav,
            profile_panel,
            reactions,
            reviewing,
            rights,
            titles,
            told,
            trusting,
        )
