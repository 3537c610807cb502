"""Who leads a group: the manager's role, in the group and in each of its categories."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from trialogue.core.errors import Conflict, Refused
from trialogue.hub.groups.models import Group
from trialogue.people.actions.roles import disentrust, entrust
from trialogue.people.audiences import Role, Scope
from trialogue.people.persons import Person
from trialogue.people.rights import require

from .telling import record


def _categories(group: Group) -> list[int]:
    return list(group.areas.values_list("category_id", flat=True))


def lead(group: Group, person: Person, *, by: Person, at: datetime) -> None:
    entrust(person, role=Role.MANAGER, scope=Scope.GROUP, scope_id=group.pk, by=by, at=at)
    for pk in _categories(group):
        entrust(person, role=Role.MANAGER, scope=Scope.CATEGORY, scope_id=pk, by=by, at=at)


def lead_no_more(group: Group, person: Person, *, at: datetime) -> None:
    disentrust(person, role=Role.MANAGER, scope=Scope.GROUP, scope_ids=[group.pk], at=at)
    disentrust(person, role=Role.MANAGER, scope=Scope.CATEGORY, scope_ids=_categories(group), at=at)


@transaction.atomic
def appoint_leader(group: Group, person: Person, *, by: Person, at: datetime) -> None:
    """A member of the group leads it too from now on."""
    require(by, "group.lead", group)
    if not group.has(person):
        raise Refused(_("Only who is in the group can lead it."), field="person")
    if person.pk in group.leader_ids():
        raise Conflict(_("%(name)s leads the group already.") % {"name": person.name})
    lead(group, person, by=by, at=at)
    record("leader_appointed", group, by=by, at=at, person=person)


@transaction.atomic
def dismiss_leader(group: Group, person: Person, *, by: Person, at: datetime) -> None:
    """They stay in the group. Where nobody leads, community managers do."""
    require(by, "group.lead", group)
    if person.pk not in group.leader_ids():
        raise Conflict(_("%(name)s does not lead the group.") % {"name": person.name})
    lead_no_more(group, person, at=at)
    record("leader_dismissed", group, by=by, at=at, person=person)
