"""What every operation of the API shares: errors as problem+json, keyset pages, calls done once."""

import json
from collections.abc import Callable, Sequence
from functools import wraps
from hashlib import sha256
from typing import Any, Generic, TypeVar, cast

from django.db import IntegrityError, models, transaction
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI, Schema
from ninja.errors import AuthenticationError, ValidationError
from ninja.parser import Parser
from ninja.responses import NinjaJSONEncoder

from .errors import Conflict, Guarded, NeedsLook, NoRoom, NotAllowed, Refused, TooMany
from .once import UsedKey
from .words import writable

T = TypeVar("T")
M = TypeVar("M", bound=models.Model)
Operation = Callable[..., Any]
PAGE = 50


class Seen(Schema):
    kind: str
    where: str


class Problem(Schema):
    """RFC 9457. `noticed`: what the guard found in a text; with `"reviewed": true` what may identify a patient passes."""

    title: str
    status: int
    detail: str = ""
    field: str = ""
    noticed: list[Seen] = []


class Page(Schema, Generic[T]):
    """`next` is the cursor of the page after this one: give it as `?after=`; null on the last."""

    items: list[T]
    next: str | None


ERRORS = {401: Problem, 403: Problem, 404: Problem, 409: Problem, 422: Problem, 429: Problem}


def answers(schema: Any) -> dict[int, Any]:
    """The responses of an operation: its own at 200, problems for the rest."""
    return {200: schema, **ERRORS}


def acts(action: str) -> dict[str, Any]:
    """Names the action an operation runs, in the OpenAPI document too."""
    return {"x-action": action}


def problem(status: int, title: str, detail: str = "", field: str = "", **more: Any) -> HttpResponse:
    body = {"title": title, "status": status, "detail": detail, "field": field, **more}
    return HttpResponse(json.dumps(body), status=status, content_type="application/problem+json")


def _too_many(error: TooMany) -> HttpResponse:
    response = problem(429, "too many", error.message)
    response["Retry-After"] = str(error.seconds)
    return response


_TITLES: dict[type[Exception], tuple[int, str]] = {
    Conflict: (409, "conflict"),
    NeedsLook: (409, "needs a look"),
    NoRoom: (507, "no room"),
    Refused: (422, "refused"),
    ValidationError: (422, "refused"),
    NotAllowed: (403, "not allowed"),
    AuthenticationError: (401, "sign in first"),
    Http404: (404, "not found"),
}


def _say(error: Exception) -> HttpResponse:
    """The problem an error becomes; what may not be seen answers as what does not exist."""
    if isinstance(error, TooMany):
        return _too_many(error)
    status, title = next(said for kind, said in _TITLES.items() if isinstance(error, kind))
    if isinstance(error, Guarded):
        noticed = [{"kind": one.kind, "where": one.where} for one in error.noticed]
        return problem(status, title, error.message, error.field, noticed=noticed)
    if isinstance(error, NotAllowed):
        return problem(status, title, error.message)
    if isinstance(error, Refused):
        return problem(status, title, error.message, error.field)
    return problem(status, title, json.dumps(error.errors, default=str) if isinstance(error, ValidationError) else "")


def _writable(said: Any) -> Any:
    if isinstance(said, str):
        return writable(said)
    if isinstance(said, dict):
        return {writable(name): _writable(value) for name, value in said.items()}
    return [_writable(value) for value in said] if isinstance(said, list) else said


class Reader(Parser):
    """Reads a body without what no database keeps (NUL, half characters), as forms do."""

    def parse_body(self, request: HttpRequest) -> Any:
        return _writable(super().parse_body(request))


def speak_problems(api: NinjaAPI) -> None:
    """Every error of the API in one form."""
    kinds: tuple[type[Exception], ...] = (TooMany, *_TITLES)
    for kind in kinds:
        api.add_exception_handler(kind, lambda _request, error: _say(cast("Exception", error)))


def page(rows: Sequence[M], limit: int, cursor: Callable[[M], str]) -> tuple[list[M], str | None]:
    """From limit + 1 fetched rows: those to show and the cursor of the next page."""
    shown = list(rows[:limit])
    return shown, cursor(shown[-1]) if len(rows) > limit else None


def at_most(limit: int) -> int:
    return max(1, min(limit, 100))


def _stored(response: Any) -> Any:
    return json.loads(json.dumps(response, cls=NinjaJSONEncoder))


def _key_given(request: HttpRequest) -> str:
    """The key of a member's call that changes something; once it is taken, there is none for what is called within."""
    if request.method in {"GET", "HEAD", "OPTIONS"} or request.member is None:  # type: ignore[attr-defined]  # people.middleware sets it
        return ""
    return str(request.META.pop("HTTP_IDEMPOTENCY_KEY", ""))


def idempotent(operation: Operation) -> Operation:
    """With an `Idempotency-Key` header the call is done once; the same key answers as the first time.

    The API wraps every operation in it. Key and change commit together. The key counts for this person, method and
    address alone.
    """

    @wraps(operation)
    def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        given = _key_given(request)
        if not given:
            return operation(request, *args, **kwargs)
        person_id = request.member.pk  # type: ignore[attr-defined]  # a key is taken from members alone
        key = sha256(f"{request.method} {request.path} {given}".encode()).hexdigest()
        try:
            with transaction.atomic():
                used = UsedKey.objects.create(key=key, person_id=person_id)
                result = operation(request, *args, **kwargs)
                UsedKey.objects.filter(pk=used.pk).update(answer=_stored(result))
                return result
        except IntegrityError:
            first = UsedKey.objects.filter(person_id=person_id, key=key).first()
            if first is None:
                raise
            return first.answer

    return inner
