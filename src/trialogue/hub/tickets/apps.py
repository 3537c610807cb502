from django.apps import AppConfig


class TicketsConfig(AppConfig):
    name = "trialogue.hub.tickets"

    def ready(self) -> None:
        from . import cited, clearing, drafted, found, legs, nav, profile_panel, reactions, rights, titles, told  # noqa: F401 - what this app declares when Django starts
