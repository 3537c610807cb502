"""Everything one can do to a conversation."""

from .bookmarking import bookmark, unbookmark
from .direct import begin_direct, invite_to_direct, leave_direct, rename_direct
from .drafting import discard_draft, save_draft
from .following import follow, mark_all_read, mark_read
from .polling import close_poll, put_poll, vote, withdraw_vote
from .posting import add_post, check_source, edit_post, rendered, start, write_post
from .reacting import react, unreact
from .redacting import redact, redact_title
from .removing import remove_post, restore_post
from .reporting_direct import decide_direct_report, report_direct
from .wiki import end_wiki, make_wiki

__all__ = [
    "add_post",
    "begin_direct",
    "bookmark",
    "check_source",
    "close_poll",
    "decide_direct_report",
    "discard_draft",
    "edit_post",
    "end_wiki",
    "follow",
    "invite_to_direct",
    "leave_direct",
    "make_wiki",
    "mark_all_read",
    "mark_read",
    "put_poll",
    "react",
    "redact",
    "redact_title",
    "remove_post",
    "rename_direct",
    "rendered",
    "report_direct",
    "restore_post",
    "save_draft",
    "start",
    "unbookmark",
    "unreact",
    "vote",
    "withdraw_vote",
    "write_post",
]
