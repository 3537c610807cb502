"""Taking a post away, and bringing it back while there is something to bring back."""

from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from trialogue.core import activity
from trialogue.core.errors import Conflict, Refused
from trialogue.core.words import writable
from trialogue.hub.conversations.keeping import is_over
from trialogue.hub.conversations.models import Conversation, Post, PostKind, Removal
from trialogue.people.persons import Person
from trialogue.people.rights import require


def bring_back(removal: Removal | None, *, at: datetime) -> bool:
    """Deletes the row; False where there is none. Refused when it is too late."""
    if removal is None:
        return False
    if is_over(removal, at=at):
        raise Refused(_("This was taken away more than 30 days ago. What it said is gone for good."))
    return Removal.objects.filter(pk=removal.pk, purged_at=None).delete()[0] > 0


def count_again(conversation_id: int, change: int) -> None:
    """The counters of the conversation, of which so many posts went or came, and its last post among those that are there.

    A reply that waits is not counted.
    """
    talk = Conversation.objects.select_for_update().get(pk=conversation_id)
    there = Post.objects.filter(conversation=talk, removal=None, waits="").order_by("-number")
    if (last := there.first()) is not None:
        spoken = there.exclude(kind=PostKind.SMALL_ACTION).first() or last
        Conversation.objects.filter(pk=talk.pk).update(
            last_number=last.number, last_post_at=spoken.created_at, last_poster=spoken.author_id
        )
    Conversation.objects.filter(pk=talk.pk).update(post_count=F("post_count") + change, version=F("version") + 1)


@transaction.atomic
def remove_post(post: Post, *, by: Person, at: datetime, reason: str = "") -> None:
    """Takes a post away; its number stays free. The first post goes with its conversation, not alone."""
    require(by, "post.remove", post)
    if post.number == 1:
        raise Refused(_("The first post cannot go alone. Withdraw the whole topic."))
    _removal, made = Removal.objects.get_or_create(
        post=post, defaults={"by": by, "at": at, "reason": writable(reason)[:300]}
    )
    if not made:
        raise Conflict(_("This post was removed already."))
    if not post.waits:
        count_again(post.conversation_id, -1)
    activity.record(
        "post.removed", by=by, of=post, at=at, audience_id=post.audience_id, conversation_id=post.conversation_id,
        reason=reason,
    )  # fmt: skip


@transaction.atomic
def restore_post(post: Post, *, by: Person, at: datetime) -> None:
    """Brings it back. What a moderator took away its author cannot bring back; after 30 days nobody can."""
    require(by, "post.remove", post)
    removal = Removal.objects.filter(post=post).first()
    if removal is not None and removal.by_id != by.pk:
        require(by, "post.restore", post)
    if not bring_back(removal, at=at):
        raise Conflict(_("This post is there already."))
    if not post.waits:
        count_again(post.conversation_id, 1)
    activity.record(
        "post.restored", by=by, of=post, at=at, audience_id=post.audience_id, conversation_id=post.conversation_id
    )
