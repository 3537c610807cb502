"""Closing on a day somebody chose, and putting a topic into the archive."""

from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from trialogue.core.errors import Conflict, Refused
from trialogue.core.words import writable
from trialogue.hub.conversations.models import Conversation
from trialogue.hub.forum.closings import PlannedClosing
from trialogue.hub.forum.models import Topic
from trialogue.people.persons import Person
from trialogue.people.rights import require

from .moderating import close_for, record


def _seen_anew(topic: Topic) -> None:
    Conversation.objects.filter(pk=topic.conversation_id).update(version=F("version") + 1)


@transaction.atomic
def plan_closing(topic: Topic, *, closes_at: datetime, by: Person, at: datetime, reason: str = "") -> None:
    """It closes at this moment, in the name of who planned it. Planned again, the new moment holds."""
    require(by, "topic.close", topic)
    if topic.conversation.is_closed:
        raise Conflict(_("This topic is closed already."))
    if closes_at <= at:
        raise Refused(_("This day is over. Choose one to come."), field="closes_on")
    planned = {"closes_at": closes_at, "by": by, "at": at, "reason": writable(reason)[:300]}
    PlannedClosing.objects.update_or_create(topic=topic, defaults=planned)
    _seen_anew(topic)
    record("topic.closing_planned", topic, by=by, at=at, new=closes_at, reason=reason)


@transaction.atomic
def drop_closing(topic: Topic, *, by: Person, at: datetime) -> None:
    require(by, "topic.close", topic)
    if not PlannedClosing.objects.filter(topic=topic).delete()[0]:
        raise Conflict(_("No day is planned for closing this any more."))
    _seen_anew(topic)
    record("topic.closing_dropped", topic, by=by, at=at)


def close_due(*, at: datetime) -> None:
    """Closes what people wanted closed by now, in their name."""
    for planned in PlannedClosing.objects.filter(closes_at__lte=at).select_related("topic__conversation", "by"):
        with transaction.atomic():
            if planned.topic.conversation.is_closed:
                planned.delete()
            else:
                close_for(planned.topic, by=planned.by, at=planned.closes_at, reason=planned.reason)


@transaction.atomic
def archive(topic: Topic, *, by: Person, at: datetime, reason: str = "") -> None:
    """To be read and found, in no list any more; nobody writes in it, moderators neither."""
    require(by, "topic.archive", topic)
    talk = Conversation.objects.filter(pk=topic.conversation_id, archived_at=None)
    closed_at = topic.conversation.closed_at or at
    if not talk.update(archived_at=at, closed_at=closed_at, version=F("version") + 1):
        raise Conflict(_("This topic is archived already."))
    PlannedClosing.objects.filter(topic=topic).delete()
    record("topic.archived", topic, by=by, at=at, reason=reason)


@transaction.atomic
def unarchive(topic: Topic, *, by: Person, at: datetime) -> None:
    """Back into the lists; it stays closed until somebody opens it."""
    require(by, "topic.archive", topic)
    talk = Conversation.objects.filter(pk=topic.conversation_id, archived_at__isnull=False)
    if not talk.update(archived_at=None, version=F("version") + 1):
        raise Conflict(_("This topic is in the lists already."))
    record("topic.unarchived", topic, by=by, at=at)
