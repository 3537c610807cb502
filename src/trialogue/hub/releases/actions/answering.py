"""'Did it help?'"""

from datetime import datetime

from django.db import transaction
from django.db.models import F

from trialogue.core import activity
from trialogue.core.guarding import Review, look_over
from trialogue.core.words import writable
from trialogue.hub.conversations.models import Conversation
from trialogue.hub.releases.models import Told
from trialogue.hub.tickets.actions.opening import words_of
from trialogue.people.persons import Person
from trialogue.people.rights import require

from .drafting import address


@transaction.atomic
def answer(told: Told, *, helped: bool, by: Person, at: datetime, words: str = "", reviewed: Review = False) -> None:
    """Records the answer where the person asked, and on the ticket; it may be changed later.

    Nothing is reopened by itself: people read it.
    """
    require(by, "told.answer", told)
    look_over("answer", by_id=by.pk, at=at, reviewed=reviewed, words=words)
    told.helped, told.answer, told.answered_at = helped, writable(words).strip()[:500], at
    told.save(update_fields=["helped", "answer", "answered_at"])
    ticket = told.ticket
    asked_in = told.topic.conversation if told.topic else ticket.conversation
    _record("told.helped" if helped else "told.did_not_help", told, asked_in, by=by, at=at)
    if told.topic:
        _record("ticket.helped" if helped else "ticket.did_not_help", told, ticket.conversation, by=by, at=at)


def _record(verb: str, told: Told, talk: Conversation, *, by: Person, at: datetime) -> None:
    Conversation.objects.filter(pk=talk.pk).update(version=F("version") + 1)
    release = told.release
    activity.record(
        verb, by=by, of=told, at=at, audience_id=talk.audience_id, conversation_id=talk.pk, product_id=release.product_id,
        new=told.helped, reason=told.answer, words={"release": {"label": str(release), "url": address(release)}, **words_of(told.ticket)},
    )  # fmt: skip
