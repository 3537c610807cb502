"""Carrying posts from one conversation to another, with all that hangs on them.

The numbers in both stay unique and in order, and a number that was left is never given again: the old address of each
post leads to where it is now (`MovedPost`). All posts go in one statement.
"""

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.utils.translation import gettext as _

from trialogue.core.activity.models import Event
from trialogue.core.errors import Refused
from trialogue.core.files import StoredFile
from trialogue.hub.conversations.models import Attachment, Conversation, Follow, Post, PostKind
from trialogue.hub.conversations.moved import MovedPost
from trialogue.people.notices.models import Notice

from .audience import goes_along

STEP = 500


@dataclass(frozen=True)
class Stand:
    """Where a post stands: its conversation (id) and number."""

    talk: int
    number: int


#: From where each post goes to which number.
Ways = Mapping[Stand, int]


def lock(*talks: int) -> dict[int, Conversation]:
    """These conversations, locked in the order of their ids, so that two who want the same two wait for each other."""
    rows = Conversation.objects.select_for_update().filter(pk__in=talks).order_by("pk")
    return {talk.pk: talk for talk in rows}


def _answers(ways: Ways, target: int, moved: Mapping[int, Stand]) -> list[Post]:
    """Whom posts answer, by the new numbers; what stands elsewhere from now on is answered no more.

    `moved` are the posts that go, by id; those that stay and answered one of them count too.
    """
    talks = {stand.talk for stand in ways}
    changed = []
    for post in Post.objects.filter(conversation__in=talks, reply_to_number__isnull=False).only(
        "conversation_id", "reply_to_number"
    ):
        old = Stand(post.conversation_id, post.reply_to_number or 0)
        goes, stays = post.pk in moved, old not in ways
        ends_in = target if goes else post.conversation_id
        there = old.talk if stays else target
        number = (old.number if stays else ways[old]) if ends_in == there else None
        if number != post.reply_to_number:
            post.reply_to_number = number
            changed.append(post)
    return changed


def carry(target: Conversation, ways: Ways) -> None:
    """Moves the posts that stand at `ways` into `target`, under the numbers given there; all of them free.

    Their readers are made those of the target where they were those of their conversation. Call it with both locked.
    """
    _check_decided({target.pk, *(stand.talk for stand in ways)})
    moved = dict(_standing(ways))
    _follow_audience(target, moved)
    answers = _answers(ways, target.pk, moved)
    MovedPost.objects.bulk_create(
        (
            MovedPost(conversation_id=stand.talk, number=stand.number, post_id=pk, became=ways[stand])
            for pk, stand in moved.items()
        ),
        batch_size=STEP,
    )
    went = MovedPost.objects.filter(
        post=OuterRef("pk"), conversation=OuterRef("conversation"), number=OuterRef("number")
    )
    leaving = Post.objects.filter(Exists(went), conversation__in={stand.talk for stand in ways})
    leaving.update(conversation=target, number=Subquery(went.values("became")))
    Post.objects.bulk_update(answers, ["reply_to_number"], batch_size=STEP)
    _take_events(target, moved)


def _check_decided(talks: Collection[int]) -> None:
    """What waits for a moderator would be shown, or hidden for good, by going elsewhere."""
    if Post.objects.filter(conversation__in=talks).exclude(waits="").exists():
        raise Refused(_("Something in it waits for a moderator. Decide about that first."))


def _standing(ways: Ways) -> list[tuple[int, Stand]]:
    talks = {stand.talk for stand in ways}
    rows = Post.objects.filter(conversation__in=talks).order_by("number").values_list("pk", "conversation_id", "number")
    return [(pk, stand) for pk, talk, number in rows if (stand := Stand(talk, number)) in ways]


def _in_steps(ids: Iterable[int]) -> Iterator[list[int]]:
    rest = list(ids)
    yield from (rest[begin : begin + STEP] for begin in range(0, len(rest), STEP))


def _hanging(step: Sequence[int]) -> list[QuerySet[Any]]:
    """What goes where these posts go: notices of them, files that hang on no other post, what happened to them."""
    hung = Attachment.objects.filter(file=OuterRef("pk"))
    files = StoredFile.objects.filter(Exists(hung.filter(post__in=step)), ~Exists(hung.exclude(post__in=step)))
    events = Event.objects.filter(object_kind="post", object_id__in=step)
    return [Notice.objects.filter(post_id__in=step), files, Post.objects.filter(pk__in=step), events]


