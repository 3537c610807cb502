"""Everything one can do to a conversation."""

from .bookmarking import bookmark, unbookmark
from .drafting import discard_draft, save_draft
from .following import follow, mark_all_read, mark_read
from .posting import add_post, check_source, edit_post, rendered, start, write_post
from .reacting import react, unreact
from .redacting import redact, redact_title
from .removing import remove_post, restore_post

__all__ = [
    "add_post",
    "bookmark",
    "check_source",
    "discard_draft",
    "edit_post",
    "follow",
    "mark_all_read",
    "mark_read",
    "react",
    "redact",
    "redact_title",
    "remove_post",
    "rendered",
    "restore_post",
    "save_draft",
    "start",
    "unbookmark",
    "unreact",
    "write_post",
]
