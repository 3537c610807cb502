"""'Affects me too.'"""

from datetime import datetime

from django.db import transaction

from trialogue.core import activity
from trialogue.hub.tickets.models import Affected, Ticket
from trialogue.hub.tickets.waiting import recount
from trialogue.people.persons import Person
from trialogue.people.rights import require

from .opening import touch


def _record(verb: str, ticket: Ticket, *, by: Person, at: datetime) -> None:
    recount(ticket)
    touch(ticket.conversation_id)
    activity.record(
        verb, by=by, of=ticket, at=at, audience_id=ticket.conversation.audience_id, conversation_id=ticket.conversation_id,
        product_id=ticket.product_id, new=ticket.need_count,
    )  # fmt: skip


@transaction.atomic
def affect(ticket: Ticket, *, by: Person, at: datetime) -> bool:
    """Counts this person among those who wait; twice is once. True the first time."""
    require(by, "ticket.affect", ticket)
    Ticket.objects.select_for_update().get(pk=ticket.pk)
    _row, made = Affected.objects.get_or_create(ticket=ticket, person=by, defaults={"at": at})
    if made:
        _record("ticket.affects", ticket, by=by, at=at)
    return made


@transaction.atomic
def unaffect(ticket: Ticket, *, by: Person, at: datetime) -> bool:
    require(by, "ticket.affect", ticket)
    Ticket.objects.select_for_update().get(pk=ticket.pk)
    gone = Affected.objects.filter(ticket=ticket, person=by).delete()[0] > 0
    if gone:
        _record("ticket.unaffects", ticket, by=by, at=at)
    return gone
