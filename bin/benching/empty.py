"""What everything is compared with: Django with nothing in it, and with the middleware a new project has."""

import sys
import uuid
from typing import Any

from .asking import Application

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
APPS = ["auth", "contenttypes", "sessions", "messages"]


def empty_view(*, middleware: bool) -> Application:
    """One address, an empty answer, no template, no query."""
    import django
    from django.conf import settings
    from django.core.wsgi import get_wsgi_application
    from django.http import HttpResponse
    from django.urls import path

    sys.modules["empty_urls"] = urls = type(sys)("empty_urls")
    urls.urlpatterns = [path("", lambda _request: HttpResponse())]  # type: ignore[attr-defined]
    more: dict[str, Any] = {}
    if middleware:
        more = {"MIDDLEWARE": MIDDLEWARE, "INSTALLED_APPS": [f"django.contrib.{app}" for app in APPS]}
    settings.configure(ROOT_URLCONF="empty_urls", SECRET_KEY=uuid.uuid4().hex, ALLOWED_HOSTS=["localhost"], **more)
    django.setup()
    return get_wsgi_application()
