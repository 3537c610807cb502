"""Who can take a ticket: whoever holds a role of the team."""

from django.db.models import Q
from django.utils import timezone

from trialogue.people.audiences import Role, Scope
from trialogue.people.persons import Person, PersonQuerySet

TEAM = (Role.DEVELOPER, Role.MAINTAINER, Role.MANAGER)


def team() -> PersonQuerySet:
    now = timezone.now()
    running = Q(grants__until=None) | Q(grants__until__gt=now)
    return (
        Person.objects.members()
        .filter(running, grants__role__in=TEAM, grants__scope__in=(Scope.SITE, Scope.PRODUCT))
        .distinct()
        .order_by("name")
    )
