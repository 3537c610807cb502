"""People behind a figure, who joined last first."""

from collections.abc import Callable
from datetime import datetime
from typing import TypeAlias

from django.db.models import Q

from trialogue.core.design.moments import dated
from trialogue.core.paging import Mark
from trialogue.hub.growth.figures.mix import with_country
from trialogue.hub.growth.figures.people import days_before, days_now, members
from trialogue.hub.growth.models import acted
from trialogue.people.persons import Person, PersonQuerySet

from .shapes import Asked, Row

Of: TypeAlias = Callable[[datetime], Q]


def now(at: datetime) -> Q:
    return acted(Q(day__range=days_now(at)))


def before(at: datetime) -> Q:
    return acted(Q(day__range=days_before(at)))


def _earlier(at: datetime) -> Q:
    return acted(Q(day__lt=days_now(at)[0]))


def new(at: datetime) -> Q:
    return now(at) & ~_earlier(at)


def retained(at: datetime) -> Q:
    return now(at) & before(at)


def returned(at: datetime) -> Q:
    return now(at) & ~before(at) & _earlier(at)


def lapsed(at: datetime) -> Q:
    return before(at) & ~now(at)


def _asked(at: datetime) -> Q:
    return acted(Q(day__range=days_now(at), asked__gt=0))


def _gave(at: datetime) -> Q:
    return acted(Q(day__range=days_now(at), given__gt=0))


def only_gave(at: datetime) -> Q:
    return _gave(at) & ~_asked(at)


def both(at: datetime) -> Q:
    return _gave(at) & _asked(at)


def only_asked(at: datetime) -> Q:
    return _asked(at) & ~_gave(at)


def neither(at: datetime) -> Q:
    return now(at) & ~_gave(at) & ~_asked(at)


def who(of: Of) -> Callable[[Asked], list[Row]]:
    """Those who acted so."""

    def rows(asked: Asked) -> list[Row]:
        people = Person.objects.visible_to(asked.viewer).filter(of(asked.counted_at), is_bot=False)
        return _rows(people, asked)

    return rows


def everybody(asked: Asked) -> list[Row]:
    return _rows(members().filter(joined_at__lte=asked.counted_at), asked)


def in_country(asked: Asked) -> list[Row]:
    """Those who name a country (the one asked for) and show it to this viewer."""
    people = with_country().showing("country", asked.viewer)
    return _rows(people.filter(country=asked.country) if asked.country else people, asked)


def _rows(people: PersonQuerySet, asked: Asked) -> list[Row]:
    found = people.filter(asked.after.older("joined_at")) if asked.after else people
    rows = found.select_related("picture").order_by("-joined_at", "-pk")[: asked.most]
    return [
        Row(
            person.name, person.get_absolute_url(), Mark(person.joined_at, person.pk), person.says,
            dated(person.joined_at, short=True), person,
        )
        for person in rows
    ]  # fmt: skip
