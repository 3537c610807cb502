"""A first post goes with all that it began. What that means, the app says whose conversation it is."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from django.utils.translation import gettext as _

from trialogue.core.errors import Refused
from trialogue.hub.conversations.actions.removing import remove_post, restore_post
from trialogue.hub.conversations.models import Conversation, Post, Removal
from trialogue.people.persons import Person


class TakeAway(Protocol):
    def __call__(self, talk: Conversation, *, by: Person, at: datetime, reason: str) -> None: ...


class BringBack(Protocol):
    def __call__(self, talk: Conversation, *, by: Person, at: datetime) -> None: ...


@dataclass(frozen=True)
class Whole:
    take_away: TakeAway
    bring_back: BringBack


_wholes: dict[str, Whole] = {}


def goes_whole(kind: str, *, take_away: TakeAway, bring_back: BringBack) -> None:
    """Conversations of this kind can be taken away with all that was said in them."""
    _wholes[kind] = Whole(take_away, bring_back)


def _whole_of(post: Post) -> Whole | None:
    return _wholes.get(post.conversation.kind) if post.number == 1 else None


def can_go(post: Post) -> bool:
    """Whether it can be taken away; of what a ticket or release begins with only the text can be destroyed."""
    return post.number > 1 or post.conversation.kind in _wholes


def removal_of(post: Post) -> Removal | None:
    """How it was taken away, alone or with its conversation."""
    about: dict[str, object] = {"conversation": post.conversation_id} if post.number == 1 else {"post": post}
    return Removal.objects.filter(**about).select_related("by").first()


def take_away(post: Post, *, by: Person, at: datetime, reason: str) -> None:
    """By the action that takes such a thing away, with its right and its event."""
    if not can_go(post):
        raise Refused(_("What this begins with stays while the rest does. Destroy its text instead."), field="verdict")
    whole = _whole_of(post)
    if whole:
        whole.take_away(post.conversation, by=by, at=at, reason=reason)
    else:
        remove_post(post, by=by, at=at, reason=reason)


def bring_back(post: Post, *, by: Person, at: datetime) -> None:
    whole = _whole_of(post)
    if whole:
        whole.bring_back(post.conversation, by=by, at=at)
    else:
        restore_post(post, by=by, at=at)
