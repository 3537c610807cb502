"""Who calls the API: a token in the Authorization header, or the session of the browser."""

from datetime import timedelta
from typing import cast

from django.http import HttpRequest
from django.utils import timezone
from ninja.errors import AuthenticationError
from ninja.security import HttpBearer
from ninja.utils import check_csrf

from trialogue.core.errors import NotAllowed

from .middleware import Request
from .persons import Person
from .tokens import Token, TokenScope, holder_of

SAFE = ("GET", "HEAD", "OPTIONS")


def _note_use(token: Token) -> None:
    """When it was last used, to the hour: enough to find the forgotten ones, without a write a call."""
    now = timezone.now()
    if token.used_at is None or now - token.used_at > timedelta(hours=1):
        Token.objects.filter(pk=token.pk).update(used_at=now)


class Anybody(HttpBearer):
    """Guests too; a token, where one is given, has to be right. Sets `request.member`."""

    openapi_name = "token"

    def __call__(self, request: HttpRequest) -> Person | str:
        header = request.headers.get("Authorization", "")
        if not header:
            return self.session(request)
        scheme, _, secret = header.partition(" ")
        return self.authenticate(request, secret if scheme.lower() == "bearer" else "")

    def session(self, request: HttpRequest) -> Person | str:
        member = cast("Request", request).member
        if member is not None and request.method not in SAFE and check_csrf(request) is not None:
            raise NotAllowed("csrf")
        return member or "guest"

    def authenticate(self, request: HttpRequest, token: str) -> Person:
        found = holder_of(token, at=timezone.now())
        if found is None:
            raise AuthenticationError
        if found.scope == TokenScope.READ and request.method not in SAFE:
            raise NotAllowed("token.scope")
        _note_use(found)
        cast("Request", request).member = found.person
        return found.person


class MemberOnly(Anybody):
    """Signed in by token or session."""

    def session(self, request: HttpRequest) -> Person | str:
        found = super().session(request)
        if isinstance(found, str):
            raise AuthenticationError
        return found


anybody = Anybody()
member_only = MemberOnly()


def caller(request: HttpRequest) -> Person | None:
    return cast("Request", request).member


def member_of(request: HttpRequest) -> Person:
    """The member behind `member_only`."""
    member = caller(request)
    assert member is not None  # noqa: S101 - the door let nobody else through
    return member
