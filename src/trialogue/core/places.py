"""The places of the top bar. Each app names its own; the page draws them in order."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise


@dataclass(frozen=True)
class Place:
    label: str | Promise
    url_name: str
    icon: str
    order: int
    # Where else this place goes on: topics stand at /t/, apart from their lists.
    also: str = ""

    @property
    def url(self) -> str:
        return reverse(self.url_name)

    def holds(self, path: str) -> bool:
        """Whether this address (in any language) lies in this place."""
        start = self.url
        return path.startswith(start) or bool(
            self.also and path.startswith(start.removesuffix(f"{self.url_name}/") + self.also)
        )


_places: dict[str, Place] = {}


def register(place: Place) -> None:
    _places[place.url_name] = place


def all_places() -> list[Place]:
    return sorted(_places.values(), key=lambda place: place.order)
