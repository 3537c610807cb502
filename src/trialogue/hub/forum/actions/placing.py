"""Where a topic stands: its category, and whether it is pinned."""

from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from trialogue.core.errors import Conflict, Refused
from trialogue.hub.conversations.actions.audience import change_audience
from trialogue.hub.conversations.models import Conversation, Follow
from trialogue.hub.forum.models import Category, Topic, TopicQuerySet
from trialogue.people.persons import Person
from trialogue.people.rights import require

from .categories import locked
from .moderating import record
from .topics import check_category


@transaction.atomic
def move_topic(topic: Topic, category: Category, *, by: Person, at: datetime, reason: str = "") -> None:
    """Puts it into another category; who reads that reads it from now on. Its address stays."""
    require(by, "topic.move", topic)
    if category.pk == topic.category_id:
        raise Refused(_("It stands there already. Choose another category."), field="category")
    category = locked(category)
    check_category(category, by)
    old = topic.category.slug
    Category.objects.filter(pk=topic.category_id).update(topic_count=F("topic_count") - 1)
    Category.objects.filter(pk=category.pk).update(topic_count=F("topic_count") + 1)
    change_audience(topic.conversation, category.audience_id)
    topic.conversation.shelf_id, topic.category = category.pk, category
    topic.conversation.version += 1
    topic.conversation.save(update_fields=["shelf_id", "version"])
    topic.save(update_fields=["category"])
    record("topic.moved", topic, by=by, at=at, old=old, new=category.slug, reason=reason)


def _pins_changed(topic: Topic) -> None:
    topic.save(update_fields=["pinned_at", "pinned_until", "pinned_everywhere"])
    Conversation.objects.filter(pk=topic.conversation_id).update(version=F("version") + 1)


@transaction.atomic
def pin(
    topic: Topic, *, by: Person, at: datetime, everywhere: bool = False, until: datetime | None = None, reason: str = ""
) -> None:
    """Keeps it at the top of its category (or of every list), until a moment if one is given. Again changes that."""
    require(by, "topic.pin", topic)
    if until is not None and until <= at:
        raise Refused(_("This day is over. Choose one to come."), field="until")
    topic.pinned_at, topic.pinned_until, topic.pinned_everywhere = at, until, everywhere
    _pins_changed(topic)
    new = {"everywhere": everywhere, "until": until}
    record("topic.pinned", topic, by=by, at=at, new=new, reason=reason)


@transaction.atomic
def unpin(topic: Topic, *, by: Person, at: datetime, reason: str = "") -> None:
    require(by, "topic.pin", topic)
    fresh = Topic.objects.select_for_update().get(pk=topic.pk)
    if fresh.pinned_at is None:
        raise Conflict(_("This topic is not pinned any more."))
    topic.pinned_at, topic.pinned_until, topic.pinned_everywhere = None, None, False
    _pins_changed(topic)
    record("topic.unpinned", topic, by=by, at=at, reason=reason)


def hide_pin(topic: Topic, *, by: Person) -> None:
    """For this member it stands among the others from now on. No event: it is nobody's business."""
    require(by, "conversation.follow", topic.conversation)
    Follow.objects.update_or_create(conversation=topic.conversation, person=by, defaults={"unpinned": True})


def show_pin(topic: Topic, *, by: Person) -> None:
    require(by, "conversation.follow", topic.conversation)
    Follow.objects.filter(conversation=topic.conversation, person=by).update(unpinned=False)


def unpin_due(topics: TopicQuerySet, *, at: datetime) -> None:
    """Those whose time is over; nobody is told."""
    for topic in topics.filter(pinned_until__lte=at).select_related("conversation"):
        with transaction.atomic():
            topic.pinned_at, topic.pinned_until, topic.pinned_everywhere = None, None, False
            _pins_changed(topic)
            record("topic.unpinned", topic, by=None, at=at)
