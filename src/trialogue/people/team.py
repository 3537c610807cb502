"""Who is here for a role, and since when."""

from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .audiences import Role, RoleGrant, Scope
from .persons import Person

MOST = 300
#: Heading, line under it, and the roles that stand there.
PARTS: tuple[tuple[str | Promise, str | Promise, tuple[str, ...]], ...] = (
    (_("Look after this place"), _("Write to them when something here does not work the way you work"), (Role.MANAGER, Role.MODERATOR)),
    (_("Decide and build"), _("What gets into a version, and who makes it"), (Role.MAINTAINER, Role.DEVELOPER)),
    (_("Run the machine"), "", (Role.OPERATOR,)),
)  # fmt: skip


@dataclass
class Mate:
    """One person in one part of the team, with the roles that brought them there; the first is the oldest."""

    person: Person
    roles: list[str]
    since: datetime


@dataclass
class Part:
    title: str
    note: str
    mates: list[Mate] = field(default_factory=list)


def _grants(at: datetime) -> list[RoleGrant]:
    running = Q(until=None) | Q(until__gt=at)
    found = RoleGrant.objects.filter(running, scope__in=(Scope.SITE, Scope.PRODUCT))
    found = found.select_related("person__picture", "person__account").order_by("at", "pk")
    return [each for each in found[:MOST] if each.person.is_here and not each.person.is_bot]


def team(*, at: datetime) -> list[Part]:
    """Each person once in each part, by name; parts without anybody are left out. One query."""
    parts, grants = [], _grants(at)
    for title, note, roles in PARTS:
        mates: dict[int, Mate] = {}
        for grant in (grant for grant in grants if grant.role in roles):
            mate = mates.setdefault(grant.person_id, Mate(grant.person, [], grant.at))
            if (label := str(grant.get_role_display())) not in mate.roles:
                mate.roles.append(label)
        parts.append(Part(str(title), str(note), sorted(mates.values(), key=lambda mate: mate.person.name)))
    return [part for part in parts if part.mates]
