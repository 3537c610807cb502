from django.apps import AppConfig


class GroupsConfig(AppConfig):
    name = "trialogue.hub.groups"

    def ready(self) -> None:
        from . import found, profile_panel, reactions, rights, told  # noqa: F401 - what this app declares when Django starts
