"""What a post said before: its versions and the lines that came and went between them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher

from trialogue.core.markup.backwards import markdown_of
from trialogue.people.persons import Person

from .models import Post, Revision

CONTEXT = 2
COMPARED_LINES = 2000


@dataclass(frozen=True)
class Passage:
    """One line: kept (''), added ('add'), gone ('del'), or a number of lines left out ('skip-lines')."""

    kind: str
    text: str = ""
    left_out: int = 0


@dataclass(frozen=True)
class VersionRow:
    number: int
    by: Person | None
    at: datetime
    reason: str
    passages: list[Passage]
    added: int
    gone: int


def _kept(lines: list[str], *, first: bool, last: bool) -> Iterator[Passage]:
    """Unchanged lines, the middle of a long run left out."""
    head, tail = (0 if first else CONTEXT), (0 if last else CONTEXT)
    hidden = len(lines) - head - tail
    if hidden <= 1:
        yield from (Passage("", line) for line in lines)
        return
    yield from (Passage("", line) for line in lines[:head])
    yield Passage("skip-lines", left_out=hidden)
    yield from (Passage("", line) for line in lines[len(lines) - tail :])


def passages(old: str, new: str) -> list[Passage]:
    """The difference line by line, the sign in `kind`."""
    before, after = old.splitlines()[:COMPARED_LINES], new.splitlines()[:COMPARED_LINES]
    found: list[Passage] = []
    blocks = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    for place, (what, i1, i2, j1, j2) in enumerate(blocks):
        if what == "equal":
            found += _kept(before[i1:i2], first=place == 0, last=place == len(blocks) - 1)
            continue
        found += [Passage("del", line) for line in before[i1:i2]]
        found += [Passage("add", line) for line in after[j1:j2]]
    return found


def versions_of(post: Post) -> list[VersionRow]:
    """Newest first; a revision holds what an edit replaced, so version n+1 was written by the editor of revision n."""
    revisions: list[Revision] = list(post.revisions.select_related("by").order_by("version"))
    texts = [markdown_of(said.source, said.source_format) for said in revisions]
    texts.append(markdown_of(post.source, post.source_format))
    rows = []
    for place, revision in enumerate(revisions):
        lines = passages(texts[place], texts[place + 1])
        added, gone = (sum(line.kind == kind for line in lines) for kind in ("add", "del"))
        rows.append(VersionRow(revision.version + 1, revision.by, revision.at, revision.reason, lines, added, gone))
    return rows[::-1]
