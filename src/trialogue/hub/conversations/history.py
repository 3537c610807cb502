"""What a post said before: its versions, a page of them at a time, as ready lines."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape
from itertools import groupby, zip_longest

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import ngettext

from trialogue.core.markup.backwards import markdown_of
from trialogue.people.persons import Person

from .differences import Passage, passages, words
from .models import Post, Revision

PAGE = 10
SHOWN_LINES = 2000
# Of one version; the lines after them stand against each other whole.
PAIRS_BY_WORDS = 50


@dataclass(frozen=True)
class VersionRow:
    number: int
    by: Person | None
    at: datetime
    reason: str
    lines: SafeString
    added: int
    gone: int


def _side(parts: Sequence[Passage], kind: str) -> str:
    """One of the two lines, its own words marked where others stayed."""
    own = [part for part in parts if part.kind in ("", kind)]
    marks = len(own) > 1
    said = "".join(f"<mark>{escape(part.text)}</mark>" if marks and part.kind else escape(part.text) for part in own)
    tag = "ins" if kind == "add" else "del"
    return f'<div class="{kind}" dir="auto"><{tag}>{said}</{tag}></div>'


def _pairs(gone: Sequence[Passage], came: Sequence[Passage], room: int) -> Iterator[str]:
    """What went beside what came in its place; the first `room` of them by words."""
    for place, (old, new) in enumerate(zip_longest(gone, came)):
        there = [each for each in (old, new) if each]
        parts = words(old.text, new.text) if old and new and place < room else there
        sides = "".join(_side(parts, each.kind) for each in there)
        yield f'<li class="pair">{sides}</li>'


def _kept(passage: Passage) -> str:
    if passage.left_out:
        said = ngettext("%(n)s line as it was", "%(n)s lines as they were", passage.left_out)
        return f'<li class="skip-lines">{said % {"n": passage.left_out}}</li>'
    return f'<li dir="auto">{escape(passage.text)}</li>'


def _lines(passages: Sequence[Passage]) -> Iterator[str]:
    room = PAIRS_BY_WORDS
    for is_kept, run in groupby(passages, key=lambda passage: passage.kind not in ("add", "del")):
        changed = list(run)
        if is_kept:
            yield from map(_kept, changed)
            continue
        gone, came = ([each for each in changed if each.kind == kind] for kind in ("del", "add"))
        yield from _pairs(gone, came, room)
        room -= min(len(gone), len(came))


def _drawn(lines: Sequence[Passage]) -> SafeString:
    rest = len(lines) - SHOWN_LINES
    more = ngettext("%(n)s more line", "%(n)s more lines", rest) % {"n": rest} if rest > 0 else ""
    tail = f'<li class="skip-lines">{more}</li>' if more else ""
    return mark_safe("".join(_lines(lines[:SHOWN_LINES])) + tail)


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
