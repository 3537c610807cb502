"""Which verbs of the event log are deliberate acts, and which of them ask or give. Log-ins, views and follows are none."""

from dataclasses import dataclass
from enum import Enum
from functools import reduce
from operator import or_

from django.db.models import Exists, OuterRef, Q

from trialogue.hub.conversations.models import Conversation


class Side(Enum):
    """An act asks the community for something, gives it something, or (a vote, a thank-you) does neither."""

    ASKS = "asks"
    GIVES = "gives"
    NEITHER = "neither"


@dataclass(frozen=True)
class Act:
    """On its side only: of things of these kinds (the event's `new`), not on behalf of somebody, in what others began."""

    verb: str
    side: Side
    kinds: tuple[str, ...] = ()
    for_oneself: bool = False
    to_others: bool = False


ACTS = (
    Act("topic.opened", Side.ASKS, kinds=("question", "idea")),
    Act("ticket.opened", Side.ASKS, for_oneself=True),
    Act("post.written", Side.GIVES, to_others=True),
    Act("topic.solved", Side.NEITHER),
    Act("post.reacted", Side.NEITHER),
    Act("ticket.affects", Side.NEITHER),
    Act("told.helped", Side.NEITHER),
    Act("told.did_not_help", Side.NEITHER),
    Act("topic.linked", Side.GIVES),
    Act("ticket.moved", Side.GIVES),
    Act("release.drafted", Side.GIVES),
    Act("release.published", Side.GIVES),
)
VERBS = tuple(act.verb for act in ACTS)
TALKS = ("topic", "ticket")


def _own_talk() -> Exists:
    """Whether the actor began the conversation, themselves or as the imported person who turned out to be them."""
    actor = OuterRef("actor_id")
    mine = Q(starter_id=actor) | Q(starter__merged_into_id=actor) | Q(starter__merged__pk=actor)
    return Exists(Conversation.objects.filter(mine, pk=OuterRef("conversation_id")))


def _others_talk() -> Exists:
    return Exists(Conversation.objects.filter(pk=OuterRef("conversation_id"), kind__in=TALKS))


def on_side(side: Side) -> Q:
    """The events that ask, or that give."""
    return reduce(or_, (_is(act) for act in ACTS if act.side is side))


def _is(act: Act) -> Q:
    found = Q(verb=act.verb)
    if act.kinds:
        found &= reduce(or_, (Q(new=kind) for kind in act.kinds))
    if act.for_oneself:
        found &= Q(on_behalf_of_id=None)
    if act.to_others:
        found &= Q(_others_talk()) & ~Q(_own_talk())
    return found
