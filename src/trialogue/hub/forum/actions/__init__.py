"""Everything one can do in the forum."""

from .categories import add_category, edit_category
from .moderating import close, edit_topic, remove_topic, reopen, restore_topic
from .solving import accept, same_here, unaccept, withdraw_same
from .topics import open_topic

__all__ = [
    "accept",
    "add_category",
    "close",
    "edit_category",
    "edit_topic",
    "open_topic",
    "remove_topic",
    "reopen",
    "restore_topic",
    "same_here",
    "unaccept",
    "withdraw_same",
]
