"""What was asked before in nearly the same words, for whoever writes a title."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.safestring import SafeString

from trialogue.core.audiences import Viewer
from trialogue.core.design.icons import glyph, icon
from trialogue.core.design.moments import dated
from trialogue.core.search import kinds
from trialogue.core.search.asking import read
from trialogue.core.search.finding import Hit, similar
from trialogue.core.search.snippets import marked
from trialogue.core.words import here

PLACES = ("question", "idea", "discussion", "ticket", "release")
STATES = ("answer", "state")


@dataclass(frozen=True)
class Alike:
    lead: SafeString
    tone: str
    title: SafeString
    url: str
    words: Sequence[str]
    when: SafeString


def _state(hit: Hit, member: Viewer | None) -> list[str]:
    """How far it is, in the words of whoever knows."""
    said: list[str] = []
    for facet in kinds.facets():
        values = [each.partition(":")[2] for each in hit.document.facets if each.startswith(f"{facet.name}:")]
        if facet.name in STATES and values:
            said += facet.labels(member, values).values()
    return said


def alike(title: str, member: Viewer | None, *, at: datetime) -> list[Alike]:
    """At most five, those that this member sees."""
    found = []
    for hit in similar(title, member, at=at, places=PLACES):
        row = hit.document
        place = kinds.place_named(row.place)
        good = "answer:yes" in row.facets
        found.append(
            Alike(
                lead=glyph("disc") if good else icon(place.icon), tone="good" if good else "", url=here(row.url),
                title=marked(row.heading, read(title).terms), words=[str(place.one), *_state(hit, member)], when=dated(row.at),
            )
        )  # fmt: skip
    return found
