"""The loop: asked, ticket, change, released, told. One drawing for pages, one small one for rows."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache
from typing import Literal

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, ngettext, pgettext_lazy
from django.utils.translation import gettext as _

from trialogue.core.design.icons import icon
from trialogue.core.design.moments import dated
from trialogue.core.design.people import Speaker, voice_of

Kind = Literal["asked", "ticket", "change", "released", "told"]
Status = Literal["done", "now", "next"]

KINDS: dict[str, tuple[str, str, Promise]] = {
    "asked": ("message-circle-question-mark", "user", pgettext_lazy("loop", "Asked")),
    "ticket": ("circle-dot", "steward", pgettext_lazy("loop", "Ticket")),
    "change": ("git-pull-request-arrow", "builder", pgettext_lazy("loop", "Change")),
    "released": ("package", "builder", pgettext_lazy("loop", "Released")),
    "told": ("mail-check", "user", pgettext_lazy("loop", "Told")),
}


@dataclass(frozen=True, slots=True)
class Station:
    """One stop of the loop. `what` is one line ('#412 by Noa Peled'); `expected` stands in for a date ahead."""

    kind: Kind
    status: Status = "next"
    title: str = ""
    who: Speaker | None = None
    what: str = ""
    url: str = ""
    at: datetime | date | None = None
    days_since_previous: int | None = None
    expected: str = ""

    @property
    def icon(self) -> SafeString:
        """The drawing of this kind."""
        return icon(KINDS[self.kind][0])

    @property
    def voice(self) -> str:
        """Shape and tone: of who acted, or of who usually does."""
        return voice_of(self.who) if self.who is not None else KINDS[self.kind][1]

    @property
    def label(self) -> str:
        """The title, or the usual word."""
        return self.title or str(KINDS[self.kind][2])

    @property
    def when(self) -> SafeString:
        """The date it happened, or when it is expected."""
        return dated(self.at, short=True) if self.at else self._ahead()

    def _ahead(self) -> SafeString:
        return format_html('<span class="expected">{}</span>', self.expected) if self.expected else SafeString("")


def gap_words(days: int | None) -> str:
    """Return what stands on the line between two stations."""
    if days is None:
        return ""
    if days == 0:
        return _("same day")
    return ngettext("%(n)d day", "%(n)d days", days) % {"n": days}


def _date_of(at: datetime | date) -> date:
    return timezone.localtime(at).date() if isinstance(at, datetime) else at


def spaced(stations: Sequence[Station]) -> list[Station]:
    """Return the stations with the days between them, counted from their dates where nobody said."""
    out: list[Station] = []
    before: datetime | date | None = None
    for station in stations:
        if station.at and before and station.days_since_previous is None:
            days = (_date_of(station.at) - _date_of(before)).days
            out.append(replace(station, days_since_previous=max(0, days)))
        else:
            out.append(station)
        before = station.at or before
    return out


def strip_rows(stations: Sequence[Station]) -> list[tuple[Station, str]]:
    """Return each station with the words of the line that leads on from it."""
    following = [gap_words(s.days_since_previous) if s.status != "next" else "" for s in stations[1:]]
    return list(zip(stations, [*following, ""], strict=True))


def headline(stations: Sequence[Station]) -> str:
    """Return the one sentence above the strip: the total once released, else where it stands."""
    if any(s.kind == "released" and s.status == "done" for s in stations):
        days = sum(s.days_since_previous or 0 for s in stations if s.kind != "told")
        if days == 0:
            return _("From question to release on the same day.")
        return ngettext("From question to release in %(n)d day.", "From question to release in %(n)d days.", days) % {
            "n": days
        }
    reached = [s.kind for s in stations if s.status != "next"]
    sentences = {"change": _("Being built."), "ticket": _("It has become a ticket.")}
    return sentences.get(reached[-1] if reached else "", _("Asked, and not yet a ticket."))


_SMALL = {
    "asked": '<circle class="user {}" cx="6" cy="7" r="4"/>',
    "ticket": (
        '<path class="steward {}" d="M16 9.7V7a4 4 0 0 1 8 0v2.7A1.3 1.3 0 0 1 22.7 11h-5.4A1.3 1.3 0 0 1 16 9.7Z"/>'
    ),
    "change": '<rect class="builder {}" x="30" y="3" width="8" height="8" rx="1.8"/>',
    "released": '<rect class="builder {}" x="44" y="3" width="8" height="8" rx="1.8"/>',
    "told": '<circle class="user {}" cx="62" cy="7" r="4"/>',
}


def loop_small(reached: str) -> SafeString:
    """Return the five shapes, filled as far as `reached` (a kind), with the station in words."""
    return _small(get_language(), reached)


@lru_cache(maxsize=64)
def _small(_language: str | None, reached: str) -> SafeString:
    kinds = list(_SMALL)
    far = kinds.index(reached)
    lines = [f'<path class="{"on" if n < far else "ahead"}" d="M{11.5 + 14 * n:g} 7h3"/>' for n in range(4)]
    shapes = [drawing.format("is" if n <= far else "ahead") for n, drawing in enumerate(_SMALL.values())]
    said = _("Has come as far as: %(station)s") % {"station": KINDS[reached][2]}
    drawn = mark_safe("".join(lines + shapes))
    return format_html('<svg class="mini" viewBox="0 0 68 14" role="img" aria-label="{}">{}</svg>', said, drawn)
