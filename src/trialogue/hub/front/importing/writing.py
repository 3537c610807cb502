"""A topic of elsewhere as rows: conversation, topic, posts, accepted answers, keys and events."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F

from trialogue.core import limits
from trialogue.core.activity import Happening, record_many
from trialogue.hub.conversations.models import Conversation, ImportKey, OldAddress, Post, PostKind
from trialogue.hub.forum.actions.topics import address, slug_of
from trialogue.hub.forum.models import Category, CategoryKind, Solution, Topic, TopicKind
from trialogue.people.persons import Person

BY_SHELF = {
    CategoryKind.QUESTIONS: TopicKind.QUESTION,
    CategoryKind.IDEAS: TopicKind.IDEA,
    CategoryKind.ANNOUNCEMENTS: TopicKind.ANNOUNCEMENT,
}


@dataclass(frozen=True)
class Arrived:
    """A topic ready to be written. `keys` are those of its posts, `accepted` the numbers of its accepted answers.

    `addresses`: where it (0) or a post (its number) was read before.
    """

    source: str
    key: str
    title: str
    shelf: Category
    audience_id: int
    starter: Person | None
    started_at: datetime
    posts: Sequence[Post]
    keys: Sequence[str]
    accepted: frozenset[int] = frozenset()
    kind: str = ""
    closed_at: datetime | None = None
    pinned_at: datetime | None = None
    language: str = ""
    addresses: Sequence[tuple[str, int]] = ()


def kind_on(shelf: Category) -> str:
    """What a topic of this category usually is."""
    return BY_SHELF.get(CategoryKind(shelf.kind), TopicKind.DISCUSSION)


def write(new: Arrived) -> Topic:
    """Everything of one topic; the caller's transaction holds it together. Nobody is told: the origin is an import."""
    talk = _conversation(new)
    topic = Topic.objects.create(
        conversation=talk, category=new.shelf, slug=slug_of(talk.title), pinned_at=new.pinned_at,
        kind=new.kind or kind_on(new.shelf), solved=bool(new.accepted),
    )  # fmt: skip
    talk.path = address(topic)
    Conversation.objects.filter(pk=talk.pk).update(path=talk.path)
    for post in new.posts:
        post.conversation, post.audience_id = talk, talk.audience_id
    Post.objects.bulk_create(new.posts)
    # Who accepted it and when, an archive does not say: the day of the answer is the earliest it can be.
    answers = [post for post in new.posts if post.number in new.accepted]
    Solution.objects.bulk_create(
        Solution(topic=topic, post=post, at=post.created_at, imported=True) for post in answers
    )
    posts = [("post", key, post.pk) for key, post in zip(new.keys, new.posts, strict=True)]
    ImportKey.objects.bulk_create(
        ImportKey(source=new.source, kind=kind, key=key, object_id=pk)
        for kind, key, pk in [("topic", new.key, topic.pk), *posts]
    )
    # An address that another thing has stays with it.
    OldAddress.objects.bulk_create(
        [OldAddress(address=old, conversation=talk, number=number) for old, number in new.addresses],
        ignore_conflicts=True,
    )
    Category.objects.filter(pk=new.shelf.pk).update(topic_count=F("topic_count") + 1)
    record_many(_happenings(topic, talk, new.posts))
    return topic


def _conversation(new: Arrived) -> Conversation:
    """With its counters; small actions are no replies and do not make a topic fresh."""
    spoken = [post for post in new.posts if post.kind != PostKind.SMALL_ACTION] or new.posts
    last = max(spoken, key=lambda post: (post.created_at, post.number))
    title = new.title if len(new.title) <= limits.TITLE_CHARS else f"{new.title[: limits.TITLE_CHARS - 1]}…"
    return Conversation.objects.create(
        kind="topic", title=title, shelf_id=new.shelf.pk, audience_id=new.audience_id, starter=new.starter,
        started_at=new.started_at, post_count=len(spoken), last_number=new.posts[-1].number,
        last_post_at=last.created_at, last_poster=last.author, version=1 + len(new.posts), closed_at=new.closed_at,
        language=new.language,
    )  # fmt: skip


def _happenings(topic: Topic, talk: Conversation, posts: Sequence[Post]) -> list[Happening]:
    """As if it had been written here: the first post is the topic's own event, small actions have none."""
    words = {"topic": {"label": talk.title, "url": talk.path}}
    told = [
        Happening(
            verb="topic.opened", by=talk.starter, of=topic, at=talk.started_at, audience_id=talk.audience_id,
            conversation_id=talk.pk, new=topic.kind, words=words,
        )
    ]  # fmt: skip
    told += [
        Happening(
            verb="post.written", by=post.author, of=post, at=post.created_at, audience_id=talk.audience_id,
            conversation_id=talk.pk, words={"conversation": {"label": talk.title, "url": post.get_absolute_url()}},
        )
        for post in posts[1:]
        if post.kind != PostKind.SMALL_ACTION
    ]  # fmt: skip
    return told
