"""Everything one can do with a ticket."""

from .affecting import affect, unaffect
from .changing import edit_ticket, move, plan
from .inviting import invite_to, uninvite_from
from .opening import carry_over, link_topic, open_ticket, unlink_topic
from .seeing import narrow, widen

__all__ = [
    "affect",
    "carry_over",
    "edit_ticket",
    "invite_to",
    "link_topic",
    "move",
    "narrow",
    "open_ticket",
    "plan",
    "unaffect",
    "uninvite_from",
    "unlink_topic",
    "widen",
]
