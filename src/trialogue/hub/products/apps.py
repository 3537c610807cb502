from django.apps import AppConfig


class ProductsConfig(AppConfig):
    name = "trialogue.hub.products"

    def ready(self) -> None:
        from . import rights, told  # noqa: F401, PLC0415 - what this app declares when Django starts
