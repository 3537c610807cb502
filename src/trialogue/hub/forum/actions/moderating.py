"""Changing a topic as a whole: title, category, closing, taking it away."""

from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from trialogue.core import activity
from trialogue.core.errors import Conflict
from trialogue.core.words import writable
from trialogue.hub.conversations.actions.audience import change_audience
from trialogue.hub.conversations.actions.removing import bring_back
from trialogue.hub.conversations.models import Conversation, Removal
from trialogue.hub.forum.models import Category, Topic
from trialogue.hub.products.models import Version
from trialogue.people.persons import Person
from trialogue.people.rights import require

from .categories import locked
from .topics import _check_category, address, check_title, slug_of


def _record(
    verb: str, topic: Topic, *, by: Person, at: datetime, old: object = None, new: object = None, reason: str = ""
) -> None:
    talk = topic.conversation
    activity.record(
        verb, by=by, of=topic, at=at, audience_id=talk.audience_id, conversation_id=talk.pk, old=old, new=new,
        words={"topic": {"label": talk.title, "url": talk.path}}, reason=reason,
    )  # fmt: skip


def _move(topic: Topic, category: Category, by: Person) -> None:
    require(by, "topic.move", topic)
    category = locked(category)
    _check_category(category, by)
    Category.objects.filter(pk=topic.category_id).update(topic_count=F("topic_count") - 1)
    Category.objects.filter(pk=category.pk).update(topic_count=F("topic_count") + 1)
    change_audience(topic.conversation, category.audience_id)
    topic.conversation.shelf_id = category.pk
    topic.category = category


@transaction.atomic
def edit_topic(
    topic: Topic, *, title: str, by: Person, at: datetime, category: Category, product_version: Version | None = None
) -> None:
    """Title, version and (for moderators) category. The old address goes on leading here."""
    require(by, "topic.edit", topic)
    old = {"title": topic.title, "category": topic.category.slug}
    talk = topic.conversation
    talk.title = check_title(title)
    topic.slug, topic.product_version = slug_of(talk.title), product_version
    if category.pk != topic.category_id:
        _move(topic, category, by)
    talk.path = address(topic)
    talk.version += 1
    talk.save(update_fields=["title", "path", "version", "shelf_id"])
    topic.save(update_fields=["slug", "category", "product_version"])
    _record("topic.edited", topic, by=by, at=at, old=old, new={"title": talk.title, "category": category.slug})


@transaction.atomic
def close(topic: Topic, *, by: Person, at: datetime, reason: str = "") -> None:
    require(by, "topic.close", topic)
    if not Conversation.objects.filter(pk=topic.conversation_id, closed_at=None).update(
        closed_at=at, version=F("version") + 1
    ):
        raise Conflict(_("This topic is closed already."))
    _record("topic.closed", topic, by=by, at=at, reason=reason)


@transaction.atomic
def reopen(topic: Topic, *, by: Person, at: datetime) -> None:
    require(by, "topic.close", topic)
    closed = Conversation.objects.filter(pk=topic.conversation_id, closed_at__isnull=False)
    if not closed.update(closed_at=None, version=F("version") + 1):
        raise Conflict(_("This topic is open already."))
    _record("topic.reopened", topic, by=by, at=at)


@transaction.atomic
def remove_topic(topic: Topic, *, by: Person, at: datetime, reason: str = "") -> None:
    require(by, "topic.remove", topic)
    _row, made = Removal.objects.get_or_create(
        conversation=topic.conversation, defaults={"by": by, "at": at, "reason": writable(reason)[:300]}
    )
    if not made:
        raise Conflict(_("This topic was removed already."))
    Category.objects.filter(pk=topic.category_id).update(topic_count=F("topic_count") - 1)
    _record("topic.removed", topic, by=by, at=at, reason=reason)


@transaction.atomic
def restore_topic(topic: Topic, *, by: Person, at: datetime) -> None:
    require(by, "topic.remove", topic)
    if not bring_back(Removal.objects.filter(conversation=topic.conversation).first(), at=at):
        raise Conflict(_("This topic is there already."))
    Category.objects.filter(pk=topic.category_id).update(topic_count=F("topic_count") + 1)
    _record("topic.restored", topic, by=by, at=at)
