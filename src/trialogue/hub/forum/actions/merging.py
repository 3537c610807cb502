"""One topic becomes a part of another, and back."""

from collections.abc import Iterable
from datetime import datetime
from typing import cast

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from trialogue.core import activity
from trialogue.core.errors import Conflict, Refused
from trialogue.core.words import writable
from trialogue.hub.conversations.actions import carrying
from trialogue.hub.conversations.actions.carrying import Order, Stand
from trialogue.hub.conversations.actions.posting import next_number
from trialogue.hub.conversations.models import (
    Conversation,
    Draft,
    Follow,
    Level,
    Post,
    Reaction,
    ReactionKind,
    Removal,
)
from trialogue.hub.conversations.moved import MovedPost
from trialogue.hub.forum.merges import Merge
from trialogue.hub.forum.models import Category, Solution, Topic
from trialogue.people.persons import Person
from trialogue.people.rights import require

from .solving import recount_same, recount_solutions
from .splitting import link_to


def _lock(*topics: Topic) -> None:
    """Both conversations, in the order of their ids; each topic then knows its own as it is now."""
    talks = carrying.lock(*(topic.conversation_id for topic in topics))
    gone = Removal.objects.filter(conversation__in=talks).exists()
    if gone or any(talk.merged_into_id for talk in talks.values()):
        raise Conflict(_("One of the two was merged or taken away a moment ago. Look again."), field="target")
    for topic in topics:
        topic.conversation = talks[topic.conversation_id]


def _stands(talks: Iterable[Conversation]) -> list[tuple[datetime, Stand]]:
    posts = Post.objects.filter(conversation__in=[talk.pk for talk in talks])
    rows = posts.values_list("created_at", "conversation_id", "number")
    return [(at, Stand(talk, number)) for at, talk, number in rows]


def _order(source: Conversation, target: Conversation, *, in_time: bool) -> tuple[Order, dict[Stand, int]]:
    """How the posts stand in the end, and the ways they go.

    Appended, the target's stay as they are. In the order of time all but its first get numbers nobody had before, since
    the old ones go on leading to whom they named.
    """
    stands = sorted(_stands([source, target]), key=lambda each: (each[1].talk != target.pk, each[1].number))
    first, rest = stands[0][1], stands[1:]
    if in_time:
        rest.sort(key=lambda each: (each[0], each[1].talk != target.pk, each[1].number))
    free = next_number(target)
    ways: dict[Stand, int] = {}
    numbers = [first.number]
    for _at, stand in rest:
        stays = not in_time and stand.talk == target.pk
        if not stays:
            ways[stand] = free + len(ways)
        numbers.append(stand.number if stays else ways[stand])
    return Order([first, *(stand for _at, stand in rest)], numbers), ways


def _bring_same(asked: Post, target: Topic, *, at: datetime) -> dict[str, list[int]]:
    """Who had the merged question has the other one now, and so does who asked it; each counts once."""
    first = target.conversation.posts.get(number=1)
    here = Reaction.objects.filter(post=first, kind=ReactionKind.SAME).values_list("person_id", flat=True)
    known = {*here, *([first.author_id] if first.author_id else [])}
    coming = Reaction.objects.filter(post=asked, kind=ReactionKind.SAME).exclude(person_id__in=known)
    ids = list(coming.values_list("pk", flat=True))
    people = set(coming.values_list("person_id", flat=True))
    coming.update(post=first)
    asker = asked.author_id
    same: list[int] = []
    if asker and asker not in known | people:
        Reaction.objects.create(post=first, person_id=asker, kind=ReactionKind.SAME, at=at)
        same.append(asker)
    return {"reactions": ids, "same": same}


def _bring_solutions(source: Topic, target: Topic, merge: Merge) -> list[int]:
    """Both answers are kept where both topics had one."""
    coming = Solution.objects.filter(topic=source)
    ids = list(coming.values_list("pk", flat=True))
    coming.update(topic=target, came_with=merge)
    return ids


def _bring_drafts(source: Conversation, target: Conversation) -> None:
    """Replies begun in the one are begun in the other, for who has begun none there."""
    writing = Draft.objects.filter(key=f"reply:{target.pk}").values("person_id")
    Draft.objects.filter(key=f"reply:{source.pk}").exclude(person_id__in=writing).update(key=f"reply:{target.pk}")


def _record(verb: str, merge: Merge, *, by: Person, at: datetime, reason: str = "") -> None:
    """In the log of the topic that goes (or comes back), and as a line in the one that stays."""
    for here, there, told in ((merge.source, merge.target, f"{verb}_away"), (merge.target, merge.source, verb)):
        talk = here.conversation
        activity.record(
            told, by=by, of=here, at=at, audience_id=talk.audience_id, conversation_id=talk.pk, reason=reason,
            old=merge.source_id, new=merge.target_id,
            words={"topic": {"label": link_to(there, readers=talk.audience_id)["label"]}},
        )  # fmt: skip


