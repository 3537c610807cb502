"""The rounds: every subject takes its turn at every page, so that a machine's moods fall on all of them."""

import os
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

from .processes import Child
from .served import granian, nginx, plain

ROUNDS = 5
WHO = ("guest, cached", "guest, cold", "member", "member, cold")
#: How many requests a turn has.
TURN = {"guest, cached": 40, "guest, cold": 8, "member": 10, "member, cold": 8, "empty": 60}
ASKED = 1500


@dataclass(frozen=True)
class Place:
    """Where a site is: the data directory and, for PostgreSQL, the address of its database."""

    data: str
    database: str = ""

    @property
    def chosen(self) -> dict[str, str]:
        return {"TRIALOGUE_DATA": self.data} | ({"DATABASE_URL": self.database} if self.database else {})


@dataclass
class Found:
    """Of one site: what it is, and for each page and reader the medians."""

    posts: int
    database: str
    rows: list[dict[str, Any]] = field(default_factory=list)
    growth: list[dict[str, Any]] = field(default_factory=list)
    served: float = 0.0


@dataclass
class Run:
    """All that was found. `load` is how many processes wanted a core, on the average, before and after."""

    sites: list[Found]
    empty: float
    default: float
    plain: float
    nginx: float | None
    load: tuple[float, float]


def turns(page: str) -> list[str]:
    return [who for who in WHO if page != "inbox" or who.startswith("member")]


def measure(places: list[Place], made: list[bool], scratch: Path) -> Run:
    before = os.getloadavg()[0]
    with ExitStack() as stack:
        sites = [Child("site", **place.chosen) for place in places]
        for child in sites:
            stack.callback(child.end)
        facts = [child.tell("facts") for child in sites]
        found = [Found(fact["posts"], fact["database"]) for fact in facts]
        empty, default = _pages(sites, facts, found)
        for child, one, own in zip(sites, found, made, strict=True):
            one.growth = child.tell("growth") if own else []
    spent = _served(places, facts, scratch)
    for one, cost in zip(found, spent, strict=False):
        one.served = cost
    return Run(found, empty, default, spent[-2] or 0.0, spent[-1], (before, os.getloadavg()[0]))


def _pages(sites: list[Child], facts: list[dict[str, Any]], found: list[Found]) -> tuple[float, float]:
    """Fills the rows of each site; returns the median of the empty view, and of that with the default middleware."""
    took: dict[tuple[int, str, str], list[float]] = {}
    empties = {"empty": Child("empty"), "default": Child("default")}
    empty: dict[str, list[float]] = {name: [] for name in empties}
    weights = {
        (nth, page, who): child.tell("weigh", path=path, who=who)
        for nth, child in enumerate(sites)
        for page, path in facts[nth]["pages"].items()
        for who in turns(page)
    }
    for _ in range(ROUNDS):
        for page in facts[0]["pages"]:
            for name, child in empties.items():
                empty[name] += child.tell("cpu", times=TURN["empty"])
            for who in turns(page):
                for nth, child in enumerate(sites):
                    took.setdefault((nth, page, who), []).extend(
                        child.tell("cpu", path=facts[nth]["pages"][page], who=who, times=TURN[who])
                    )
    for child in empties.values():
        child.end()
    for (nth, page, who), all_of_them in took.items():
        found[nth].rows.append({"page": page, "who": who, "cpu": median(all_of_them), **weights[nth, page, who]})
    return median(empty["empty"]), median(empty["default"])


def _served(places: list[Place], facts: list[dict[str, Any]], scratch: Path) -> list[Any]:
    """CPU a request through servers: each site's cached topic, then a plain Granian and nginx with as many bytes."""
    with ExitStack() as stack:
        asked = [
            stack.enter_context(granian(fact["pages"]["topic, 20 posts"], **place.chosen))
            for place, fact in zip(places, facts, strict=True)
        ]
        length = asked[0].length()
        all_of_them = [*asked, stack.enter_context(plain(length)), stack.enter_context(nginx(length, scratch))]
        took: list[list[float]] = [[] for _ in all_of_them]
        for _ in range(ROUNDS):
            for one, times in zip(all_of_them, took, strict=True):
                if one is not None:
                    times.append(one.cpu(ASKED))
        return [median(times) if times else None for times in took]
