from django.apps import AppConfig


class ProductsConfig(AppConfig):
    name = "trialogue.hub.products"

    def ready(self) -> None:
        from . import found, rights, told  # noqa: F401 - what this app declares when Django starts
