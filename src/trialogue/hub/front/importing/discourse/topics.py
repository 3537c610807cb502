"""One topic of the archive, its posts turned into ours, counted and written."""

from collections import Counter
from dataclasses import dataclass, replace
from typing import Any

from django.db import transaction

from trialogue.core.audiences import STAFF
from trialogue.core.markup import VERSION
from trialogue.hub.conversations.models import Post, PostKind
from trialogue.hub.forum.models import TopicKind
from trialogue.hub.front.importing.people import People
from trialogue.hub.front.importing.shelves import Shelves
from trialogue.hub.front.importing.writing import Arrived, kind_on, write
from trialogue.people.persons import Person

from .acts import CLOSING, act_said
from .markup import ours
from .polls import kept
from .shapes import MODERATOR, SMALL_ACTION, ArchivedPost, ArchivedTopic
from .surroundings import COLOURED, Surroundings

KINDS = {MODERATOR: PostKind.MODERATOR, SMALL_ACTION: PostKind.SMALL_ACTION}
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
        return self.people.by_key.get(str(number)) if number is not None else None


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
    shelf = desk.shelves.of(str(old.category_id))
    accepted = frozenset(post.number for post in old.posts if post.accepted)
    write(
        Arrived(
            source=desk.source, key=str(old.id), title=" ".join(old.title.split()) or f"Topic {old.id}", shelf=shelf,
            audience_id=shelf.audience_id if old.listed else STAFF, started_at=old.created_at,
            starter=desk.person(old.starter_id) or posts[0].author, posts=posts,
            keys=[str(post.id) for post in old.posts], accepted=accepted,
            kind=TopicKind.QUESTION if old.asked else kind_on(shelf), closed_at=_closed_at(old), pinned_at=old.pinned_at,
            addresses=[(f"/t/{old.slug}/{old.id}", 0)] if old.slug else [],
        )
    )  # fmt: skip


def _closed_at(old: ArchivedTopic) -> Any:
    """The moment of the last act that closed it; where none is told, that of the last post."""
    if not old.closed:
        return None
    closing = [post.created_at for post in old.posts if post.action in CLOSING]
    return max(closing or [post.created_at for post in old.posts])