def _follow_audience(target: Conversation, moved: Mapping[int, Stand]) -> None:
    """Who reads the posts and what hangs on them is who reads the target; what was narrower stays so."""
    talks = Conversation.objects.filter(pk__in={stand.talk for stand in moved.values()})
    for talk in talks.exclude(audience_id=target.audience_id):
        along = goes_along(talk.audience_id, target.audience_id)
        for step in _in_steps(pk for pk, stand in moved.items() if stand.talk == talk.pk):
            for rows in _hanging(step):
                rows.filter(audience_id__in=along).update(audience_id=target.audience_id)


def _take_events(target: Conversation, moved: Mapping[int, Stand]) -> None:
    """What happened to a post is told where the post is: also what was told of it is withdrawn with that."""
    for step in _in_steps(moved):
        Event.objects.filter(object_kind="post", object_id__in=step).update(conversation_id=target.pk)


def recount(talk: Conversation) -> None:
    """The counters, and the last post among those that are there."""
    there = Post.objects.filter(conversation=talk, removal=None, waits="")
    spoken = there.exclude(kind=PostKind.SMALL_ACTION)
    last, spoke = there.order_by("-number").first(), spoken.order_by("-number").first()
    talk.post_count, talk.last_number = spoken.count(), last.number if last else 0
    talk.version += 1
    if newest := spoke or last:
        talk.last_post_at, talk.last_poster_id = newest.created_at, newest.author_id
    talk.save(update_fields=["post_count", "last_number", "last_post_at", "last_poster", "version"])


class Order:
    """The posts of two conversations made into one: in order, by where each stood before, and their numbers now."""

    def __init__(self, stands: Sequence[Stand], numbers: Sequence[int]) -> None:
        self._numbers = numbers
        self._places: dict[int, list[tuple[int, int]]] = {}
        for place, stand in enumerate(stands):
            self._places.setdefault(stand.talk, []).append((stand.number, place))

    def read_to(self, read: Mapping[int, int]) -> int:
        """The last number before the first post somebody has not read, who had read so far in each of the two."""
        first = len(self._numbers)
        for talk, places in self._places.items():
            unread = bisect_right(places, (read.get(talk, 0), first))
            first = min(first, places[unread][1]) if unread < len(places) else first
        return self._numbers[first - 1] if first else 0


def copy_follows(source: Conversation, target: Conversation, numbers: Sequence[int]) -> None:
    """Who followed the conversation these posts (old numbers, in order) were taken from follows the new one as well.

    They have read there what they had read here.
    """
    Follow.objects.bulk_create(
        (
            Follow(
                conversation=target, person_id=each.person_id, level=each.level,
                last_read=bisect_right(numbers, each.last_read), read_at=each.read_at,
            )
            for each in Follow.objects.filter(conversation=source).iterator(chunk_size=STEP)
        ),
        batch_size=STEP, ignore_conflicts=True,
    )  # fmt: skip


def join_follows(source: Conversation, target: Conversation, order: Order, *, at: datetime) -> list[int]:
    """Who followed either follows the target; a level chosen there stays. Returns the ids of people who are new there.

    Where somebody has read is the last post before the first one they have not.
    """
    there = {each.person_id: each for each in Follow.objects.filter(conversation=target)}
    came = {each.person_id: each for each in Follow.objects.filter(conversation=source)}
    for person_id in there.keys() | came.keys():
        both = {
            talk.pk: rows[person_id].last_read for talk, rows in ((source, came), (target, there)) if person_id in rows
        }
        now = order.read_to(both)
        (there.get(person_id) or came[person_id]).last_read = now
    Follow.objects.bulk_update(there.values(), ["last_read"], batch_size=STEP)
    new = [each for person_id, each in came.items() if person_id not in there]
    Follow.objects.bulk_create(
        (
            Follow(
                conversation=target, person_id=each.person_id, level=each.level, last_read=each.last_read, read_at=at
            )
            for each in new
        ),
        batch_size=STEP,
    )
    return [each.person_id for each in new]
