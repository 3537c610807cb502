"""Accepting an answer; having the same question."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Count, F, Q
from django.utils.translation import gettext as _

from trialogue.core import activity
from trialogue.core.errors import Conflict, Refused
from trialogue.hub.conversations import actions as talk
from trialogue.hub.conversations.models import Conversation, Post, Reaction, ReactionKind
from trialogue.hub.forum.models import Solution, Topic
from trialogue.hub.products.models import Version
from trialogue.people.persons import Person
from trialogue.people.rights import require

from .ageing import newest_of


def _record(verb: str, topic: Topic, post: Post, *, by: Person, at: datetime) -> None:
    Conversation.objects.filter(pk=topic.conversation_id).update(version=F("version") + 1)
    author = post.speaker
    words = {
        "topic": {"label": topic.title, "url": post.get_absolute_url()},
        "author": author.name if author else "",
    }
    activity.record(
        verb, by=by, of=topic, at=at, audience_id=topic.conversation.audience_id, conversation_id=topic.conversation_id,
        on_behalf_of=author, new=post.number, words=words,
    )  # fmt: skip


@transaction.atomic
def accept(
    topic: Topic,
    post: Post,
    *,
    by: Person,
    at: datetime,
    holds_from: Version | None = None,
    instead_of: Post | None = None,
) -> Solution:
    """Marks the answer. Where another one is accepted already, `instead_of` has to name it.

    So two people who accept different answers at once do not overwrite each other: the second is told.
    """
    require(by, "topic.accept", topic)
    if not topic.is_question or post.conversation_id != topic.conversation_id or post.number == 1:
        raise Refused(_("Only a reply to a question can be its answer."))
    if instead_of is not None:
        Solution.objects.filter(topic=topic, post=instead_of).delete()
    try:
        with transaction.atomic():
            solution = Solution.objects.create(
                topic=topic, post=post, by=by, at=at, holds_from=holds_from, held_in=newest_of(holds_from)
            )
    except IntegrityError as taken:
        raise Conflict(_("Another answer was accepted a moment ago. Look at it, then choose again.")) from taken
    topic.solved, topic.stale_since = True, ""
    topic.save(update_fields=["solved", "stale_since"])
    _record("topic.solved", topic, post, by=by, at=at)
    return solution


@transaction.atomic
def unaccept(topic: Topic, post: Post, *, by: Person, at: datetime) -> None:
    require(by, "topic.accept", topic)
    if not Solution.objects.filter(topic=topic, post=post).delete()[0]:
        raise Conflict(_("This is not the accepted answer any more."))
    recount_solutions(topic)
    _record("topic.unsolved", topic, post, by=by, at=at)


def recount_solutions(topic: Topic) -> None:
    """What the topic says of its answers."""
    stale = list(Solution.objects.filter(topic=topic).values_list("stale_since", flat=True))
    topic.solved, topic.stale_since = bool(stale), next(filter(None, stale), "")
    topic.save(update_fields=["solved", "stale_since"])


def recount_same(topic: Topic) -> None:
    first = Q(post__conversation_id=topic.conversation_id, post__number=1, kind=ReactionKind.SAME)
    topic.same_count = Reaction.objects.filter(first).aggregate(n=Count("pk"))["n"]
    topic.save(update_fields=["same_count"])


@transaction.atomic
def same_here(topic: Topic, *, by: Person, at: datetime) -> None:
    """'I have this too': counted once, and told when it is released."""
    Topic.objects.select_for_update().get(pk=topic.pk)
    if talk.react(topic.conversation.posts.get(number=1), kind=ReactionKind.SAME, by=by, at=at):
        recount_same(topic)


@transaction.atomic
def withdraw_same(topic: Topic, *, by: Person, at: datetime) -> None:
    Topic.objects.select_for_update().get(pk=topic.pk)
    if talk.unreact(topic.conversation.posts.get(number=1), kind=ReactionKind.SAME, by=by, at=at):
        recount_same(topic)
