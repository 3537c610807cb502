"""How a change of a ticket is told: one event, seen by who sees the ticket."""

from datetime import datetime
from typing import Any

from trialogue.core import activity
from trialogue.hub.tickets.models import Ticket
from trialogue.people.persons import Person

from .opening import touch, words_of


def record(verb: str, ticket: Ticket, *, by: Person, at: datetime, **more: Any) -> None:
    words = {**words_of(ticket), **more.pop("words", {})}
    topics = ticket.origins.values_list("topic__conversation_id", flat=True)
    touch(ticket.conversation_id, *topics)
    activity.record(
        verb, by=by, of=ticket, at=at, audience_id=ticket.conversation.audience_id, conversation_id=ticket.conversation_id,
        product_id=ticket.product_id, words=words, **more,
    )  # fmt: skip
