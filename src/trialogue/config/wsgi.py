"""The pages, as a WSGI application for any server; `trialogue web` serves it with Granian."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "trialogue.config.settings")

pages = get_wsgi_application()

from trialogue.core.edge.cache import EdgeCache  # noqa: E402 - needs Django set up

application = EdgeCache(pages)
