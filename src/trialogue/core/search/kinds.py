"""What can be found: each app declares its kinds, the places they are listed under, and what narrows them down."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise

from trialogue.core.audiences import Viewer

BODY_CHARS = 100_000


@dataclass(frozen=True, kw_only=True)
class Document:
    """The words of a thing as they can be found; `facets` are 'name:value'."""

    object_id: int
    place: str
    audience_id: int
    at: datetime
    url: str
    title: str = ""
    body: str = ""
    words: str = ""
    conversation_id: int | None = None
    language: str = ""
    facets: tuple[str, ...] = field(default=())
    weight: float = 0.0


@dataclass(frozen=True)
class Kind:
    """`documents` gives those of these ids that are there to find; `seen` those of these ids that a member may see.

    `ids` are all there are, for going through them in steps.
    """

    name: str
    documents: Callable[[Collection[int]], Iterable[Document]]
    seen: Callable[[Viewer | None, Collection[int]], Collection[int]]
    ids: Callable[[], "QuerySet[Any, int]"]


@dataclass(frozen=True)
class Place:
    """Where hits are listed: the word of many, the word of one, and the drawing."""

    name: str
    label: str | Promise
    one: str | Promise
    icon: str
    order: int


@dataclass(frozen=True)
class Facet:
    """Narrows hits down; `labels` names values in the reader's language, those of which it does not are not offered."""

    name: str
    label: str | Promise
    labels: Callable[[Viewer | None, Collection[str]], Mapping[str, str]]
    order: int


KINDS: dict[str, Kind] = {}
_places: dict[str, Place] = {}
_facets: dict[str, Facet] = {}


def declare(kind: Kind) -> None:
    KINDS[kind.name] = kind


def declare_place(place: Place) -> None:
    _places[place.name] = place


def declare_facet(facet: Facet) -> None:
    _facets[facet.name] = facet


def places() -> list[Place]:
    return sorted(_places.values(), key=lambda place: place.order)


def place_named(name: str) -> Place:
    return _places[name]


def facets() -> list[Facet]:
    return sorted(_facets.values(), key=lambda facet: facet.order)
