"""Everything one can do in the forum."""

from .ageing import check_answer
from .categories import add_category, edit_category
from .closing import archive, drop_closing, plan_closing, unarchive
from .merging import merge_topics, unmerge_topics
from .moderating import close, edit_topic, remove_topic, reopen, restore_topic
from .placing import hide_pin, move_topic, pin, show_pin, unpin
from .solving import accept, same_here, unaccept, withdraw_same
from .splitting import split_topic
from .tagging import add_tag, edit_tag, let_members_tag, merge_tags, tag_topic
from .topics import open_topic
from .watching import watch

__all__ = [
    "accept",
    "add_category",
    "add_tag",
    "archive",
    "check_answer",
    "close",
    "drop_closing",
    "edit_category",
    "edit_tag",
    "edit_topic",
    "hide_pin",
    "let_members_tag",
    "merge_tags",
    "merge_topics",
    "move_topic",
    "open_topic",
    "pin",
    "plan_closing",
    "remove_topic",
    "reopen",
    "restore_topic",
    "same_here",
    "show_pin",
    "split_topic",
    "tag_topic",
    "unaccept",
    "unarchive",
    "unmerge_topics",
    "unpin",
    "watch",
    "withdraw_same",
]
