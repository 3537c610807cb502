"""Everything one can do with a ticket."""

from .affecting import affect, unaffect
from .changing import edit_ticket, move, narrow, plan, widen
from .opening import carry_over, link_topic, open_ticket, unlink_topic

__all__ = [
    "affect",
    "carry_over",
    "edit_ticket",
    "link_topic",
    "move",
    "narrow",
    "open_ticket",
    "plan",
    "unaffect",
    "unlink_topic",
    "widen",
]
