"""What a post said before: its versions, a page of them at a time, as ready lines."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import ngettext

from trialogue.core.markup.backwards import markdown_of
from trialogue.people.persons import Person

from .differences import Passage, passages
from .models import Post, Revision

PAGE = 10
SHOWN_LINES = 2000


@dataclass(frozen=True)
class VersionRow:
    number: int
    by: Person | None
    at: datetime
    reason: str
    lines: SafeString
    added: int
    gone: int


def _line(passage: Passage) -> str:
    if passage.left_out:
        words = ngettext("%(n)s line as it was", "%(n)s lines as they were", passage.left_out)
        return f'<li class="skip-lines">{words % {"n": passage.left_out}}</li>'
    text = escape(passage.text)
    if not passage.kind:
        return f'<li dir="auto">{text}</li>'
    tag = "ins" if passage.kind == "add" else "del"
    return f'<li class="{passage.kind}" dir="auto"><{tag}>{text}</{tag}></li>'


def _drawn(lines: Sequence[Passage]) -> SafeString:
    rest = len(lines) - SHOWN_LINES
    more = ngettext("%(n)s more line", "%(n)s more lines", rest) % {"n": rest} if rest > 0 else ""
    tail = f'<li class="skip-lines">{more}</li>' if more else ""
    return mark_safe("".join(_line(line) for line in lines[:SHOWN_LINES]) + tail)


def _row(revision: Revision, before: str, after: str) -> VersionRow:
    lines = passages(before, after)
    added, gone = (sum(line.kind == kind for line in lines) for kind in ("add", "del"))
    return VersionRow(
        revision.version + 1, revision.by, revision.at, revision.reason, _drawn(lines), added=added, gone=gone
    )


def _said(thing: Post | Revision) -> str:
    return markdown_of(thing.source, thing.source_format)


def versions_of(post: Post, *, before: int = 0) -> tuple[list[VersionRow], int]:
    """Newest first, those older than version `before` (0: all), and where the page after this one begins (0: nowhere).

    A revision holds what an edit replaced, so version n+1 was written by the editor of revision n.
    """
    revisions = post.revisions.select_related("by").order_by("-version")
    found: list[Revision] = list((revisions.filter(version__lt=before) if before else revisions)[: PAGE + 1])
    newer = revisions.filter(version=before).first() if before else None
    shown = found[:PAGE]
    said = [_said(newer or post), *(_said(revision) for revision in shown)]
    rows = [_row(revision, said[place + 1], said[place]) for place, revision in enumerate(shown)]
    return rows, shown[-1].version if len(found) > PAGE else 0
