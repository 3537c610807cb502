from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "trialogue.people"

    def ready(self) -> None:
        from . import told  # noqa: F401, PLC0415 - the sentences of this app's verbs
