"""Who does how much: long tails."""

from array import array
from collections.abc import Sequence
from math import exp, log
from random import Random

FLAT = 40  # how many share the top of the tail


class Tail:
    """Draws one of the first `count`, the n-th as often as 1/(n + FLAT): old hands do most, everybody something."""

    def __init__(self, count: int) -> None:
        self.steep = log((count + FLAT) / FLAT)

    def draw(self, random: Random) -> int:
        return int(FLAT * exp(random.random() * self.steep)) - FLAT


def apportioned(total: int, weights: Sequence[float], *, least: int) -> "array[int]":
    """`total` shared out by weight in whole numbers, at least `least` each; the sum is exact."""
    rest = total - least * len(weights)
    whole, reached, given = sum(weights), 0.0, 0
    shares: array[int] = array("q")
    for weight in weights:
        reached += weight
        due = round(rest * reached / whole)
        shares.append(least + due - given)
        given = due
    return shares


def long_tail(count: int, random: Random) -> list[float]:
    """Weights of which few are large."""
    return [min(60.0, random.paretovariate(1.25)) - 0.9 for _each in range(count)]
