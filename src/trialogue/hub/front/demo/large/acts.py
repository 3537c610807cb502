"""What the plan consists of: one thing that is talked about, and everything that happens to it in order of time."""

from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.conf import settings

from .texts import Text


class Act(NamedTuple):
    """`who` is the number of a person in the crowd, `number` mostly that of a post; `value` depends on the verb."""

    at: int
    verb: str
    who: int
    number: int = 0
    value: Any = None


@dataclass(slots=True)
class TopicPlan:
    """`place` counts the public categories first, then the private areas; `version` counts the releases."""

    nth: int
    place: int
    kind: str
    language: str
    title: str
    who: int
    at: int
    version: int | None
    text: Text
    acts: list[Act] = field(default_factory=list)

    @property
    def marked(self) -> str:
        """The language as the topic is marked with it: one that the site speaks, or none."""
        return self.language if self.language in dict(settings.LANGUAGES) else ""


@dataclass(slots=True)
class TicketPlan:
    """`topic` is what it was carried over from; `who` then is who carried it."""

    nth: int
    topic: TopicPlan | None
    kind: str
    priority: int
    component: int | None
    found_in: int | None
    title: str
    who: int
    at: int
    text: Text
    acts: list[Act] = field(default_factory=list)

    @property
    def is_private(self) -> bool:
        return self.kind == "security"
