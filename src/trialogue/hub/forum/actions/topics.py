"""Beginning a topic."""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils.text import slugify
from django.utils.translation import gettext as _

from trialogue.core import activity, limits
from trialogue.core.errors import NotAllowed, Refused
from trialogue.core.guarding import Review
from trialogue.core.words import writable
from trialogue.hub.conversations import actions as talk
from trialogue.hub.conversations.actions.limiting import check_start
from trialogue.hub.conversations.models import Conversation
from trialogue.hub.forum.models import Category, CategoryKind, Solution, Topic, TopicKind
from trialogue.hub.products.models import Version
from trialogue.people.persons import Person
from trialogue.people.rights import require

from .categories import locked
from .tagging import put_tags


def check_title(title: str) -> str:
    title = " ".join(writable(title).split())
    if not title:
        raise Refused(_("Say it in one sentence."), field="title")
    if len(title) > limits.TITLE_CHARS:
        raise Refused(_("Keep the title under 200 letters; the rest goes below."), field="title")
    return title


def slug_of(title: str) -> str:
    return slugify(title, allow_unicode=True)[:80].strip("-") or "topic"


def address(topic: Topic) -> str:
    """Where it is read, without a language before it."""
    return f"/t/{topic.pk}/{topic.slug}/"


def holds_path(solution: Solution) -> str:
    """Where one says whether it still holds, without a language before it."""
    return f"{address(solution.topic)}{solution.post.number}/holds/"


def check_category(category: Category, by: Person) -> None:
    if category.audience_id not in by.audience_ids():
        raise NotAllowed("topic.ask")
    if category.retired_at:
        raise Refused(_("Nothing new begins in this category. Choose another."), field="category")
    require(by, "topic.announce" if category.kind == CategoryKind.ANNOUNCEMENTS else "topic.ask", category)


@transaction.atomic
def open_topic(
    category: Category, *, title: str, source: str, by: Person, at: datetime,
    kind: str = TopicKind.QUESTION, product_version: Version | None = None, language: str = "", tags: Iterable[str] = (),
    reviewed: Review = False,
) -> Topic:  # fmt: skip
    """A new topic with its first post; whoever begins it follows it."""
    category = locked(category)
    check_category(category, by)
    title = check_title(title)
    source = talk.check_source(source)
    if kind not in TopicKind.values:
        raise Refused(_("Choose what it is: a question, an idea, a discussion."), field="kind")
    if kind == TopicKind.ANNOUNCEMENT:
        require(by, "topic.announce", category)
    if language and language not in dict(settings.LANGUAGES):
        raise Refused(_("The site has no such language."), field="language")
    limits.spend("topic", by.pk)
    check_start(by, at)
    conversation = talk.start(
        kind="topic", title=title, audience_id=category.audience_id, by=by, at=at, shelf_id=category.pk, language=language,
    )  # fmt: skip
    topic = Topic.objects.create(
        conversation=conversation, category=category, kind=kind, slug=slug_of(title), product_version=product_version
    )
    conversation.path = address(topic)
    Conversation.objects.filter(pk=conversation.pk).update(path=conversation.path)
    put_tags(topic, tags, by=by, at=at)
    talk.add_post(conversation, source=source, by=by, at=at, reviewed=reviewed)
    Category.objects.filter(pk=category.pk).update(topic_count=F("topic_count") + 1)
    words = {"topic": {"label": title, "url": conversation.path}}
    activity.record(
        "topic.opened", by=by, of=topic, at=at, audience_id=conversation.audience_id, conversation_id=conversation.pk,
        product_id=product_version.product_id if product_version else None, new=kind, words=words,
    )  # fmt: skip
    return topic