def _leave(source: Topic, target: Topic, *, at: datetime) -> None:
    """The empty topic only leads on from now."""
    talk = source.conversation
    Conversation.objects.filter(pk=talk.pk).update(
        merged_into=target.conversation, closed_at=talk.closed_at or at, version=F("version") + 1, post_count=0
    )
    Category.objects.filter(pk=source.category_id).update(topic_count=F("topic_count") - 1)


@transaction.atomic
def merge_topics(
    source: Topic, target: Topic, *, by: Person, at: datetime, in_time: bool = False, reason: str = ""
) -> Merge:
    """Everything in `source` stands in `target` from now on, after its last post or in the order of time.

    People, reading, files, thanks, 'have this too' and the answer come along; the old addresses lead on. `unmerge`
    undoes it.
    """
    require(by, "topic.merge", source)
    require(by, "topic.merge", target)
    if source.pk == target.pk:
        raise Refused(_("This is the topic itself. Choose another."), field="target")
    _lock(source, target)
    here, there = source.conversation, target.conversation
    merge = Merge.objects.create(
        source=source, target=target, by=by, at=at, reason=writable(reason)[:300], was_closed_at=here.closed_at
    )
    asked, posts = here.posts.get(number=1), list(here.posts.values_list("pk", flat=True))
    order, ways = _order(here, there, in_time=in_time)
    carrying.carry(there, ways)
    brought = _bring_same(asked, target, at=at)
    brought["follows"] = carrying.join_follows(here, there, order, at=at)
    brought["solutions"] = _bring_solutions(source, target, merge)
    brought["posts"] = posts
    Merge.objects.filter(pk=merge.pk).update(brought=brought)
    _bring_drafts(here, there)
    _leave(source, target, at=at)
    carrying.recount(there)
    recount_same(target)
    for topic in (source, target):
        recount_solutions(topic)
    _record("topic.merged", merge, by=by, at=at, reason=reason)
    return merge


def _back(merge: Merge) -> dict[Stand, int]:
    """The posts that came and are still there go back to the numbers they had."""
    source, target = merge.source.conversation_id, merge.target.conversation_id
    came = MovedPost.objects.filter(conversation=source, post__conversation=target, post__in=merge.brought["posts"])
    rows = came.values_list("post__number", "number")
    ways = {Stand(target, now): old for now, old in rows}
    if 1 not in ways.values():
        raise Refused(_("Its first post does not stand here any more, so this cannot be undone."))
    came.delete()
    return ways


def _take_back(merge: Merge) -> None:
    """Follows, 'have this too' and answers that came along."""
    first = Post.objects.get(conversation=merge.source.conversation_id, number=1)
    joined = Post.objects.get(conversation=merge.target.conversation_id, number=1)
    brought = cast("dict[str, list[int]]", merge.brought)
    Reaction.objects.filter(pk__in=brought["reactions"]).update(post=first)
    Reaction.objects.filter(post=joined, kind=ReactionKind.SAME, person_id__in=brought["same"]).delete()
    follows = Follow.objects.filter(conversation=merge.target.conversation_id, person_id__in=brought["follows"])
    wrote = Post.objects.filter(conversation=merge.target.conversation_id).values("author_id")
    follows.exclude(person_id__in=wrote.exclude(author=None)).exclude(level=Level.MUTED).delete()
    Solution.objects.filter(pk__in=brought["solutions"]).update(topic=merge.source, came_with=None)


@transaction.atomic
def unmerge_topics(merge: Merge, *, by: Person, at: datetime) -> None:
    """The merged topic is there again with what came from it; what was written since stays where it is."""
    require(by, "topic.merge", merge.target)
    source, target = merge.source, merge.target
    talks = carrying.lock(source.conversation_id, target.conversation_id)
    source.conversation, target.conversation = talks[source.conversation_id], talks[target.conversation_id]
    if target.conversation.merged_into_id is not None:
        raise Refused(_("The topic it went into was merged itself. Undo that first."))
    if not Merge.objects.filter(pk=merge.pk, undone_at=None).update(undone_at=at, undone_by=by):
        raise Conflict(_("This was undone already."))
    carrying.carry(source.conversation, _back(merge))
    _take_back(merge)
    source.conversation.merged_into, source.conversation.closed_at = None, merge.was_closed_at
    source.conversation.save(update_fields=["merged_into", "closed_at"])
    Category.objects.filter(pk=source.category_id).update(topic_count=F("topic_count") + 1)
    for topic in (source, target):
        carrying.recount(topic.conversation)
        recount_same(topic)
        recount_solutions(topic)
    _record("topic.unmerged", merge, by=by, at=at)
