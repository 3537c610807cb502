"""Where a reader left off: the line before the first post they did not read, and the way there."""

from dataclasses import replace

from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from .reading import Thread, page_start
from .rows import Row

ANCHOR = "new"
#: A browser that notes how far one scrolls says so by this cookie; for others opening a page is reading it.
SCROLLS = "scrolls"


def place_of_unread(read_to: int) -> str:
    """What the address of a conversation goes on with, to lead to the first post after this number."""
    after = page_start(read_to + 1)
    return f"{f'?after={after}' if after else ''}#{ANCHOR}"


def with_line(thread: Thread, read_to: int) -> Thread:
    """With a line before the first post beyond `read_to`; without where they have read all, or nothing yet."""
    nth = next((nth for nth, row in enumerate(thread.rows) if row.number > read_to), None)
    if nth is None or not read_to:
        return thread
    words = _("New since you were here")
    html = f'<div class="since" id="{ANCHOR}" role="separator"><span>{words}</span></div>'
    line = Row(thread.rows[nth].at, mark_safe(html))
    return replace(thread, rows=[*thread.rows[:nth], line, *thread.rows[nth:]])
