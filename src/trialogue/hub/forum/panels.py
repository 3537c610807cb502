"""Where upper apps hang something on a topic: stations of its loop, links, things to do with a post.

The forum draws them without knowing who provides them.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from operator import attrgetter

from django.http import HttpRequest
from django.utils.safestring import SafeString

from trialogue.core.design.loop import Station
from trialogue.hub.conversations.models import Post
from trialogue.people.persons import Person

from .models import Topic


@dataclass(frozen=True)
class Link:
    """A line of 'Linked' in the margin."""

    title: str
    meta: str
    url: str
    state: str


@dataclass
class Legs:
    """What one app knows of a topic's way: its stations in order, and what it links to."""

    stations: list[Station] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)


Provider = Callable[[Sequence[Topic], Person | None], dict[int, Legs]]


@dataclass(frozen=True)
class PostAct:
    """An entry in a post's menu."""

    label: str
    icon: str
    url: str


PostActs = Callable[[Topic, Post, Person | None], list[PostAct]]
Card = Callable[[Topic, Person | None, HttpRequest | None], SafeString]

_providers: dict[int, Provider] = {}
_post_acts: list[PostActs] = []
_cards: list[Card] = []


def provide_legs(order: int) -> Callable[[Provider], Provider]:
    """Marks the function that tells the legs of many topics at once (as few queries as for one).

    Tickets are 20, code will be 30, releases 40. It shows only what the member may see.
    """

    def mark(provider: Provider) -> Provider:
        _providers[order] = provider
        return provider

    return mark


def provide_post_acts(acts: PostActs) -> PostActs:
    """Marks a function that adds to a post's menu; it makes no query."""
    _post_acts.append(acts)
    return acts


def provide_card(card: Card) -> Card:
    """Marks a function that draws a card above the composer (empty: nothing to show)."""
    _cards.append(card)
    return card


def legs_of(topics: Sequence[Topic], member: Person | None) -> dict[int, Legs]:
    """For each topic everything the upper apps know, in the order of the loop.

    Who has not come to one station is not asked for at the next.
    """
    together = {topic.pk: Legs() for topic in topics}
    on_the_way = list(topics)
    for order in sorted(_providers):
        if not on_the_way:
            break
        for topic_id, legs in _providers[order](on_the_way, member).items():
            together[topic_id].stations += legs.stations
            together[topic_id].links += legs.links
        on_the_way = [topic for topic in on_the_way if together[topic.pk].stations]
    return together


def post_acts(topic: Topic, post: Post, member: Person | None) -> list[PostAct]:
    acts = [act for provider in _post_acts for act in provider(topic, post, member)]
    return sorted(acts, key=attrgetter("label"))


def cards(topic: Topic, member: Person | None, request: HttpRequest | None = None) -> list[SafeString]:
    """The cards for this member; with the request they may hold a form."""
    return [card for provider in _cards if (card := provider(topic, member, request))]
