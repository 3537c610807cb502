"""Letting single people see a private ticket."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from trialogue.core import activity
from trialogue.core.errors import Conflict, Refused
from trialogue.hub.tickets.models import Ticket
from trialogue.people.actions.roles import invite, uninvite
from trialogue.people.audiences import AudienceMember
from trialogue.people.persons import Person
from trialogue.people.rights import require

from .opening import words_of


def _check_private(ticket: Ticket) -> None:
    if not ticket.is_private:
        raise Refused(_("Only a private ticket has invited people."), field="handle")


def _record(verb: str, ticket: Ticket, person: Person, *, by: Person, at: datetime) -> None:
    activity.record(
        verb, by=by, of=ticket, at=at, audience_id=ticket.conversation.audience_id, conversation_id=ticket.conversation_id,
        product_id=ticket.product_id, on_behalf_of=person, new=person.pk,
        words={**words_of(ticket), "person": {"label": person.name, "url": person.path}},
    )  # fmt: skip


@transaction.atomic
def invite_to(ticket: Ticket, person: Person, *, by: Person, at: datetime) -> None:
    """They see all of it from now on, and hear that they were invited."""
    require(by, "ticket.invite", ticket)
    _check_private(ticket)
    if AudienceMember.objects.filter(audience_id=ticket.conversation.audience_id, person=person).exists():
        raise Conflict(_("%(name)s sees it already.") % {"name": person.name}, field="handle")
    invite(ticket.conversation.audience, person, by=by, at=at)
    _record("ticket.invited", ticket, person, by=by, at=at)


@transaction.atomic
def uninvite_from(ticket: Ticket, person: Person, *, by: Person, at: datetime) -> None:
    """They see nothing of it any more. Who opened it stays."""
    require(by, "ticket.invite", ticket)
    _check_private(ticket)
    if person.pk == ticket.reporter_id:
        raise Refused(_("Who opened it goes on seeing it."))
    if not AudienceMember.objects.filter(audience_id=ticket.conversation.audience_id, person=person).exists():
        raise Conflict(_("%(name)s does not see it any more.") % {"name": person.name})
    uninvite(ticket.conversation.audience, person)
    _record("ticket.uninvited", ticket, person, by=by, at=at)
