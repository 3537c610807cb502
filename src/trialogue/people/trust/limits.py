"""The limits of those who are new: how much, and how often somebody met one.

The app whose rows they are counts them; what a limit is called stands in `numbers.LIMITS`.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, timedelta
from typing import Any, ClassVar

from django.db import models
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from trialogue.core import activity, limits
from trialogue.core.errors import Refused, TooMany
from trialogue.people.persons import Person

from .levels import Level
from .numbers import number

DAY = timedelta(days=1)

# What was met since the request began; nobody counts outside of one.
_met: ContextVar[list[str]] = ContextVar("met")


class LimitHit(models.Model):
    """How often a limit was met on a day: not by whom."""

    what = models.CharField(max_length=12)
    day = models.DateField()
    times = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["what", "day"], name="one_count_a_limit_and_day")]

    def __str__(self) -> str:
        return f"{self.what} on {self.day}: {self.times}"


def is_new(person: Person) -> bool:
    """Whether the limits of newcomers hold for them: a role is trust enough."""
    return person.trust == Level.NEW and not person.roles


def limit_of(person: Person, what: str) -> int | None:
    """How much of this (`numbers.LIMITS`) they may do, None where no limit holds. No query."""
    if limits.are_lifted() or activity.is_import() or not is_new(person):
        return None
    return number(f"limit_{what}")


def _wait(left: timedelta) -> str:
    minutes = max(1, -(-int(left.total_seconds()) // 60))
    if minutes < 90:  # noqa: PLR2004 - more than an hour and a half is said in hours
        return ngettext("in %(n)d minute", "in %(n)d minutes", minutes) % {"n": minutes}
    hours = -(-minutes // 60)
    return ngettext("in %(n)d hour", "in %(n)d hours", hours) % {"n": hours}


class Over(TooMany):
    """Somebody new met a limit."""

    def __init__(self, what: str, message: str, *, again: datetime, at: datetime) -> None:
        left = again - at
        said = _("%(limit)s You can again %(when)s; what you wrote is kept here.")
        super().__init__(said % {"limit": message, "when": _wait(left)}, seconds=max(1, int(left.total_seconds())))
        self.what = what


class TooMuch(Refused):
    """A post of somebody new holds more than it may."""

    def __init__(self, what: str, message: str) -> None:
        said = _("%(limit)s This ends by itself when you have read here for a while.")
        super().__init__(said % {"limit": message}, field="source")
        self.what = what


def meet(what: str) -> None:
    """Notes that somebody meets this limit; call it before raising."""
    if (met := _met.get(None)) is not None:
        met.append(what)


def check_rate(person: Person, what: str, done: "models.QuerySet[models.Model]", *, message: Any, at: datetime) -> None:
    """Raises Over where they did this `limit_of` times in 24 hours; `message` says so with %(n)d.

    `done` are the rows of what they did, with their moment as `moment`.
    """
    most = limit_of(person, what)
    if most is None:
        return
    latest = list(done.filter(moment__gt=at - DAY).order_by("-moment").values_list("moment", flat=True)[: max(1, most)])
    if len(latest) >= most:
        meet(what)
        again = (latest[-1] if latest else at) + DAY
        raise Over(what, message % {"n": most}, again=again, at=at)


@contextmanager
def counting_hits() -> Iterator[None]:
    """Around a request: limits met inside are counted once it is over, though the act itself was undone."""
    met: list[str] = []
    token = _met.set(met)
    try:
        yield
    finally:
        _met.reset(token)
        for what in met:
            _count(what, timezone.localdate())


def _count(what: str, day: date) -> None:
    LimitHit.objects.bulk_create([LimitHit(what=what, day=day)], ignore_conflicts=True)
    LimitHit.objects.filter(what=what, day=day).update(times=F("times") + 1)


def hits_since(day: date) -> dict[str, int]:
    """How often each limit was met since this day."""
    rows = LimitHit.objects.filter(day__gte=day).values_list("what").annotate(n=models.Sum("times"))
    return dict(rows)
