"""Who sees a ticket: making it private, and showing it to everybody."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from trialogue.core.activity.models import Event
from trialogue.core.audiences import PUBLIC
from trialogue.core.errors import Conflict
from trialogue.hub.conversations.actions.audience import change_audience
from trialogue.hub.tickets.models import Ticket
from trialogue.people.notices.models import Notice
from trialogue.people.persons import Person
from trialogue.people.rights import require

from .opening import private_audience
from .telling import record

# What topics and people were told of a ticket, with its title in it.
TOLD_ELSEWHERE = ("topic.linked", "topic.unlinked", "ticket.released")


Hider = Callable[[Ticket], None]

_hiders: list[Hider] = []


def hides(hider: Hider) -> Hider:
    """Marks another app's part of making a ticket private: what it told people of it loses the title, in the same transaction."""
    _hiders.append(hider)
    return hider


def _events(ticket: Ticket) -> list[int]:
    """What was said of it to all who see it now, on its own page, and on the pages of its topics."""
    talk = ticket.conversation
    elsewhere = Event.objects.filter(verb__in=TOLD_ELSEWHERE, words__ticket__url=talk.path)
    own = Event.objects.filter(conversation_id=talk.pk, audience_id=talk.audience_id)
    return list(own.union(elsewhere).values_list("pk", flat=True))


def make_private(ticket: Ticket, *, by: Person, at: datetime, reason: str = "") -> None:
    """The rows and the event; whoever calls it has asked for the right.

    What topics and inboxes say of it goes with it: its title is not left behind.
    """
    audience = private_audience(ticket.number, reporter=ticket.reporter or by, at=at)
    said = _events(ticket)
    by.forget_standing()
    change_audience(ticket.conversation, audience.pk)
    Event.objects.filter(pk__in=said).update(audience_id=audience.pk)
    Notice.objects.filter(event__in=said).update(audience_id=audience.pk)
    for hide in _hiders:
        hide(ticket)
    record("ticket.narrowed", ticket, by=by, at=at, reason=reason)


@transaction.atomic
def narrow(ticket: Ticket, *, by: Person, at: datetime, reason: str = "") -> None:
    """Makes it private: maintainers, the reporter and the invited."""
    require(by, "ticket.narrow", ticket)
    if ticket.is_private:
        raise Conflict(_("It is private already."))
    make_private(ticket, by=by, at=at, reason=reason)


@transaction.atomic
def widen(ticket: Ticket, *, by: Person, at: datetime, reason: str = "") -> None:
    """Shows it to everybody, with all that was said in it. Topics that are narrower keep their lines."""
    require(by, "ticket.widen", ticket)
    if ticket.is_public:
        raise Conflict(_("Everybody sees it already."))
    old, said = ticket.conversation.audience_id, _events(ticket)
    change_audience(ticket.conversation, PUBLIC)
    for origin in ticket.origins.select_related("topic__conversation"):
        topic = origin.topic.conversation
        Event.objects.filter(pk__in=said, conversation_id=topic.pk, audience_id=old).update(
            audience_id=topic.audience_id
        )
    record("ticket.widened", ticket, by=by, at=at, reason=reason)
