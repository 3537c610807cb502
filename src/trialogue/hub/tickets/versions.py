"""Versions as rows of the roadmap: how far, when, and where they stand on the line of time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Case, F, IntegerField, Value, When
from django.utils import formats
from django.utils.translation import gettext as _

from trialogue.core.design.moments import day
from trialogue.hub.products.models import Horizon, Milestone

from .expecting import expected
from .progress import Progress

BACK = timedelta(days=120)


@dataclass(frozen=True)
class Bar:
    """Where a version stands on the line of time, in per cent of its width."""

    x: float
    width: float
    done: float
    tone: str


@dataclass(frozen=True)
class Line:
    """One version with its progress and when it is expected."""

    name: str
    url: str
    goal: str
    when: str
    progress: Progress
    reached: bool
    horizon: str
    bar: Bar | None


def version_name(milestone: Milestone) -> str:
    """'4.3', with the product's name before it where it is not the default one."""
    name = milestone.version.name
    return name if milestone.product.is_default else f"{milestone.product.name} {name}"


def milestones_ahead() -> list[Milestone]:
    """Open ones in the order they are expected, then those without a date by their number."""
    horizons = Case(*(When(horizon=h, then=Value(n)) for n, h in enumerate(Horizon)), output_field=IntegerField())
    return list(
        Milestone.objects.open()
        .select_related("version", "product")
        .order_by(horizons, F("due_date").asc(nulls_last=True), "version__sort_key")
    )


def milestones_reached(how_many: int = 3) -> list[Milestone]:
    latest = (
        Milestone.objects.filter(reached_at__isnull=False).select_related("version", "product").order_by("-reached_at")
    )
    return list(latest[:how_many])[::-1]


def line_of(one: Milestone, progress: Progress, *, today: date, bar: Bar | None = None) -> Line:
    return Line(
        name=version_name(one),
        url=one.get_absolute_url(),
        goal=one.goal,
        when=_when(one, today),
        progress=progress,
        reached=one.reached_at is not None,
        horizon=str(one.get_horizon_display()),
        bar=bar,
    )


def lines(milestones: Sequence[Milestone], progress: Mapping[int, Progress], *, today: date) -> list[Line]:
    """The versions as rows; those with dates get their bar."""
    span = _span(milestones, today)
    return [
        line_of(one, progress[one.pk], today=today, bar=_bar(one, progress[one.pk], span, today)) for one in milestones
    ]


def _when(one: Milestone, today: date) -> str:
    return (
        day(one.reached_at.date(), now=today)
        if one.reached_at
        else expected(one.due_date, today=today) or _("no date yet")
    )


def _begin(one: Milestone, today: date) -> date:
    """Where nobody said when it begins: what is built since it was planned, what comes later not before today."""
    if one.start_date:
        return one.start_date
    return one.created_at.date() if one.reached_at or one.horizon == Horizon.NOW else today


def _end(one: Milestone) -> date | None:
    return one.reached_at.date() if one.reached_at else one.due_date


def _span(milestones: Sequence[Milestone], today: date) -> tuple[date, date]:
    """From the first of the month of the earliest begin to the end of the month of the latest end."""
    dated = [one for one in milestones if _end(one)]
    begin = min([max(_begin(one, today), today - BACK) for one in dated] + [today]).replace(day=1)
    end = max([e for one in dated if (e := _end(one))] + [today])
    return begin, (end.replace(day=1) + timedelta(days=32)).replace(day=1)


def _share(on: date, span: tuple[date, date]) -> float:
    begin, end = span
    return round(100 * min(max((on - begin).days / (end - begin).days, 0), 1), 2)


def _bar(one: Milestone, progress: Progress, span: tuple[date, date], today: date) -> Bar | None:
    end = _end(one)
    if end is None:
        return None
    x = _share(min(_begin(one, today), end), span)
    width = max(_share(end, span) - x, 1.0)
    share = progress.done / progress.total if progress.total else 0
    tone = "done" if one.reached_at else "doing" if one.horizon == Horizon.NOW else "plan"
    return Bar(x, round(width, 2), round(width * share, 2), tone)


@dataclass(frozen=True)
class Month:
    """A month of the line of time: where it begins, its short name, the year where one begins."""

    x: float
    name: str
    year: str


def months(milestones: Sequence[Milestone], *, today: date) -> tuple[list[Month], float]:
    """The months of the line of time, and where today stands."""
    span = _span(milestones, today)
    found: list[Month] = []
    first = span[0]
    while first < span[1]:
        year = str(first.year) if first.month == 1 else ""
        found.append(Month(_share(first, span), formats.date_format(first, "M"), year))
        first = (first + timedelta(days=32)).replace(day=1)
    return found, _share(today, span)
