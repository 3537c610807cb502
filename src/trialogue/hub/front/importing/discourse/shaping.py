"""Putting blocks where blocks may stand: paragraphs hold no lists, quotes or code."""

from collections.abc import Sequence

from trialogue.core.markup.tree import BLOCKS, Node, Raw

Parts = list[Node | str]
FILLS = frozenset(["img", "hr", "table"])


def is_block(part: Node | str) -> bool:
    if isinstance(part, Node):
        return part.tag in BLOCKS
    return isinstance(part, Raw)


def is_blank(part: Node | str) -> bool:
    """Nothing to read: white space, a line break, an element that holds only such."""
    if isinstance(part, Raw):
        return not part
    if isinstance(part, str):
        return not part.strip()
    return part.tag not in FILLS and all(is_blank(child) for child in part.children)


def trimmed(parts: Sequence[Node | str]) -> Parts:
    """Without the blanks at both ends."""
    first, last = 0, len(parts)
    while first < last and is_blank(parts[first]):
        first += 1
    while last > first and is_blank(parts[last - 1]):
        last -= 1
    kept = list(parts[first:last])
    if kept and isinstance(kept[0], str) and not isinstance(kept[0], Raw):
        kept[0] = kept[0].lstrip()
    if kept and isinstance(kept[-1], str) and not isinstance(kept[-1], Raw):
        kept[-1] = kept[-1].rstrip()
    return kept


def paragraphs(parts: Sequence[Node | str]) -> Parts:
    """The parts as blocks: runs of words become paragraphs, paragraphs that hold blocks are parted around them."""
    out: Parts = []
    run: Parts = []

    def end() -> None:
        words = trimmed(run)
        run.clear()
        if words:
            out.append(Node("p", {}, words))

    for part in parts:
        if not is_block(part):
            run.append(part)
            continue
        end()
        if isinstance(part, Node) and part.tag in ("p", "div"):
            out += paragraphs(part.children)
        else:
            out.append(part)
    end()
    return out


def content(parts: Sequence[Node | str]) -> Parts:
    """For list items, cells and quotes: words alone stay as they are, with blocks beside them they become paragraphs."""
    return paragraphs(parts) if any(is_block(part) for part in parts) else trimmed(parts)
