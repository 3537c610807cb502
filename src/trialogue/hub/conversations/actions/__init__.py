"""Everything one can do to a conversation."""

from .drafting import discard_draft, save_draft
from .following import follow, mark_read
from .posting import add_post, check_source, edit_post, remove_post, rendered, restore_post, start, write_post
from .reacting import react, unreact

__all__ = [
    "add_post",
    "check_source",
    "discard_draft",
    "edit_post",
    "follow",
    "mark_read",
    "react",
    "remove_post",
    "rendered",
    "restore_post",
    "save_draft",
    "start",
    "unreact",
    "write_post",
]
