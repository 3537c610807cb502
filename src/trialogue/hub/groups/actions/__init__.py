"""Everything one can do with groups."""

from .areas import add_area
from .door import ask_to_join, decide_request, invite_to_group, step_back
from .founding import close_group, edit_group, found_group, reopen_group
from .leading import appoint_leader, dismiss_leader
from .membership import join_group, leave_group, remove_from_group

__all__ = [
    "add_area",
    "appoint_leader",
    "ask_to_join",
    "close_group",
    "decide_request",
    "dismiss_leader",
    "edit_group",
    "found_group",
    "invite_to_group",
    "join_group",
    "leave_group",
    "remove_from_group",
    "reopen_group",
    "step_back",
]
