"""At the door: asking to come in, being invited, and what is decided."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from trialogue.core import limits
from trialogue.core.errors import Conflict, NotAllowed, Refused
from trialogue.hub.groups.models import Admission, Group, Joining
from trialogue.people.actions.roles import invite, uninvite
from trialogue.people.persons import Person
from trialogue.people.rights import require

from .membership import let_in, locked, settle
from .telling import record

WORDS = 500


def _stand_at(group: Group, person: Person, *, by: Person, at: datetime, words: str = "") -> Admission:
    """They wait at the door from now on; no one waits twice."""
    limits.spend("door", by.pk)
    now = locked(group)
    if now.has(person):
        raise Conflict(_("%(name)s is in this group already.") % {"name": person.name})
    if now.admissions.open().filter(person=person).exists():
        raise Conflict(_("%(name)s asked or was invited already.") % {"name": person.name})
    invite(group.door, person, by=by, at=at)
    return Admission.objects.create(group=group, person=person, by=by, words=words, at=at)


@transaction.atomic
def ask_to_join(group: Group, *, words: str, by: Person, at: datetime) -> Admission:
    """Leaders decide. `words` tell them who asks and why."""
    require(by, "group.join", group)
    if group.joining != Joining.REQUEST:
        raise NotAllowed("group.join")
    if len(words.strip()) > WORDS:
        raise Refused(_("Keep it under 500 letters."), field="words")
    asked = _stand_at(group, by, by=by, at=at, words=words.strip())
    record("asked", group, by=by, at=at, audience_id=group.audience_id, words={"excerpt": asked.words})
    return asked


@transaction.atomic
def invite_to_group(group: Group, person: Person, *, by: Person, at: datetime) -> None:
    """They see the group from now on and may come in. Whoever asked before is let in."""
    require(by, "group.lead", group)
    if not Person.objects.members().filter(pk=person.pk, is_bot=False).exists():
        raise Refused(_("Only members of the site can be invited."), field="person")
    asked = group.admissions.open().requests().filter(person=person).first()
    if asked is not None:
        decide_request(asked, admitted=True, by=by, at=at)
        return
    _stand_at(group, person, by=by, at=at)
    record("invited", group, by=by, at=at, person=person, audience_id=group.door_id)


@transaction.atomic
def decide_request(asked: Admission, *, admitted: bool, by: Person, at: datetime) -> None:
    """Lets somebody in who asked, or not."""
    group = asked.group
    require(by, "group.lead", group)
    locked(group)
    fresh = Admission.objects.select_for_update().open().requests().filter(pk=asked.pk).first()
    if fresh is None:
        raise Conflict(_("This was decided already."))
    settle(fresh, admitted=admitted, by=by, at=at)
    if admitted:
        let_in(group, asked.person, by=by, at=at)
    verb = "admitted" if admitted else "declined"
    record(verb, group, by=by, at=at, person=asked.person, audience_id=group.door_id)


@transaction.atomic
def step_back(group: Group, *, by: Person, at: datetime) -> None:
    """Takes one's own request back, or declines an invitation."""
    require(by, "group.leave", group)
    waiting = group.admissions.open().filter(person=by).first()
    if waiting is None:
        raise Conflict(_("This was decided already."))
    settle(waiting, admitted=False, by=by, at=at)
    uninvite(group.door, by)
    record("stepped_back", group, by=by, at=at, audience_id=group.audience_id)
