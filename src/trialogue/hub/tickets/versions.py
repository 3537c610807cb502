"""Versions as rows of the roadmap: what for, how far, when."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, F, IntegerField, QuerySet, Value, When
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from trialogue.core.design.moments import day
from trialogue.core.prepared import Prepared
from trialogue.hub.products.models import Horizon, Milestone

from .expecting import expected
from .line_of_time import LineOfTime
from .progress import Progress

LATEST = 3


@dataclass(frozen=True)
class Line:
    """One version with its progress and when it is expected; `drawing` puts it on the line of time."""

    name: str
    url: str
    goal: str
    when: str
    progress: Progress
    reached: bool
    horizon: str
    drawing: SafeString


def version_name(milestone: Milestone) -> str:
    """'4.3', with the product's name before it where it is not the default one."""
    name = milestone.version.name
    return name if milestone.product.is_default else f"{milestone.product.name} {name}"


def _ahead(_viewer: None) -> QuerySet[Milestone]:
    horizons = Case(*(When(horizon=h, then=Value(n)) for n, h in enumerate(Horizon)), output_field=IntegerField())
    return (
        Milestone.objects.open()
        .select_related("version", "product")
        .order_by(horizons, F("due_date").asc(nulls_last=True), "version__sort_key")
    )


def _reached(_viewer: None) -> QuerySet[Milestone]:
    reached = Milestone.objects.filter(reached_at__isnull=False).select_related("version", "product")
    return reached.order_by("-reached_at")[:LATEST]


_milestones_ahead, _milestones_reached = Prepared(_ahead), Prepared(_reached)


def milestones_ahead() -> list[Milestone]:
    """Open ones in the order they are expected, then those without a date by their number."""
    return _milestones_ahead()


def milestones_reached() -> list[Milestone]:
    """The latest, in the order they came out."""
    return _milestones_reached()[::-1]


def line_of(one: Milestone, progress: Progress, *, today: date, drawing: SafeString | None = None) -> Line:
    return Line(
        name=version_name(one),
        url=one.get_absolute_url(),
        goal=one.goal,
        when=_when(one, today),
        progress=progress,
        reached=one.reached_at is not None,
        horizon=str(one.get_horizon_display()),
        drawing=drawing or SafeString(""),
    )


def lines(milestones: Sequence[Milestone], progress: Mapping[int, Progress], *, on: LineOfTime) -> list[Line]:
    return [line_of(one, progress[one.pk], today=on.today, drawing=on.row(one, progress[one.pk])) for one in milestones]


def _when(one: Milestone, today: date) -> str:
    return (
        day(one.reached_at.date(), now=today)
        if one.reached_at
        else expected(one.due_date, today=today) or _("no date yet")
    )
