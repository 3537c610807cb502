"""How a conversation goes: replies at growing distances, people who come back, thanks."""

from collections.abc import Callable
from math import log
from random import Random

from .acts import Act
from .plan import Plan
from .size import DAY

PAUSE = log(3 * 3600.0)  # of half the replies the next is not sooner

Draw = Callable[[], int]


def reply_times(count: int, since: int, until: int, random: Random) -> list[int]:
    """Strictly growing moments after `since`; where time is short, closer together."""
    found, at = [], float(since)
    for _each in range(count):
        at += 60 + random.lognormvariate(PAUSE, 1.7)
        found.append(at)
    if found and found[-1] >= until:
        squeeze = (until - since - count - 2) / (found[-1] - since)
        found = [since + (each - since) * squeeze for each in found]
    whole, last = [], since
    for each in found:
        last = max(last + 1, int(each))
        whole.append(last)
    return whole


def soon(at: int, until: int, random: Random, *, days: float = 1.5) -> int:
    """Some time after, mostly within days, always before `until`."""
    then = at + 60 + int(random.expovariate(1.0) * days * DAY)
    return then if then < until else at + int((until - at) * random.random())


def thanks(plan: Plan, number: int, author: int, at: int, draw: Draw, random: Random) -> list[Act]:
    """Who thanks for one post: nobody twice, nobody themselves."""
    count = int(random.expovariate(1.0) * plan.size.thanks)
    people = {draw() for _each in range(count)} - {author}
    return [Act(soon(at, plan.until, random), "thanks", who, number) for who in sorted(people)]


def several(count: int, but: set[int], draw: Draw) -> list[int]:
    """At most this many different people, none of `but`, in the order in which they came up."""
    found = dict.fromkeys(draw() for _each in range(count))
    return [who for who in found if who not in but]
