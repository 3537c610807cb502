"""What the guard noticed, counted: by month and kind, never the text."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count
from django.db.models.functions import TruncMonth
from django.utils import formats
from django.utils.translation import gettext_lazy as _

from trialogue.core import site
from trialogue.core.guarding.kinds import KINDS, PATIENTS, label_of
from trialogue.core.guarding.models import Outcome, Sighting
from trialogue.people.persons import Person

MONTHS = 12
ALARMS = 20
PLACES = {
    "topic": _("in a topic"),
    "ticket": _("in a ticket"),
    "post": _("in a changed post"),
    "direct": _("in a direct conversation"),
    "poll": _("in a poll"),
    "milestone": _("in a plan"),
    "release": _("in the notes of a release"),
    "answer": _("in the answer to a release"),
    "profile": _("in a profile"),
    "file": _("in a file"),
}


@dataclass(frozen=True)
class Counted:
    """How often a kind was noticed in a month, by what came of it."""

    kind: str
    label: str
    asked: int
    refused: int
    overruled: int
    false_alarm: int


def _since(at: datetime) -> datetime:
    """The first moment of the month eleven months before."""
    month = at.year * 12 + at.month - MONTHS
    return at.replace(year=month // 12, month=month % 12 + 1, day=1, hour=0, minute=0, second=0, microsecond=0)


def by_month(*, at: datetime) -> list[tuple[datetime, list[Counted]]]:
    """The last twelve months, newest first, those without any left out."""
    rows = (
        Sighting.objects.filter(at__gte=_since(at))
        .annotate(month=TruncMonth("at"))
        .values_list("month", "kind", "outcome")
        .annotate(n=Count("pk"))
    )
    months: dict[datetime, dict[str, dict[str, int]]] = {}
    for month, kind, outcome, n in rows:
        months.setdefault(month, {}).setdefault(kind, dict.fromkeys(Outcome.values, 0))[outcome] = n
    return [
        (month, [Counted(kind, label_of(kind), **kinds[kind]) for kind in sorted(kinds, key=list(KINDS).index)])
        for month, kinds in sorted(months.items(), reverse=True)
    ]


def month_name(month: datetime) -> str:
    return formats.date_format(month, "YEAR_MONTH_FORMAT")


def false_alarms() -> list[tuple[Sighting, Person | None]]:
    """The latest that were called so, with who told."""
    rows = list(Sighting.objects.filter(outcome=Outcome.FALSE_ALARM).order_by("-at", "-pk")[:ALARMS])
    people = Person.objects.in_bulk({row.person_id for row in rows})
    return [(row, people.get(row.person_id or 0)) for row in rows]


def place_of(sighting: Sighting) -> str:
    return str(PLACES.get(sighting.place, sighting.place))


def detectors() -> list[dict[str, Any]]:
    """Every kind, and whether it is noticed."""
    off = site.current().guard_off
    return [
        {"kind": kind, "label": str(label), "on": kind not in off, "secret": kind not in PATIENTS}
        for kind, label in KINDS.items()
    ]
