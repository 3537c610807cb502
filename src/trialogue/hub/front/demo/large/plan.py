"""The plan of the large demo: the same for the same seed and day, drawn piece by piece when it is asked for.

Every thing has a random of its own, drawn from the seed and its number: whoever needs a thing again draws it again,
and nobody keeps a million of them.
"""

from array import array
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property
from random import Random

from trialogue.hub.forum.models import CategoryKind
from trialogue.hub.front.demo.talk import CATEGORIES

from .calendar import moments
from .shares import apportioned, long_tail
from .size import DAY, FOUNDERS, MAINTAINERS, YEARS, Size
from .texts import Texts
from .words import TONGUES

KINDS: dict[str, str] = {
    CategoryKind.QUESTIONS: "question",
    CategoryKind.IDEAS: "idea",
    CategoryKind.DISCUSSION: "discussion",
    CategoryKind.ANNOUNCEMENTS: "announcement",
}
# How many of a hundred public topics stand in each of the demo's categories.
WEIGHTS = (30, 18, 20, 12, 8, 6, 5, 1)
LONG_PLACE = 6  # introductions
LANGUAGES = [tongue.code for tongue in TONGUES]
LANGUAGE_WEIGHTS = [tongue.share for tongue in TONGUES]


@dataclass(frozen=True, slots=True)
class Area:
    """A private category: of people invited one by one, or of a group."""

    nth: int
    at: int
    is_group: bool
    members: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Head:
    """What is decided of a topic before anything happens in it."""

    place: int
    kind: str
    language: str


class Plan:
    def __init__(self, size: Size, *, seed: int, until: int) -> None:
        """`until` is the midnight before which everything happens."""
        self.size, self.seed, self.until = size, seed, until
        self.since = until - YEARS * 365 * DAY
        self.reader = size.people  # the number of the one who read so much; not of the crowd
        self.texts = Texts(seed, size.texts)
        last = until - 2 * DAY
        founders = array("q", (self.since - DAY + 60 * nth for nth in range(FOUNDERS)))
        self.joined = founders + moments(size.people - FOUNDERS, self.since, last, self.random("joined"))
        self.topics_at = moments(size.topics, self.since + 7 * DAY, last, self.random("topics"))
        self.tickets_at = moments(size.tickets, self.since + 40 * DAY, last, self.random("tickets"))
        self.comments = apportioned(size.comments, long_tail(size.tickets, self.random("comments")), least=0)
        self.releases_at = self._releases()

    def random(self, *of: object) -> Random:
        return Random(f"{self.seed}/{'/'.join(map(str, of))}")  # noqa: S311 - a story, not a secret

    def here(self, at: int) -> int:
        """How many had joined by then: the people 0 to this, exclusive."""
        return bisect_left(self.joined, at)

    def _releases(self) -> list[int]:
        """Evenly from the first year on, until half a year ago, where the small story begins."""
        begin, end = self.since + 300 * DAY, self.until - 190 * DAY
        step = (end - begin) // self.size.releases
        return [begin + nth * step + 14 * 3600 for nth in range(self.size.releases)]

    @staticmethod
    def version_name(release: int) -> str:
        """Twelve a major version: 1.0 to 1.11, 2.0 … the small story goes on with 4.1."""
        return f"{release // 12 + 1}.{release % 12}"

    def newest_release(self, at: int) -> int | None:
        found = bisect_right(self.releases_at, at) - 1
        return found if found >= 0 else None

    @cached_property
    def longest(self) -> int:
        return self.size.topics // 3

    @cached_property
    def posts(self) -> "array[int]":
        """How many posts each topic has, in all exactly as many as asked for."""
        size = self.size
        weights = long_tail(size.topics, self.random("posts"))
        weights[self.longest] = 0.0
        shares = apportioned(size.posts - size.longest + 1, weights, least=1)
        shares[self.longest] += size.longest - 1
        return shares

    @cached_property
    def areas(self) -> list[Area]:
        random, found = self.random("areas"), []
        for nth in range(self.size.areas):
            at = self.since + 120 * DAY + nth * (YEARS * 300 * DAY // self.size.areas)
            here = self.here(at)
            members = random.sample(range(here), min(here, random.randint(5, 60)))
            found.append(Area(nth, at, nth % 4 == 3, tuple(sorted(members))))  # noqa: PLR2004 - every fourth
        return found

    @cached_property
    def _areas_at(self) -> list[int]:
        return [area.at for area in self.areas]

    def area_of(self, place: int) -> Area | None:
        return self.areas[place - len(CATEGORIES)] if place >= len(CATEGORIES) else None

    def head(self, nth: int, random: Random) -> Head:
        """The first draws of a topic's random."""
        there = bisect_left(self._areas_at, self.topics_at[nth])
        if nth == self.longest:
            place = LONG_PLACE
        elif there and random.random() < 0.1:  # noqa: PLR2004
            place = len(CATEGORIES) + random.randrange(there)
        else:
            place = random.choices(range(len(CATEGORIES)), WEIGHTS)[0]
        kind = KINDS[CATEGORIES[place][2]] if place < len(CATEGORIES) else random.choice(("question", "discussion"))
        return Head(place, kind, random.choices(LANGUAGES, LANGUAGE_WEIGHTS)[0])

    @cached_property
    def topic_of_ticket(self) -> dict[int, int]:
        """Which tickets come from a topic: of public questions and ideas, some days after they began."""
        taken: dict[int, int] = {}
        random = self.random("links")
        for ticket, at in enumerate(self.tickets_at):
            if random.random() < 0.45:  # noqa: PLR2004
                topic = bisect_left(self.topics_at, at - random.randint(2, 30) * DAY) - 1
                while topic >= 0 and (topic in taken or not self._asks(topic)):
                    topic -= 1
                if topic >= 0:
                    taken[topic] = ticket
        return {ticket: topic for topic, ticket in taken.items()}

    @cached_property
    def ticket_of_topic(self) -> dict[int, int]:
        return {topic: ticket for ticket, topic in self.topic_of_ticket.items()}

    def _asks(self, topic: int) -> bool:
        head = self.head(topic, self.random("topic", topic))
        return head.kind in ("question", "idea") and self.area_of(head.place) is None

    def maintainer(self, nth: int) -> int:
        return MAINTAINERS[nth % len(MAINTAINERS)]
