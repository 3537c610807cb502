"""Coming in and going out. What one sees by being in a group begins and ends with the row that says so."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from trialogue.core.errors import Conflict, NotAllowed, Refused
from trialogue.hub.conversations.actions.following import forget_closed_to
from trialogue.hub.forum.watching import Watch
from trialogue.hub.groups.models import Admission, Group, Joining
from trialogue.people.actions.roles import invite, uninvite
from trialogue.people.persons import Person
from trialogue.people.rights import require

from .leading import lead_no_more
from .telling import record


def locked(group: Group) -> Group:
    """As it is now, until the transaction ends: so that each comes in once and is counted."""
    found = Group.objects.select_for_update().get(pk=group.pk)
    if found.closed_at:
        raise Refused(_("The group is closed."))
    return found


def _recount(group: Group) -> None:
    group.member_count = group.audience.members.count()
    Group.objects.filter(pk=group.pk).update(member_count=group.member_count)


def let_in(group: Group, person: Person, *, by: Person, at: datetime) -> None:
    invite(group.audience, person, by=by, at=at)
    _recount(group)


def out(group: Group, person: Person, *, at: datetime) -> None:
    """Everything that hung on being in it ends: what they led, followed and had begun to write."""
    uninvite(group.audience, person)
    uninvite(group.door, person)
    lead_no_more(group, person, at=at)
    forget_closed_to(person, group.audience_id)
    Watch.objects.filter(person=person, category__audience=group.audience_id).delete()
    _recount(group)


def settle(waiting: Admission, *, admitted: bool, by: Person, at: datetime) -> None:
    waiting.decided_at, waiting.decided_by, waiting.admitted = at, by, admitted
    waiting.save(update_fields=["decided_at", "decided_by", "admitted"])


@transaction.atomic
def join_group(group: Group, *, by: Person, at: datetime) -> None:
    """Into an open group, or where one is invited."""
    require(by, "group.join", group)
    now = locked(group)
    if now.has(by):
        raise Conflict(_("You are in this group already."))
    waiting = now.admissions.open().filter(person=by).first()
    invited = waiting is not None and waiting.is_invitation
    if now.joining != Joining.OPEN and not invited:
        raise NotAllowed("group.join")
    if waiting is not None:
        settle(waiting, admitted=True, by=by, at=at)
    let_in(group, by, by=by, at=at)
    record("joined", group, by=by, at=at)


@transaction.atomic
def leave_group(group: Group, *, by: Person, at: datetime) -> None:
    require(by, "group.leave", group)
    if not group.has(by):
        raise Conflict(_("You are not in this group."))
    out(group, by, at=at)
    record("left", group, by=by, at=at, audience_id=group.audience_id)


@transaction.atomic
def remove_from_group(group: Group, person: Person, *, by: Person, at: datetime, reason: str = "") -> None:
    """Takes somebody out, or takes an invitation back."""
    require(by, "group.lead", group)
    waiting = group.admissions.open().invitations().filter(person=person).first()
    if waiting is None and not group.has(person):
        raise Conflict(_("%(name)s is not in the group.") % {"name": person.name})
    if waiting is not None:
        settle(waiting, admitted=False, by=by, at=at)
    out(group, person, at=at)
    record("removed", group, by=by, at=at, person=person, audience_id=group.audience_id, reason=reason)
