"""Quotes that phpBB left as letters: [quote="x"] … [/quote] becomes a quote where it is whole."""

import re
from collections.abc import Sequence

from trialogue.core.markup.tree import Node

from .shaping import Parts, paragraphs
from .speech import speaker
from .surroundings import Surroundings
from .turning import quoted

MARK = re.compile(r"\[(?:quote(=[^\]\[]{1,120})?|(/quote))\]", re.IGNORECASE)
DEEPEST = 10
_AROUND = "= “”„\"'&"


class _Mark(str):
    """A bracket: `[quote=x]` opens and names x, `[/quote]` closes."""

    __slots__ = ("closes", "name")
    closes: bool
    name: str


def _marks(text: str) -> list[str]:
    parts: list[str] = []
    last = 0
    for found in MARK.finditer(text):
        mark = _Mark(found[0])
        mark.closes, mark.name = bool(found[2]), (found[1] or "").strip(_AROUND).partition(",")[0].strip(_AROUND)
        parts += [text[last : found.start()], mark]
        last = found.end()
    return [*parts, text[last:]]


def _opened(part: Node | str) -> Parts:
    """A paragraph with marks as the paragraphs and marks it is made of."""
    if (
        isinstance(part, str)
        or part.tag != "p"
        or not any(isinstance(word, str) and MARK.search(word) for word in part.children)
    ):
        return [part]
    paragraph = Node("p")
    out: Parts = [paragraph]
    for word in part.children:
        for piece in _marks(word) if isinstance(word, str) else [word]:
            if isinstance(piece, _Mark):
                paragraph = Node("p")
                out += [piece, paragraph]
            else:
                paragraph.children.append(piece)
    return out


def unbracketed(parts: Sequence[Node | str], where: Surroundings) -> Parts:
    """The blocks with their bracketed quotes made real; unchanged where brackets do not match."""
    flat = [piece for part in parts for piece in _opened(part)]
    marks = [piece for piece in flat if isinstance(piece, _Mark)]
    if not marks:
        return list(parts)
    if not _whole(marks):
        where.lost["bracketed quotes that do not close, kept as they were"] += 1
        return list(parts)
    return _nested(flat, where)


def _whole(marks: list[_Mark]) -> bool:
    depth = 0
    for mark in marks:
        depth += -1 if mark.closes else 1
        if not 0 <= depth <= DEEPEST:
            return False
    return depth == 0


def _nested(flat: Parts, where: Surroundings) -> Parts:
    stack: list[tuple[str, Parts]] = [("", [])]
    for piece in flat:
        if not isinstance(piece, _Mark):
            stack[-1][1].append(piece)
        elif not piece.closes:
            stack.append((piece.name, []))
        else:
            name, inner = stack.pop()
            stack[-1][1].append(quoted(speaker(name, "", where), inner))
            where.came["bracketed quotes"] += 1
    return paragraphs(stack[0][1])
