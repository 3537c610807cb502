"""Doors of views: sign in first, or hold a right."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, JsonResponse

from .rights import require

View = Callable[..., HttpResponse]


def _wants_json(request: HttpRequest) -> bool:
    return "application/json" in request.headers.get("Accept", "")


def sign_in_first(view: View) -> View:
    """Guests are led to sign in and back; scripts get 401."""

    @wraps(view)
    def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if getattr(request, "member", None) is not None:
            return view(request, *args, **kwargs)
        if _wants_json(request):
            return JsonResponse({"detail": "sign in first"}, status=401)
        return redirect_to_login(request.get_full_path())

    return inner


def needs(verb: str) -> Callable[[View], View]:
    """Only members with this right on the site; others get 403, guests are led to sign in."""

    def gate(view: View) -> View:
        @wraps(view)
        def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            require(getattr(request, "member", None), verb)
            return view(request, *args, **kwargs)

        return sign_in_first(inner)

    return gate
