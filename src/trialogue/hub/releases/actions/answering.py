"""'Did it help?'"""

from datetime import datetime

from django.db import transaction
from django.db.models import F

from trialogue.core import activity
from trialogue.hub.conversations.models import Conversation
from trialogue.hub.releases.models import Told
from trialogue.people.persons import Person
from trialogue.people.rights import require


@transaction.atomic
def answer(told: Told, *, helped: bool, by: Person, at: datetime, words: str = "") -> None:
    """Records the answer; it may be changed later. Nothing is reopened by itself: people read it."""
    require(by, "told.answer", told)
    told.helped, told.answer, told.answered_at = helped, words.strip()[:500], at
    told.save(update_fields=["helped", "answer", "answered_at"])
    ticket = told.ticket
    talk = told.topic.conversation if told.topic else ticket.conversation
    Conversation.objects.filter(pk=talk.pk).update(version=F("version") + 1)
    activity.record(
        "told.helped" if helped else "told.did_not_help", by=by, of=told, at=at, audience_id=talk.audience_id, conversation_id=talk.pk,
        product_id=ticket.product_id, new=helped, reason=told.answer, words={"version": told.release.version.name},
    )  # fmt: skip
