"""How long until something happens, with those still waiting counted.

Kaplan and Meier, Nonparametric estimation from incomplete observations, JASA 53 (1958). S(t) is the share still
waiting after t: the product over the distinct times u ≤ t at which something happened of (1 − d/n), with d of the n
who still waited at u. Who waits on (is censored) at u counts among the n of u. The variance of ln S is Greenwood's,
Σ d / (n (n − d)); the interval is that of ln(−ln S), which never leaves 0 to 1: S^exp(±z √V / |ln S|).
"""

import math
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

Z95 = 1.96


@dataclass(frozen=True)
class Wait:
    """How many seconds one has waited, and whether it ended in what they waited for."""

    seconds: float
    over: bool


@dataclass(frozen=True)
class Share:
    """A share of 0 to 1 with its 95 % interval; none where nothing varies (0 and 1)."""

    p: float
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Curve:
    """S(t) as steps: from `times[i]` on the share `waiting[i]` still waits, Σ d / (n (n − d)) is `spread[i]`."""

    n: int
    times: tuple[float, ...]
    waiting: tuple[float, ...]
    spread: tuple[float, ...]

    def over_by(self, seconds: float) -> Share:
        """The share for whom it was over within this time: 1 − S."""
        nth = bisect_right(self.times, seconds) - 1
        if nth < 0:
            return Share(0.0)
        s = self.waiting[nth]
        if s <= 0:
            return Share(1.0)
        width = math.exp(Z95 * math.sqrt(self.spread[nth]) / abs(math.log(s)))
        return Share(1 - s, low=1 - s ** (1 / width), high=1 - s**width)

    @property
    def median(self) -> float | None:
        """The first time at which at most half still wait; none while more than half do."""
        return next((at for at, s in zip(self.times, self.waiting, strict=True) if s <= 0.5), None)  # noqa: PLR2004 - a half


def kaplan_meier(waits: Iterable[Wait]) -> Curve:
    """The curve of these waits; of none at all it has no steps."""
    told = list(waits)
    ended = Counter(wait.seconds for wait in told if wait.over)
    left = Counter(wait.seconds for wait in told)
    at_risk, s, v = len(told), 1.0, 0.0
    steps: list[tuple[float, float, float]] = []
    for at in sorted(left):
        if d := ended[at]:
            s *= 1 - d / at_risk
            v += d / (at_risk * (at_risk - d)) if at_risk > d else 0.0
            steps.append((at, 0.0 if at_risk == d else s, v))
        at_risk -= left[at]
    times, waiting, spread = zip(*steps, strict=True) if steps else ((), (), ())
    return Curve(len(told), times, waiting, spread)
