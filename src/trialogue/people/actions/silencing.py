"""Silencing: somebody reads on and writes nothing for a while. It ends by itself."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from trialogue.core import activity
from trialogue.core.audiences import Audience, AudienceKind
from trialogue.core.errors import Conflict, Refused
from trialogue.core.words import writable
from trialogue.people.actions.roles import invite
from trialogue.people.audiences import Role
from trialogue.people.persons import Person
from trialogue.people.rights import STAFF, require
from trialogue.people.silences import Silence

LONGEST = timedelta(days=365)


def _check(person: Person, by: Person, days: int, reason: str) -> str:
    require(by, "member.silence", person)
    if person.pk == by.pk:
        raise Refused(_("You cannot silence yourself."))
    if not person.is_claimed:
        raise Refused(_("Nobody signs in as %(name)s.") % {"name": person.name})
    if not person.site_roles.isdisjoint(STAFF):
        raise Refused(_("%(name)s looks after this place. Take the role back first.") % {"name": person.name})
    if not 0 < days <= LONGEST.days:
        raise Refused(_("Choose for how long: from one day to a year."), field="days")
    if not (said := " ".join(writable(reason).split())[:300]):
        raise Refused(_("Write why. They read it."), field="reason")
    return said


def _circle(person: Person, *, by: Person, at: datetime) -> Audience:
    """Who hears of it: those who look after the place, and whom it is about."""
    circle = Audience.objects.create(kind=AudienceKind.INVITED, name="silence", open_to_role=Role.MODERATOR)
    invite(circle, person, by=by, at=at)
    return circle


def _record(verb: str, silence: Silence, *, by: Person, at: datetime, circle: Audience) -> None:
    person = silence.person
    words = {
        "person": {"label": person.name, "url": person.path},
        "silent_until": silence.until.isoformat(),
        "reason": silence.reason,
    }
    activity.record(verb, by=by, of=person, at=at, audience_id=circle.pk, words=words, reason=silence.reason)


@transaction.atomic
def silence(person: Person, *, days: int, by: Person, at: datetime, reason: str) -> Silence:
    """For whole days. They are told the reason and the end."""
    reason = _check(person, by, days, reason)
    Person.objects.select_for_update().get(pk=person.pk)
    if Silence.objects.filter(person=person).running(at=at).exists():
        raise Conflict(_("%(name)s is silenced already.") % {"name": person.name})
    circle = _circle(person, by=by, at=at)
    made = Silence.objects.create(
        person=person, by=by, at=at, until=at + timedelta(days=days), reason=reason, circle=circle
    )
    _record("person.silenced", made, by=by, at=at, circle=circle)
    person.forget_standing()
    return made


@transaction.atomic
def end_silence(person: Person, *, by: Person, at: datetime) -> None:
    """Before its time."""
    require(by, "member.silence", person)
    running = Silence.objects.select_for_update(of=("self",)).filter(person=person).running(at=at)
    made = running.select_related("circle").first()
    if made is None:
        raise Conflict(_("%(name)s may write already.") % {"name": person.name})
    Silence.objects.filter(pk=made.pk).update(lifted_at=at, lifted_by=by)
    _record("person.unsilenced", made, by=by, at=at, circle=made.circle)
    person.forget_standing()
