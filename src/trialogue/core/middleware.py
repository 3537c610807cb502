"""Headers on every answer, errors too; and what is answered before anything runs."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotFound

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; "
    "script-src 'self'; "
    "style-src 'self'; "
    "img-src 'self' data:; "
    "font-src 'self'; "
    "connect-src 'self'; "
    "manifest-src 'self'; "
    "form-action 'self'; "
    "object-src 'none'; "
    "base-uri 'none'; "
    "frame-ancestors 'none'"
)
Answer = Callable[[HttpRequest], HttpResponse]


def _without_zeros(request: HttpRequest) -> HttpResponse | None:
    """A zero character is in no address of ours, and PostgreSQL takes none in a query."""
    request.META["QUERY_STRING"] = request.META.get("QUERY_STRING", "").replace("%00", "")
    if "\x00" in request.path:
        return HttpResponseNotFound("No address has a zero character in it.", content_type="text/plain")
    return None


def security_headers(get_response: Answer) -> Answer:
    def middleware(request: HttpRequest) -> HttpResponse:
        response = _without_zeros(request) or get_response(request)
        headers = response.headers
        headers.setdefault("Content-Security-Policy", CONTENT_SECURITY_POLICY)
        headers.setdefault("X-Content-Type-Options", "nosniff")
        headers.setdefault("Referrer-Policy", "same-origin")
        headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
        headers.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
        if settings.SECURE_HSTS_SECONDS and request.is_secure():
            headers.setdefault("Strict-Transport-Security", f"max-age={settings.SECURE_HSTS_SECONDS}")
        if getattr(request, "member", None) is not None:
            headers.setdefault("Cache-Control", "private, no-store")
        return response

    return middleware
