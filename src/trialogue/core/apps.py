from django.apps import AppConfig
from django.db.models.signals import post_migrate


class CoreConfig(AppConfig):
    name = "trialogue.core"

    def ready(self) -> None:
        from . import deployment  # noqa: F401 - its checks
        from .audiences import ensure_standing
        from .search import clock  # noqa: F401 - what the clock asks for
        from .search.engines import ensure

        post_migrate.connect(ensure_standing, sender=self)
        post_migrate.connect(ensure, sender=self)
