"""Where somebody stands, in words: what they may do, and what comes next."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from .levels import Level
from .numbers import EARNED, LIMITS, MEASURES, takes

MEANS: dict[int, Any] = {
    Level.NEW: _("You ask, answer and react like everybody. A few limits hold for the first days."),
    Level.ARRIVED: _("You write without the limits of the first days."),
    Level.KNOWN: _(
        "You write without limits, and nobody clears away what you wrote by mistake: that takes an operator."
    ),
    Level.TRUSTED: _("People here rely on you. Those who look after the place see that, and may ask you to help."),
    Level.LEADER: _("Those who look after the place named you as one who leads. Nothing takes that back but a hand."),
}


@dataclass(frozen=True)
class Step:
    """How much of a measure one has of what the next level takes."""

    label: Any
    have: int
    need: int

    @property
    def is_done(self) -> bool:
        return self.have >= self.need


def limits_in_words(numbers: Mapping[str, int]) -> list[tuple[Any, int]]:
    """Each limit of those who are new, and how much it is."""
    return [(label, numbers[f"limit_{what}"]) for what, label in LIMITS.items()]


def next_after(level: int) -> Level | None:
    """What comes by itself after this one."""
    return next((each for each in EARNED if each > level), None)


def steps_to(level: Level, counts: Mapping[str, int], numbers: Mapping[str, int]) -> list[Step]:
    """What this level takes, with how much of it there is."""
    asked = takes(level, numbers).items()
    return [Step(MEASURES[name], counts[name], need) for name, need in asked if need]
