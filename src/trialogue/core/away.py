"""The answer while the database is away: 503 and when to ask again, drawn without asking the database anything."""

import json
import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views import defaults

AWAY = (OperationalError, InterfaceError)
SECONDS = 5  # after which it is worth asking again


def server_error(request: HttpRequest) -> HttpResponse:
    """What is answered when something broke; Django calls it while it handles what was raised."""
    if not isinstance(sys.exc_info()[1], AWAY):
        return HttpResponse(defaults.server_error(request).content, status=500)
    response = _problem() if request.path.startswith("/api/") else _page(request)
    response["Retry-After"] = str(SECONDS)
    response["Cache-Control"] = "no-store"
    return response


def _problem() -> HttpResponse:
    body = {
        "title": "not now",
        "status": 503,
        "detail": "The database does not answer. Nothing was changed.",
        "field": "",
    }
    return HttpResponse(json.dumps(body), status=503, content_type="application/problem+json")


def _page(request: HttpRequest) -> HttpResponse:
    """A page that only reads comes back by itself."""
    again = SECONDS if request.method == "GET" else 0
    return HttpResponse(render_to_string("503.html", {"again": again}), status=503)
