"""The places of the top bar. Each app names its own; the page draws them in order."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language

from .edge.kept import kept


@dataclass(frozen=True)
class Place:
    label: str | Promise
    url_name: str
    icon: str
    order: int
    # Where else this place goes on: topics stand at /t/, apart from their lists.
    also: str = ""


@dataclass(frozen=True)
class Shown:
    """A place in one language; `starts` are what the addresses in it begin with."""

    label: str
    url: str
    icon: str
    starts: tuple[str, ...]


def _shown(place: Place) -> Shown:
    url = reverse(place.url_name)
    also = (url.removesuffix(f"{place.url_name}/") + place.also,) if place.also else ()
    return Shown(str(place.label), url, place.icon, (url, *also))


_places: dict[str, Place] = {}


def register(place: Place) -> None:
    _places[place.url_name] = place


def all_places() -> list[Shown]:
    """In order, in the language of now."""
    places = sorted(_places.values(), key=lambda place: place.order)
    return kept.lasting(("places", get_language(), len(places)), lambda: [_shown(place) for place in places])


def place_of(path: str) -> str:
    """The url of the place that this address lies in; "" where it lies in none."""
    return next((place.url for place in all_places() if path.startswith(place.starts)), "")
