"""Which lines came and went between two texts, and which words of a line, in bounded time whatever the texts are."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

CONTEXT = 2
# Comparisons of one text with another; beyond them what differs counts as rewritten.
MOST_WORK = 300_000
# The same for the words of one line.
MOST_WORD_WORK = 2_000
_WORDS = re.compile(r"\w+|\s+|[^\w\s]")

Trace = list[dict[int, int]]


@dataclass(frozen=True)
class Passage:
    """One line: kept (''), added ('add'), gone ('del'), or a number of lines left out ('skip-lines')."""

    kind: str
    text: str = ""
    left_out: int = 0


def _alike(before: Sequence[str], after: Sequence[str]) -> int:
    """How many lines both begin with."""
    pairs = zip(before, after, strict=False)
    return next((n for n, (old, new) in enumerate(pairs) if old != new), min(len(before), len(after)))


def _trace(before: Sequence[str], after: Sequence[str], most: int) -> Trace | None:
    """Myers, 'An O(ND) difference algorithm' (1986), forward: how far each diagonal reached before each step.

    None when the texts have so little in common that it would take too long.
    """
    reached, trace, work = {1: 0}, [], 0
    for step in range(len(before) + len(after) + 1):
        trace.append(dict(reached))
        for diagonal in range(-step, step + 1, 2):
            down = diagonal == -step or (diagonal != step and reached[diagonal - 1] < reached[diagonal + 1])
            begin = old = reached[diagonal + 1] if down else reached[diagonal - 1] + 1
            while old < len(before) and old - diagonal < len(after) and before[old] == after[old - diagonal]:
                old += 1
            reached[diagonal] = old
            work += 1 + old - begin
            if old >= len(before) and old - diagonal >= len(after):
                return trace
        work += step
        if work > most:
            return None
    return trace


def _kept(trace: Trace, old: int, new: int) -> set[tuple[int, int]]:
    """The way back from both ends: the pairs of lines that stayed."""
    kept = set()
    for step in range(len(trace) - 1, -1, -1):
        reached, diagonal = trace[step], old - new
        down = diagonal == -step or (diagonal != step and reached[diagonal - 1] < reached[diagonal + 1])
        from_diagonal = diagonal + 1 if down else diagonal - 1
        from_old = reached[from_diagonal]
        while old > from_old and new > from_old - from_diagonal and old > 0 and new > 0:
            old, new = old - 1, new - 1
            kept.add((old, new))
        if step:
            old, new = from_old, from_old - from_diagonal
    return kept


def _between(before: Sequence[str], after: Sequence[str], most: int = MOST_WORK) -> Iterator[Passage]:
    """Every line of both in order; neighbours that went stand before those that came."""
    trace = _trace(before, after, most)
    kept = sorted(_kept(trace, len(before), len(after))) if trace else []
    old = new = 0
    for upto_old, upto_new in [*kept, (len(before), len(after))]:
        yield from (Passage("del", line) for line in before[old:upto_old])
        yield from (Passage("add", line) for line in after[new:upto_new])
        yield from (Passage("", line) for line in before[upto_old : upto_old + 1])
        old, new = upto_old + 1, upto_new + 1


def _shortened(lines: Sequence[Passage], *, first: bool, last: bool) -> Iterator[Passage]:
    """Unchanged lines, the middle of a long run left out."""
    head, tail = (0 if first else CONTEXT), (0 if last else CONTEXT)
    hidden = len(lines) - head - tail
    if hidden <= 1:
        yield from lines
        return
    yield from lines[:head]
    yield Passage("skip-lines", left_out=hidden)
    yield from lines[len(lines) - tail :]


def _runs(lines: Sequence[Passage]) -> Iterator[tuple[bool, list[Passage]]]:
    """Runs of lines that were kept, and of lines that were not."""
    for is_kept, run in groupby(lines, key=lambda line: line.kind == ""):
        yield is_kept, list(run)


def passages(old: str, new: str) -> list[Passage]:
    """The difference line by line, the sign in `kind`."""
    before, after = old.splitlines(), new.splitlines()
    head = _alike(before, after)
    tail = _alike(before[head:][::-1], after[head:][::-1])
    middle = list(_between(before[head : len(before) - tail], after[head : len(after) - tail]))
    same = [Passage("", line) for line in before[:head]]
    rest = [Passage("", line) for line in before[len(before) - tail :]]
    runs = list(_runs([*same, *middle, *rest]))
    found: list[Passage] = []
    for place, (is_kept, run) in enumerate(runs):
        found += _shortened(run, first=place == 0, last=place == len(runs) - 1) if is_kept else run
    return found


def words(old: str, new: str) -> list[Passage]:
    """The difference of two lines word by word; where less than half stayed, one line went and the other came."""
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    found = list(_between(before, after, MOST_WORD_WORK))
    stayed = sum(len(each.text) for each in found if not each.kind)
    if 2 * stayed < min(len(old), len(new)):
        return [Passage("del", old), Passage("add", new)]
    return found
