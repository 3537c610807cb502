"""Thanks, and 'I have this too'."""

from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from trialogue.core import activity
from trialogue.core.errors import Refused
from trialogue.hub.conversations.models import Conversation, Level, Post, Reaction, ReactionKind
from trialogue.people.persons import Person
from trialogue.people.rights import require

from .following import follow_quietly


def _record(verb: str, post: Post, kind: str, *, by: Person, at: datetime) -> None:
    activity.record(
        verb, by=by, of=post, at=at, audience_id=post.audience_id, conversation_id=post.conversation_id, new=kind
    )
    Conversation.objects.filter(pk=post.conversation_id).update(version=F("version") + 1)


@transaction.atomic
def react(post: Post, *, kind: str, by: Person, at: datetime) -> bool:
    """Says thanks, or 'same here' on a first post (which follows the topic too). Twice is once; True the first time."""
    require(by, "post.react", post)
    if kind not in ReactionKind.values or (kind == ReactionKind.SAME and post.number != 1):
        raise Refused(_("This is not something one can say to a post."))
    if post.author_id == by.pk:
        raise Refused(_("You wrote this yourself."))
    _row, made = Reaction.objects.get_or_create(post=post, person=by, kind=kind, defaults={"at": at})
    if made:
        if kind == ReactionKind.THANKS:
            Post.objects.filter(pk=post.pk).update(thanks=F("thanks") + 1)
        else:
            follow_quietly(post.conversation, by, level=Level.MENTIONS, last_read=0, at=at)
        _record("post.reacted", post, kind, by=by, at=at)
    return made


@transaction.atomic
def unreact(post: Post, *, kind: str, by: Person, at: datetime) -> bool:
    """Takes it back; True when there was something to take back."""
    require(by, "post.react", post)
    gone = Reaction.objects.filter(post=post, person=by, kind=kind).delete()[0] > 0
    if gone:
        if kind == ReactionKind.THANKS:
            Post.objects.filter(pk=post.pk, thanks__gt=0).update(thanks=F("thanks") - 1)
        _record("post.unreacted", post, kind, by=by, at=at)
    return gone
