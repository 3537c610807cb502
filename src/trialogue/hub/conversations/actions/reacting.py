"""Thanks, 'I have this too', and the other things one says with one press."""

from datetime import datetime

from django.db import transaction
from django.db.models import Count, F
from django.utils.translation import gettext as _

from trialogue.core import activity
from trialogue.core.errors import Refused
from trialogue.hub.conversations.gestures import gesture_of
from trialogue.hub.conversations.models import Conversation, Level, Post, Reaction, ReactionKind
from trialogue.people.persons import Person
from trialogue.people.rights import require

from .following import follow_quietly


def _record(done: str, post: Post, kind: str, *, by: Person, at: datetime) -> None:
    activity.record(
        post.conversation.verb(done),
        by=by,
        of=post,
        at=at,
        audience_id=post.audience_id,
        conversation_id=post.conversation_id,
        new=kind,
    )
    Conversation.objects.filter(pk=post.conversation_id).update(version=F("version") + 1)


def _is_said(kind: str, post: Post) -> bool:
    if kind == ReactionKind.SAME:
        return post.number == 1
    gesture = gesture_of(kind)
    return gesture is not None and gesture.is_offered


def count_others(post_id: int) -> None:
    """How many said what beyond thanks; the row is locked, so that two at once are both counted."""
    Post.objects.select_for_update().get(pk=post_id)
    others = Reaction.objects.filter(post=post_id).exclude(kind__in=[ReactionKind.THANKS, ReactionKind.SAME])
    counts = others.order_by().values_list("kind").annotate(n=Count("pk"))
    Post.objects.filter(pk=post_id).update(reacted=dict(counts))


@transaction.atomic
def react(post: Post, *, kind: str, by: Person, at: datetime) -> bool:
    """Says one thing with one press; 'same here' on a first post follows the topic too. Twice is once; True the first time."""
    require(by, "post.react", post)
    if not _is_said(kind, post):
        raise Refused(_("This is not something one can say to a post."))
    if post.author_id == by.pk:
        raise Refused(_("You wrote this yourself."))
    _row, made = Reaction.objects.get_or_create(post=post, person=by, kind=kind, defaults={"at": at})
    if made:
        if kind == ReactionKind.THANKS:
            Post.objects.filter(pk=post.pk).update(thanks=F("thanks") + 1)
        elif kind != ReactionKind.SAME:
            count_others(post.pk)
        else:
            follow_quietly(post.conversation, by, level=Level.MENTIONS, last_read=0, at=at)
        _record("reacted", post, kind, by=by, at=at)
    return made


@transaction.atomic
def unreact(post: Post, *, kind: str, by: Person, at: datetime) -> bool:
    """Takes it back; True when there was something to take back."""
    require(by, "post.react", post)
    gone = Reaction.objects.filter(post=post, person=by, kind=kind).delete()[0] > 0
    if gone:
        if kind == ReactionKind.THANKS:
            Post.objects.filter(pk=post.pk, thanks__gt=0).update(thanks=F("thanks") - 1)
        elif kind != ReactionKind.SAME:
            count_others(post.pk)
        _record("unreacted", post, kind, by=by, at=at)
    return gone
