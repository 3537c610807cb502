"""Versions on a line of time, as ready SVG: months, bars, and where today stands.

Time runs from left to right on every page. Widths are per cents, so that no style attribute is needed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import formats
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from trialogue.hub.products.models import Horizon, Milestone

from .progress import Progress

BACK = timedelta(days=120)


def _begin(one: Milestone, today: date) -> date:
    """Where nobody said when it begins: what is built since it was planned, what comes later not before today."""
    if one.start_date:
        return one.start_date
    return one.created_at.date() if one.reached_at or one.horizon == Horizon.NOW else today


def _end(one: Milestone) -> date | None:
    return one.reached_at.date() if one.reached_at else one.due_date


def _next_month(first: date) -> date:
    return (first.replace(day=1) + timedelta(days=32)).replace(day=1)


@dataclass(frozen=True)
class LineOfTime:
    """From the first of one month to the first of another."""

    begin: date
    end: date
    today: date

    @classmethod
    def over(cls, milestones: Sequence[Milestone], *, today: date) -> "LineOfTime":
        """Wide enough for these versions and for today, but not far back."""
        ends = {one.pk: end for one in milestones if (end := _end(one))}
        begins = [max(_begin(one, today), today - BACK) for one in milestones if one.pk in ends]
        return cls(min([*begins, today]).replace(day=1), _next_month(max([*ends.values(), today])), today)

    def at(self, day: date) -> float:
        """Where this day stands, in per cent of the width."""
        share = (day - self.begin).days / (self.end - self.begin).days
        return round(100 * min(max(share, 0), 1), 2)

    def _months(self) -> list[date]:
        found = [self.begin]
        while (following := _next_month(found[-1])) < self.end:
            found.append(following)
        return found

    @property
    def head(self) -> SafeString:
        """The names of the months, and the flag of today."""
        names = "".join(f'<text x="{self.at(first)}%" dx="4" y="15">{_month(first)}</text>' for first in self._months())
        words = escape(_("today"))
        flag = f'<rect x="-22" y="2" width="44" height="17" rx="3"/><text class="today" y="14.5">{words}</text>'
        return mark_safe(f'{names}<svg x="{self.at(self.today)}%" overflow="visible">{flag}</svg>')

    def row(self, one: Milestone, progress: Progress) -> SafeString:
        """The months as hair lines, the bar of this version, today."""
        lines = "".join(_upright("m", self.at(first)) for first in self._months())
        return mark_safe(f"{lines}{self._bar(one, progress)}{_upright('now', self.at(self.today))}")

    def _bar(self, one: Milestone, progress: Progress) -> str:
        end = _end(one)
        if end is None:
            return ""
        x = self.at(min(_begin(one, self.today), end))
        width = max(self.at(end) - x, 1.0)
        if one.reached_at or one.horizon != Horizon.NOW:
            return _rect("done" if one.reached_at else "plan", x, width)
        share = progress.done / progress.total if progress.total else 0
        return _rect("rest", x, width) + (_rect("doing", x, width * share) if share else "")


def _upright(kind: str, x: float) -> str:
    return f'<line class="{kind}" x1="{x}%" x2="{x}%" y1="0" y2="100%"/>'


def _rect(kind: str, x: float, width: float) -> str:
    return f'<rect class="{kind}" x="{x}%" width="{round(width, 2)}%" y="20" height="16" rx="3"/>'


def _month(first: date) -> str:
    """'Jan 2027' where a year begins; phones leave the year out."""
    name = escape(formats.date_format(first, "M"))
    return f'{name}<tspan class="hide-s"> {first.year}</tspan>' if first.month == 1 else name
