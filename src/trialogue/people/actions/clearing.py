"""Clearing away all that somebody wrote, and bringing it back."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from trialogue.core import activity
from trialogue.core.audiences import STAFF
from trialogue.core.errors import Conflict, Refused
from trialogue.core.search import indexing
from trialogue.core.words import writable
from trialogue.people import facets
from trialogue.people.accounts import Account
from trialogue.people.actions.sessions import end_sessions
from trialogue.people.audiences import Role
from trialogue.people.clearing.models import Clearing
from trialogue.people.clearing.sweeps import every_sweep
from trialogue.people.clearing.working import bring_all_back, clear_away
from trialogue.people.persons import Person
from trialogue.people.rights import require
from trialogue.people.suspensions import Suspension
from trialogue.people.trust.levels import Level


def why_not(person: Person, by: Person) -> str:
    """What speaks against it, in a sentence; "" where nothing does. So nobody destroys a regular by mistake."""
    if person.pk == by.pk:
        return _("You cannot clear away yourself.")
    if not person.is_claimed or person.hidden:
        return _("Nobody signs in as %(name)s.") % {"name": person.name}
    if person.roles:
        return _("%(name)s has a role. Take it back first.") % {"name": person.name}
    if person.trust >= Level.KNOWN and Role.OPERATOR not in by.site_roles:
        return _("%(name)s is known here. Only an operator clears away what they wrote.") % {"name": person.name}
    return ""


def _record(verb: str, person: Person, *, by: Person, at: datetime, reason: str = "") -> None:
    words = {"person": {"label": person.name, "url": person.path}}
    activity.record(verb, by=by, of=person, at=at, audience_id=STAFF, words=words, reason=reason)


def _kept_out(person: Person, *, by: Person, at: datetime, reason: str) -> Suspension | None:
    """The suspension made; None where they were kept out before."""
    if Suspension.objects.running().filter(person=person).exists():
        return None
    Account.objects.filter(person=person).update(is_active=False)
    end_sessions(person, at=at)
    return Suspension.objects.create(person=person, by=by, at=at, reason=reason)


@transaction.atomic
def clear(person: Person, *, by: Person, at: datetime, reason: str) -> Clearing:
    """They are out and unseen at once; what they wrote, reacted, drafted and uploaded goes in a job. For spammers.

    It can be brought back for 30 days, exactly as it was; then it is destroyed.
    """
    require(by, "member.clear", person)
    if refused := why_not(person, by):
        raise Refused(refused)
    reason = " ".join(writable(reason).split())[:300]
    if not reason:
        raise Refused(_("Write why. They read it when they try to sign in."), field="reason")
    total = sum(sweep.waiting(person.pk).count() for sweep in every_sweep())
    try:
        with transaction.atomic():
            made = Clearing.objects.create(person=person, by=by, at=at, reason=reason, total=total)
    except IntegrityError as twice:
        raise Conflict(_("%(name)s is cleared away already.") % {"name": person.name}) from twice
    made.suspension = _kept_out(person, by=by, at=at, reason=reason)
    made.save(update_fields=["suspension"])
    Person.objects.filter(pk=person.pk).update(hidden=True)
    facets.keep(person)
    indexing.forget("person", [person.pk])
    _record("person.cleared", person, by=by, at=at, reason=reason)
    clear_away.enqueue(made.pk)
    return made


def _let_in(clearing: Clearing, *, by: Person, at: datetime) -> None:
    """Ends the suspension that was made with it; an earlier one stays."""
    made = Suspension.objects.running().filter(pk__in=[clearing.suspension_id])
    if made.update(lifted_at=at, lifted_by=by):
        Account.objects.filter(person=clearing.person_id).update(is_active=True)


@transaction.atomic
def undo_clearing(person: Person, *, by: Person, at: datetime) -> Clearing:
    """Everything comes back in a job, and they sign in again."""
    require(by, "member.clear", person)
    clearing = Clearing.objects.select_for_update().open().filter(person=person).first()
    if clearing is None:
        raise Conflict(_("Everything of %(name)s is there already.") % {"name": person.name})
    if clearing.is_over(at=at):
        raise Refused(_("This was cleared away more than 30 days ago. It is gone for good."))
    clearing.undone_at, clearing.undone_by, clearing.finished_at = at, by, None
    clearing.total, clearing.done = clearing.done, 0
    clearing.save()
    Person.objects.filter(pk=person.pk).update(hidden=False)
    _let_in(clearing, by=by, at=at)
    facets.keep(person)
    indexing.index("person", [person.pk])
    _record("person.uncleared", person, by=by, at=at)
    bring_all_back.enqueue(clearing.pk)
    return clearing
