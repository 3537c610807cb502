"""Changing a topic as a whole: title and version, closing, taking it away."""

from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from trialogue.core import activity
from trialogue.core.errors import Conflict, Refused
from trialogue.core.guarding import Review, look_over
from trialogue.core.words import writable
from trialogue.hub.conversations.actions.removing import bring_back
from trialogue.hub.conversations.models import Conversation, Removal
from trialogue.hub.forum.closings import PlannedClosing
from trialogue.hub.forum.models import Category, Topic
from trialogue.hub.products.models import Version
from trialogue.people.persons import Person
from trialogue.people.rights import require

from .topics import address, check_title, slug_of


def record(
    verb: str,
    topic: Topic,
    *,
    by: Person | None,
    at: datetime,
    old: object = None,
    new: object = None,
    reason: str = "",
) -> None:
    talk = topic.conversation
    activity.record(
        verb, by=by, of=topic, at=at, audience_id=talk.audience_id, conversation_id=talk.pk, old=old, new=new,
        words={"topic": {"label": talk.title, "url": talk.path}}, reason=reason,
    )  # fmt: skip


@transaction.atomic
def edit_topic(
    topic: Topic,
    *,
    title: str,
    by: Person,
    at: datetime,
    product_version: Version | None = None,
    reviewed: Review = False,
) -> None:
    """Title and version. The old address goes on leading here."""
    require(by, "topic.edit", topic)
    talk = topic.conversation
    old, talk.title = {"title": talk.title}, check_title(title)
    look_over("topic", by_id=by.pk, at=at, reviewed=reviewed, before=old["title"], title=talk.title)
    topic.slug, topic.product_version = slug_of(talk.title), product_version
    talk.path = address(topic)
    talk.version += 1
    talk.save(update_fields=["title", "path", "version"])
    topic.save(update_fields=["slug", "product_version"])
    record("topic.edited", topic, by=by, at=at, old=old, new={"title": talk.title})


@transaction.atomic
def close(topic: Topic, *, by: Person, at: datetime, reason: str = "") -> None:
    require(by, "topic.close", topic)
    close_for(topic, by=by, at=at, reason=reason)


def close_for(topic: Topic, *, by: Person | None, at: datetime, reason: str) -> None:
    """Closes it in the name of who wanted it; a date planned for that is used up."""
    PlannedClosing.objects.filter(topic=topic).delete()
    if not Conversation.objects.filter(pk=topic.conversation_id, closed_at=None).update(
        closed_at=at, version=F("version") + 1
    ):
        raise Conflict(_("This topic is closed already."))
    record("topic.closed", topic, by=by, at=at, reason=reason)


@transaction.atomic
def reopen(topic: Topic, *, by: Person, at: datetime) -> None:
    require(by, "topic.close", topic)
    if topic.conversation.archived_at is not None:
        raise Refused(_("This topic is archived. Bring it back into the lists first."))
    closed = Conversation.objects.filter(pk=topic.conversation_id, closed_at__isnull=False)
    if not closed.update(closed_at=None, version=F("version") + 1):
        raise Conflict(_("This topic is open already."))
    record("topic.reopened", topic, by=by, at=at)


@transaction.atomic
def remove_topic(topic: Topic, *, by: Person, at: datetime, reason: str = "") -> None:
    require(by, "topic.remove", topic)
    _row, made = Removal.objects.get_or_create(
        conversation=topic.conversation, defaults={"by": by, "at": at, "reason": writable(reason)[:300]}
    )
    if not made:
        raise Conflict(_("This topic was removed already."))
    Category.objects.filter(pk=topic.category_id).update(topic_count=F("topic_count") - 1)
    record("topic.removed", topic, by=by, at=at, reason=reason)


@transaction.atomic
def restore_topic(topic: Topic, *, by: Person, at: datetime) -> None:
    require(by, "topic.remove", topic)
    if not bring_back(Removal.objects.filter(conversation=topic.conversation).first(), at=at):
        raise Conflict(_("This topic is there already."))
    Category.objects.filter(pk=topic.category_id).update(topic_count=F("topic_count") + 1)
    record("topic.restored", topic, by=by, at=at)
