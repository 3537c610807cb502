"""The numbers of trust: what each level takes, what those who are new may do, who joins. A manager changes them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from trialogue.core import site

from .levels import Level

# The levels one reaches by oneself, from the first to the last.
EARNED = (Level.ARRIVED, Level.KNOWN, Level.TRUSTED)
MEASURES: dict[str, Any] = {
    "days": _("days on which they read"),
    "topics": _("conversations read"),
    "posts": _("posts written"),
    "thanks": _("thanks received"),
    "answers": _("answers accepted"),
}
LIMITS: dict[str, Any] = {
    "links": _("links in a post"),
    "pictures": _("pictures in a post"),
    "mentions": _("people named in a post"),
    "topics": _("topics and tickets in 24 hours"),
    "replies": _("replies in 24 hours"),
    "files": _("files in 24 hours"),
    "messages": _("conversations by message begun in 24 hours"),
}

JOINING: dict[str, Any] = {
    "work": _("work for a browser that joins, in bits"),
    "unproved": _("people an hour who join without JavaScript"),
}

TAKES = {
    Level.ARRIVED: (2, 5, 0, 0, 0),
    Level.KNOWN: (10, 25, 5, 1, 0),
    Level.TRUSTED: (40, 100, 30, 10, 2),
}
ALLOWS = (3, 3, 3, 5, 30, 20, 5)
MOST = 10_000


@dataclass(frozen=True)
class Number:
    """One number a manager may change: its name, what stands there while nobody did, and its bounds."""

    name: str
    group: str
    label: Any
    usual: int
    least: int = 0
    most: int = MOST


def _numbers() -> Iterator[Number]:
    for level in EARNED:
        for (measure, label), usual in zip(MEASURES.items(), TAKES[level], strict=True):
            yield Number(f"{level.name.lower()}_{measure}", level.name.lower(), label, usual)
    for (what, label), usual in zip(LIMITS.items(), ALLOWS, strict=True):
        yield Number(f"limit_{what}", "limit", label, usual)
    yield Number("join_work", "join", JOINING["work"], 16, least=8, most=22)
    yield Number("join_unproved", "join", JOINING["unproved"], 5, most=1000)


NUMBERS = {number.name: number for number in _numbers()}


def current() -> dict[str, int]:
    """Every number as it holds now; no query."""
    kept: dict[str, int] = site.current().trust
    return {name: number.usual for name, number in NUMBERS.items()} | kept


def number(name: str) -> int:
    return int(site.current().trust.get(name, NUMBERS[name].usual))


def takes(level: Level, numbers: Mapping[str, int]) -> dict[str, int]:
    """What this level takes, measure by measure."""
    return {measure: numbers[f"{level.name.lower()}_{measure}"] for measure in MEASURES}


def earned(counts: Mapping[str, int], numbers: Mapping[str, int]) -> Level:
    """How far somebody came by themselves: the last level of which, and of all before it, they have everything."""
    reached = Level.NEW
    for level in EARNED:
        if any(counts[measure] < least for measure, least in takes(level, numbers).items()):
            break
        reached = level
    return reached
