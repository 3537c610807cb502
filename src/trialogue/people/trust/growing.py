"""The job that lets trust grow: it asks about those who were here lately, and raises who has enough."""

from datetime import timedelta

from django.utils import timezone

from trialogue.core.jobs import every
from trialogue.people.actions.trusting import grow
from trialogue.people.persons import Person

from .counting import counts_of, in_steps, levels_of
from .levels import Level
from .numbers import current, earned

LATELY = timedelta(days=2)


@every(hours=1)
def let_trust_grow() -> None:
    """Of the members who read something in the last two days, at most 500 at once; who stays away need not wait for it."""
    now = timezone.now()
    numbers = current()
    for ids in in_steps(Person.objects.members().filter(seen_on__gte=(now - LATELY).date())):
        levels, counts = levels_of(ids), counts_of(ids)
        ripe = [pk for pk in ids if earned(counts[pk], numbers) > (levels[pk].level if pk in levels else Level.NEW)]
        for person in Person.objects.filter(pk__in=[pk for pk in ripe if pk not in levels or not levels[pk].held]):
            grow(person, at=now)
