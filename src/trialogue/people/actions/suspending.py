"""Keeping somebody out for a while, and letting them in again."""

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from trialogue.core import activity
from trialogue.core.audiences import STAFF
from trialogue.core.errors import Conflict, NotAllowed, Refused
from trialogue.people import facets
from trialogue.people.accounts import Account
from trialogue.people.actions.roles import keep_somebody
from trialogue.people.actions.sessions import end_sessions
from trialogue.people.audiences import Role
from trialogue.people.clearing.models import Clearing
from trialogue.people.persons import Person
from trialogue.people.rights import require
from trialogue.people.suspensions import Suspension


def _check(person: Person, by: Person) -> None:
    require(by, "member.suspend", person)
    if person.pk == by.pk:
        raise Refused(_("You cannot keep yourself out. Ask somebody else who looks after this place."))
    if not person.is_claimed:
        raise Refused(_("Nobody signs in as %(name)s.") % {"name": person.name})
    if Role.OPERATOR in person.site_roles and Role.OPERATOR not in by.site_roles:
        raise NotAllowed("member.suspend")


LONGEST = 3650


def _until(at: datetime, days: int) -> datetime | None:
    if not 0 <= days <= LONGEST:
        raise Refused(_("Choose for how long: days, or until somebody lets them in."), field="days")
    return at + timedelta(days=days) if days else None


@transaction.atomic
def suspend(person: Person, *, by: Person, at: datetime, reason: str, days: int = 0) -> Suspension:
    """The account signs in no more, what is open ends at once; everything written stays.

    For so many days, 0 until somebody lets them in. Who tries to sign in reads the reason and the end.
    """
    _check(person, by)
    if not reason.strip():
        raise Refused(_("Write why, in a sentence you could say to them."), field="reason")
    until = _until(at, days)
    for role in person.site_roles:
        keep_somebody(role, but=person)
    try:
        with transaction.atomic():
            made = Suspension.objects.create(person=person, by=by, at=at, until=until, reason=reason.strip()[:300])
    except IntegrityError as twice:
        raise Conflict(_("%(name)s is kept out already.") % {"name": person.name}) from twice
    Account.objects.filter(person=person).update(is_active=False)
    facets.keep(person)
    end_sessions(person, at=at)
    words = {"person": {"label": person.name, "url": person.path}}
    activity.record(
        "person.suspended", by=by, of=person, at=at, audience_id=STAFF, words=words, reason=made.reason,
        new={"until": until.isoformat()} if until else None,
    )  # fmt: skip
    return made


@transaction.atomic
def lift_suspension(person: Person, *, by: Person | None, at: datetime) -> None:
    """The account signs in again. `by` None: its time is over."""
    if by is not None:
        require(by, "member.suspend", person)
    if Clearing.objects.open().filter(person=person).exists():
        raise Refused(
            _("Everything of %(name)s was cleared away. Bring it back: that lets them in.") % {"name": person.name}
        )
    if not Suspension.objects.filter(person=person, lifted_at=None).update(lifted_at=at, lifted_by=by):
        raise Conflict(_("%(name)s may sign in already.") % {"name": person.name})
    Account.objects.filter(person=person).update(is_active=True)
    facets.keep(person)
    words = {"person": {"label": person.name, "url": person.path}}
    activity.record("person.let_in", by=by, of=person, at=at, audience_id=STAFF, words=words)
