from django.apps import AppConfig


class FrontConfig(AppConfig):
    name = "trialogue.hub.front"
