"""HTML of ours as Markdown: for whoever edits or quotes a post that came as HTML from elsewhere.

What Markdown cannot say (hidden details, underlining) becomes plain words; what was written stays.
"""

import re
from collections.abc import Callable, Sequence

from .tree import BLOCKS, Node, TooTangled, grown

Parts = Sequence[Node | str]
STANDING = BLOCKS | {"cite"}
_SPACE = re.compile(r"\s+")
_SPECIAL = re.compile(r"[\\`*\[\]]|(?<!\w)_|_(?!\w)|<(?=[A-Za-z/!?])|&(?=#?\w+;)|~(?=~)")
_LINE_START = re.compile(r"^( *)([#>+=-]|\d{1,9}(?=[.)]))", re.MULTILINE)
_LANGUAGE = re.compile(r"[\w+#-]{1,20}\Z")
_AROUND = {"strong": "**", "b": "**", "em": "*", "i": "*", "del": "~~", "s": "~~"}


def markdown_of(source: str, source_format: str) -> str:
    """The source as it is edited and quoted here."""
    if source_format == "markdown":
        return source
    try:
        return "\n\n".join(_blocks(grown(source).children))
    except TooTangled:
        return _fenced(source, "")


def _blocks(parts: Parts) -> list[str]:
    """Each block as its Markdown; words between blocks are paragraphs."""
    out: list[str] = []
    run: list[Node | str] = []
    for part in parts:
        if isinstance(part, str) or part.tag not in STANDING:
            run.append(part)
            continue
        out += [_paragraph(run), *_block(part)]
        run = []
    return [block for block in [*out, _paragraph(run)] if block]


def _paragraph(parts: Parts) -> str:
    text = _inline(parts).strip(" \n")
    return _LINE_START.sub(_guarded, re.sub(r"[ \n]*\\\n[ \n]*", "\\\\\n", text).removesuffix("\\"))


def _guarded(found: re.Match[str]) -> str:
    """A line that would begin a heading, list or quote, kept from it."""
    mark = found[2]
    return f"{found[1]}{mark}\\" if mark.isdigit() else f"{found[1]}\\{mark}"


def _block(node: Node) -> list[str]:
    made = _MAKERS.get(node.tag)
    return made(node) if made else _blocks(node.children)


def _heading(node: Node) -> list[str]:
    return [f"{'#' * max(1, int(node.tag[1]) - 2)} {_paragraph(node.children)}"]


def _bold(node: Node) -> list[str]:
    words = _paragraph(node.children)
    return [f"**{words}**" if words else ""]


def _cite(node: Node) -> list[str]:
    return [f"{_paragraph(node.children)}:"]


def _quote(node: Node) -> list[str]:
    lines = "\n\n".join(_blocks(node.children)).split("\n")
    return ["\n".join(f"> {line}".rstrip() for line in lines)]


def _list(node: Node) -> list[str]:
    items = [child for child in node.children if isinstance(child, Node)]
    start = node.attrs.get("start", "1")
    first = int(start) if re.fullmatch(r"[0-9]{1,9}", start) else 1
    marks = [f"{first + place}. " if node.tag == "ol" else "- " for place in range(len(items))]
    return ["\n".join(_item(item, mark) for item, mark in zip(items, marks, strict=True))]


def _item(node: Node, mark: str) -> str:
    lines = "\n\n".join(_blocks(node.children)).split("\n")
    return "\n".join(f"{mark if place == 0 else ' ' * len(mark)}{line}".rstrip() for place, line in enumerate(lines))


def _code(node: Node) -> list[str]:
    name = node.first("figcaption")
    pre = node if node.tag == "pre" else node.first("pre")
    if pre is None:
        return _blocks(node.children)
    language = name.line if name and _LANGUAGE.match(name.line) else ""
    return [_fenced(pre.text, language)]


def _fenced(text: str, language: str) -> str:
    longest = max((len(run) for run in re.findall("`{3,}", text)), default=2)
    fence = "`" * (longest + 1)
    body = text.rstrip("\n")
    return f"{fence}{language}\n{body}\n{fence}"


def _table(node: Node) -> list[str]:
    rows = [_cells(row) for row in node.inside() if row.tag == "tr"]
    width = max((len(row) for row in rows), default=0)
    if not width:
        return []
    if node.first("thead") is None:
        rows.insert(0, [])
    filled = [row + [""] * (width - len(row)) for row in rows]
    filled.insert(1, ["---"] * width)
    caption = node.first("caption")
    return [*(_bold(caption) if caption else []), "\n".join(f"| {' | '.join(row)} |" for row in filled)]


def _cells(row: Node) -> list[str]:
    cells = [cell for cell in row.children if isinstance(cell, Node)]
    return [_SPACE.sub(" ", " ".join(_blocks(cell.children))).replace("|", "\\|") for cell in cells]


def _inline(parts: Parts) -> str:
    return "".join(
        _SPECIAL.sub(r"\\\g<0>", _SPACE.sub(" ", part)) if isinstance(part, str) else _spoken(part) for part in parts
    )


def _spoken(node: Node) -> str:
    """One inline element."""
    match node.tag:
        case "br":
            return "\\\n"
        case "code" | "kbd" | "samp":
            return _ticked(node.line)
        case "a":
            return _link(node)
        case "img":
            return f"![{_inline([node.attrs.get('alt', '')])}]({_target(node.attrs.get('src', ''))})"
        case tag:
            words = _inline(node.children)
            around = _AROUND.get(tag, "") if words.strip() else ""
            inner = words.strip()
            return f"{_gap(words, 0)}{around}{inner}{around}{_gap(words, -1)}" if around else words


def _gap(words: str, place: int) -> str:
    """Markdown wants no blank inside its stars."""
    return " " if words[place] in " \n" else ""


def _ticked(text: str) -> str:
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    ticks = "`" * (longest + 1)
    pad = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{ticks}{pad}{text}{pad}{ticks}" if text else ""


def _link(node: Node) -> str:
    href = node.attrs.get("href", "")
    if "mention" in node.classes and href.startswith("/people/"):
        return f"@{href.split('/')[2]}"
    if node.text == href and href.startswith("http"):
        return f"<{href}>"
    words = _inline(node.children).replace("\\\n", " ")
    return f"[{words}]({_target(href)})" if href and words.strip() else words


def _target(address: str) -> str:
    if re.search(r"[\s()<>]", address):
        address = address.replace("<", "%3C").replace(">", "%3E")
        return f"<{_SPACE.sub('%20', address)}>"
    return address.replace("\\", "%5C")


_MAKERS: dict[str, Callable[[Node], list[str]]] = {
    **dict.fromkeys(["h3", "h4", "h5", "h6"], _heading),
    "blockquote": _quote,
    "cite": _cite,
    "figure": _code,
    "hr": lambda _node: ["---"],
    "ol": _list,
    "pre": _code,
    "summary": _bold,
    "table": _table,
    "ul": _list,
}
