"""Counting what was noticed, also where the writing itself came to nothing."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime, timedelta

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from trialogue.core.jobs.declare import every

from .models import Outcome, Sighting

KEPT = timedelta(days=400)
BATCH = 500

_waiting: ContextVar[list[Sighting] | None] = ContextVar("sightings", default=None)


def count(kinds: Iterable[str], outcome: Outcome, *, place: str, at: datetime, person_id: int | None = None) -> None:
    rows = [
        Sighting(kind=kind, place=place, outcome=outcome, at=at, person_id=person_id) for kind in sorted(set(kinds))
    ]
    waiting = _waiting.get()
    if waiting is None:
        Sighting.objects.bulk_create(rows)
    else:
        waiting += rows


@contextmanager
def counting() -> Iterator[None]:
    """A door: what is noticed inside is written at its end, so that it outlives the change that was refused."""
    waiting: list[Sighting] = []
    token = _waiting.set(waiting)
    try:
        yield
    finally:
        _waiting.reset(token)
        Sighting.objects.bulk_create(waiting)


def middleware(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """The door of pages and API."""

    def counted(request: HttpRequest) -> HttpResponse:
        with counting():
            return get_response(request)

    return counted


@every(hours=24)
def prune_sightings() -> None:
    """Forget what no page counts any more."""
    old = Sighting.objects.filter(at__lt=timezone.now() - KEPT).order_by()
    while ids := list(old.values_list("pk", flat=True)[:BATCH]):
        Sighting.objects.filter(pk__in=ids).delete()
