"""What stands around the posts of a topic, drawn once for all readers of the same standing."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from trialogue.core.edge.kept import kept
from trialogue.hub.conversations.reading import Thread
from trialogue.people.persons import Person

from .dressing import accepted_number
from .margin import FACES, came, facts, loop_of, taking_part
from .models import Topic
from .panels import Legs, legs_of
from .rows import reached, state_drawing
from .structured import told_to_machines


@dataclass(frozen=True)
class Around:
    """The ready parts, and how far the topic has come."""

    facts: SafeString
    loop: SafeString
    people: SafeString
    links: SafeString
    reached: str
    machines: SafeString


def _accepted(topic: Topic, thread: Thread) -> int:
    """The number of the accepted post; a query where it is on another page."""
    return next((row.number for row in thread.rows if row.chosen), 0) or accepted_number(topic)


def _loop(topic: Topic, legs: Legs) -> SafeString:
    stations = loop_of(topic, legs.stations)
    if not stations:
        return SafeString("")
    return render_to_string("forum/topic_loop.html", {"stations": stations, "came": came(legs.stations)})


def _people(topic: Topic, thread: Thread, legs: Legs) -> SafeString:
    people = taking_part(topic, thread.speakers, legs.stations)
    whole = not (thread.earlier or thread.later)
    shown = {"people": people[:FACES], "others": len(people) - FACES, "whole": whole}
    return render_to_string("forum/topic_people.html", shown)


def _links(legs: Legs) -> SafeString:
    links = [(each, state_drawing(each.state)) for each in legs.links]
    return render_to_string("forum/topic_links.html", {"links": links}) if links else SafeString("")


def _joined(parts: Sequence[SafeString]) -> SafeString:
    return mark_safe("".join(parts))


def _draw(topic: Topic, thread: Thread, member: Person | None) -> Around:
    legs = legs_of([topic], member)[topic.pk]
    accepted = _accepted(topic, thread)
    return Around(
        _joined(facts(topic, legs.stations, accepted)),
        _loop(topic, legs),
        _people(topic, thread, legs),
        _links(legs),
        reached(legs.stations),
        told_to_machines(topic, accepted) if member is None else SafeString(""),
    )


def around(topic: Topic, thread: Thread, member: Person | None, *, after: int) -> Around:
    """`thread` is the page of posts after this number."""
    talk = topic.conversation
    key = ("around topic", topic.pk, talk.version, after, get_language(), member and member.standing)
    return kept.get(key, lambda: _draw(topic, thread, member), talk=talk.pk)
