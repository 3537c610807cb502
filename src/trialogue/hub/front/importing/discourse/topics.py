"""One topic of the archive as rows: conversation, topic, posts, accepted answers, keys and events."""

from collections import Counter
from dataclasses import dataclass, replace
from typing import Any

from django.db import transaction
from django.db.models import F

from trialogue.core import limits
from trialogue.core.activity import Happening, record_many
from trialogue.core.audiences import STAFF
from trialogue.core.markup import VERSION
from trialogue.hub.conversations.models import Conversation, ImportKey, Post, PostKind
from trialogue.hub.forum.actions.topics import address, slug_of
from trialogue.hub.forum.models import Category, CategoryKind, Solution, Topic, TopicKind
from trialogue.people.persons import Person

from .acts import CLOSING, act_said
from .markup import ours
from .people import People
from .polls import kept
from .shapes import MODERATOR, SMALL_ACTION, ArchivedPost, ArchivedTopic
from .shelves import Shelves
from .surroundings import COLOURED, Surroundings

KINDS = {MODERATOR: PostKind.MODERATOR, SMALL_ACTION: PostKind.SMALL_ACTION}
BY_SHELF = {
    CategoryKind.QUESTIONS: TopicKind.QUESTION,
    CategoryKind.IDEAS: TopicKind.IDEA,
    CategoryKind.ANNOUNCEMENTS: TopicKind.ANNOUNCEMENT,
}
WAITING = "links_wait"


@dataclass
class Desk:
    """What every topic of one import shares."""

    source: str
    people: People
    shelves: Shelves
    where: Surroundings
    dry_run: bool = False

    def person(self, number: int | None) -> Person | None:
        return self.people.by_number.get(number) if number is not None else None


@dataclass(frozen=True)
class Brought:
    """What one topic added, counted for the report."""

    came: Counter[str]
    lost: Counter[str]


def bring_topic(old: ArchivedTopic, desk: Desk) -> Brought:
    """Everything of one topic, in one transaction."""
    came: Counter[str] = Counter()
    where = replace(desk.where, came=came, lost=Counter(old.lost))
    posts = [_post(post, desk, where) for post in old.posts]
    _count(old, where)
    if not desk.dry_run:
        with transaction.atomic():
            _write(old, posts, desk)
    return Brought(came, where.lost)


def _post(old: ArchivedPost, desk: Desk, where: Surroundings) -> Post:
    polls = kept(old.polls, where.came)
    where.polls, where.colours_left = polls, COLOURED
    links_before = where.came["links between topics"]
    html = ours(old.cooked, where)
    if old.type == SMALL_ACTION:
        said = act_said(old.action)
        html = f"<p>{said}</p>" if not html else f"<p>{said}:</p>{html}"
    extras: dict[str, Any] = {**old.extras}
    if polls:
        extras["polls"] = list(polls.values())
    if old.action:
        extras["action"] = old.action
    if old.author is None and old.author_name:
        extras["author"] = old.author_name
    if where.came["links between topics"] > links_before:
        extras[WAITING] = desk.source
    author = desk.person(old.author.id) if old.author else None
    return Post(
        number=old.number, kind=KINDS.get(old.type, PostKind.REGULAR), author=author, source=html, source_format="html",
        html=html, renderer=VERSION, reply_to_number=old.reply_to, created_at=old.created_at, edited_at=old.edited_at,
        imported_thanks=old.likes, extras=extras,
    )  # fmt: skip


def _count(old: ArchivedTopic, where: Surroundings) -> None:
    numbers = {post.number for post in old.posts}
    kinds = Counter(post.type for post in old.posts)
    where.came.update({
        "topics": 1,
        "posts": len(old.posts) - kinds[MODERATOR] - kinds[SMALL_ACTION],
        "posts of moderators": kinds[MODERATOR],
        "small actions": kinds[SMALL_ACTION],
        "likes": sum(post.likes for post in old.posts),
        "accepted answers": sum(post.accepted for post in old.posts),
        "hidden posts, as their placeholder": sum("hidden" in post.extras for post in old.posts),
    })  # fmt: skip
    where.lost.update({
        "replies to posts that are gone": sum(bool(post.reply_to and post.reply_to not in numbers) for post in old.posts),
        "earlier versions of edited posts": sum(post.edited_at is not None for post in old.posts),
        "posts whose author has no account any more": sum(post.author is None for post in old.posts),
        "names of those who liked (the number is kept)": sum(post.likes for post in old.posts),
        "unlisted topics (here only staff sees them)": int(not old.listed),
    })  # fmt: skip


def _write(old: ArchivedTopic, posts: list[Post], desk: Desk) -> None:
    shelf = desk.shelves.of(old.category_id)
    talk = _conversation(old, posts, shelf, desk)
    topic = Topic.objects.create(
        conversation=talk, category=shelf, slug=slug_of(talk.title), pinned_at=old.pinned_at,
        kind=TopicKind.QUESTION if old.asked else BY_SHELF.get(CategoryKind(shelf.kind), TopicKind.DISCUSSION),
        solved=any(post.accepted for post in old.posts),
    )  # fmt: skip
    talk.path = address(topic)
    Conversation.objects.filter(pk=talk.pk).update(path=talk.path)
    for post in posts:
        post.conversation, post.audience_id = talk, talk.audience_id
    Post.objects.bulk_create(posts)
    both = list(zip(old.posts, posts, strict=True))
    # Who accepted it and when, the archive does not say: the day of the answer is the earliest it can be.
    Solution.objects.bulk_create([
        Solution(topic=topic, post=post, at=post.created_at, imported=True) for before, post in both if before.accepted
    ])  # fmt: skip
    keys = [ImportKey(source=desk.source, kind="post", key=str(before.id), object_id=post.pk) for before, post in both]
    ImportKey.objects.bulk_create(
        [ImportKey(source=desk.source, kind="topic", key=str(old.id), object_id=topic.pk), *keys]
    )
    Category.objects.filter(pk=shelf.pk).update(topic_count=F("topic_count") + 1)
    record_many(_happenings(topic, talk, posts))


def _conversation(old: ArchivedTopic, posts: list[Post], shelf: Category, desk: Desk) -> Conversation:
    """With its counters; small actions are no replies and do not make a topic fresh."""
    spoken = [post for post in posts if post.kind != PostKind.SMALL_ACTION] or posts
    last = max(spoken, key=lambda post: (post.created_at, post.number))
    title = " ".join(old.title.split()) or f"Topic {old.id}"
    starter = desk.person(old.starter_id) or posts[0].author
    return Conversation.objects.create(
        kind="topic", title=title if len(title) <= limits.TITLE_CHARS else f"{title[: limits.TITLE_CHARS - 1]}…",
        shelf_id=shelf.pk, audience_id=shelf.audience_id if old.listed else STAFF, starter=starter,
        started_at=old.created_at, post_count=len(spoken), last_number=posts[-1].number, last_post_at=last.created_at,
        last_poster=last.author, version=1 + len(posts), closed_at=_closed_at(old),
    )  # fmt: skip


def _closed_at(old: ArchivedTopic) -> Any:
    """The moment of the last act that closed it; where none is told, that of the last post."""
    if not old.closed:
        return None
    closing = [post.created_at for post in old.posts if post.action in CLOSING]
    return max(closing or [post.created_at for post in old.posts])


def _happenings(topic: Topic, talk: Conversation, posts: list[Post]) -> list[Happening]:
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
