"""What the markup of a post needs to know of the rest: people, topics, the old address."""

import re
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from trialogue.people.persons import Person

TOPIC = re.compile(r"/t/(?:(?=[^/]*[^\d/])[^/]+/)?(\d{1,10})(?:/(\d{1,9}))?(?:[/?#.].*)?\Z", re.DOTALL)
PERSON = re.compile(r"/(?:u|users)/([^/?#]{1,80})(?:[/?#].*)?\Z", re.DOTALL)
CATEGORY = re.compile(r"/c/(?:[^/?#]+/)*(\d{1,9})(?:[/?#].*)?\Z", re.DOTALL)
OUTSIDE = re.compile(r"(?:https?://|mailto:)\S", re.IGNORECASE)
LONGEST = 2000
COLOURED = 6_000  # some languages cost the square of the length


@dataclass
class Surroundings:
    """`host` is where the forum was; `topics` are the ids of the archive; `lost` and `came` count for the report.

    `polls` and `colours_left` (how many letters of code may still be coloured) are of one post.
    """

    source: str
    host: str = ""
    persons: Mapping[str, Person] = field(default_factory=dict)
    topics: Collection[int] = frozenset()
    categories: Mapping[int, str] = field(default_factory=dict)
    polls: Mapping[str, dict[str, Any]] = field(default_factory=dict)
    colours_left: int = COLOURED
    came: Counter[str] = field(default_factory=Counter)
    lost: Counter[str] = field(default_factory=Counter)

    def person(self, username: str) -> Person | None:
        return self.persons.get(username.lower())

    def address(self, href: str) -> str:
        """Where a link of the old forum leads now; "" where it leads nowhere any more."""
        href = href.strip()
        if len(href) > LONGEST:
            return ""
        if href.startswith("//"):
            href = f"https:{href}"
        local = href if href.startswith("/") else self._own_path(href)
        if local:
            return self._local(local)
        return href if OUTSIDE.match(href) else ""

    def topic(self, number: int, post: int = 1) -> str:
        """A mark for the address of an imported topic; put in when all topics are here."""
        self.came["links between topics"] += 1
        return f"/t/imported/{self.source}/{number}/{post}/"

    def person_path(self, person: Person) -> str:
        return f"/people/{person.handle.lower()}/"

    def _own_path(self, href: str) -> str:
        try:
            parts = urlsplit(href)
        except ValueError:
            return ""
        if not self.host or parts.netloc.lower() != self.host or parts.scheme not in ("http", "https"):
            return ""
        return parts._replace(scheme="", netloc="").geturl() or "/"

    def _local(self, path: str) -> str:
        """An address of the old forum: ours where we have it, else the old one in full."""
        if (found := TOPIC.match(path)) and int(found[1]) in self.topics:
            return self.topic(int(found[1]), int(found[2] or 1))
        if found := PERSON.match(path):
            person = self.person(found[1])
            return self.person_path(person) if person else ""
        if (found := CATEGORY.match(path)) and int(found[1]) in self.categories:
            return self.categories[int(found[1])]
        self.lost["links that lead to the old forum"] += 1
        return f"https://{self.host}{path}" if self.host else ""
