"""HTML as a small tree: read in one pass, in time and depth that no input can stretch, and written again.

The HTML parser of the cleaner follows the standard, which lets hostile markup grow without bounds
(measured: 200 kB of unclosed tags fill the memory). What this module writes is always well formed and
shallow, so the cleaner may follow.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import escape, unescape

MOST_TAGS = 20_000
MOST_BYTES = 300_000
DEPTH = 40
VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"]
)
UNHEARD = frozenset(
    [
        "script",
        "style",
        "svg",
        "math",
        "template",
        "noscript",
        "title",
        "textarea",
        "select",
        "object",
        "applet",
        "head",
    ]
)
# What a new tag of this name closes, as browsers do.
CLOSES = {
    "li": {"li"},
    "p": {"p"},
    "td": {"td", "th"},
    "th": {"td", "th"},
    "tr": {"tr", "td", "th"},
    "dt": {"dt", "dd"},
    "dd": {"dt", "dd"},
}
WALLS = frozenset(
    ["ul", "ol", "table", "blockquote", "aside", "details", "div", "dl", "td", "th", "li", "article", "section"]
)
BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)((?:[^<>\"']|\"[^\"]*\"|'[^']*')*+)>")
TAG_BYTES = 8192
ATTRIBUTE = re.compile(r"([a-zA-Z_][\w:.-]*)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'<>=]+)))?")


class Raw(str):
    """HTML that is ready."""

    __slots__ = ()


@dataclass(slots=True)
class Node:
    tag: str
    attrs: dict[str, str] = field(default_factory=dict)
    children: list["Node | str"] = field(default_factory=list)

    @property
    def classes(self) -> list[str]:
        return self.attrs.get("class", "").split()

    @property
    def text(self) -> str:
        return "".join(child.text if isinstance(child, Node) else child for child in self.children)

    @property
    def line(self) -> str:
        """The text on one line."""
        return " ".join(self.text.split())

    def inside(self) -> Iterator["Node"]:
        """Every element below this one, in reading order."""
        for child in self.children:
            if isinstance(child, Node):
                yield child
                yield from child.inside()

    def first(self, *tags: str, css: str = "") -> "Node | None":
        """The first element below with one of these tags (and this class)."""
        return next((node for node in self.inside() if node.tag in tags and (not css or css in node.classes)), None)


class TooTangled(Exception):
    """More markup than a person writes."""


def grown(html: str) -> Node:
    """The tree of a piece of HTML. Raises TooTangled."""
    if len(html) > MOST_BYTES or html.count("<") > MOST_TAGS:
        raise TooTangled
    return _Growth(html).root


class _Growth:
    """One pass over the text with a stack of what is open."""

    def __init__(self, html: str) -> None:
        self.html = html
        self.root = Node("")
        self.open = [self.root]
        self.hopeless: set[str] = set()
        place = 0
        while place < len(html):
            place = self._step(place)

    def _step(self, place: int) -> int:
        """Takes the text up to the next tag and the tag; returns where to go on."""
        at = self.html.find("<", place)
        if at < 0:
            at = len(self.html)
        if at > place:
            self._say(self.html[place:at])
            return at
        if self.html.startswith("<!--", at):
            return self._beyond("-->", at)
        match = TAG.match(self.html, at, min(at + TAG_BYTES, len(self.html)))
        if match is None:
            self._say("<")
            return at + 1
        tag = match[2].lower()
        if match[1]:
            self._close(tag)
        elif tag in UNHEARD:
            return self._beyond(f"</{tag}>", match.end())
        else:
            self._begin(tag, match[3])
        return match.end()

    def _say(self, text: str) -> None:
        self.open[-1].children.append(unescape(text))

    def _beyond(self, end: str, at: int) -> int:
        """Behind `end`; where it never comes, only this tag is dropped (and it is not sought again)."""
        found = -1 if end in self.hopeless else self.html.find(end, at)
        if found < 0:
            self.hopeless.add(end)
            return at + (4 if end == "-->" else 0)
        return found + len(end)

    def _begin(self, tag: str, attributes: str) -> None:
        self._close_before(tag)
        node = Node(tag, _attributes(attributes) if attributes else {})
        self.open[-1].children.append(node)
        if tag not in VOID and len(self.open) < DEPTH:
            self.open.append(node)

    def _close_before(self, tag: str) -> None:
        """`<li>` ends the `<li>` before it, but not the one its list stands in."""
        closed = CLOSES.get(tag, set())
        for place in range(len(self.open) - 1, 0, -1):
            name = self.open[place].tag
            if name in closed:
                del self.open[place:]
                return
            if name in WALLS:
                return

    def _close(self, tag: str) -> None:
        for place in range(len(self.open) - 1, 0, -1):
            if self.open[place].tag == tag:
                del self.open[place:]
                return


def _attributes(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, double, single, bare in ATTRIBUTE.findall(text):
        found.setdefault(name.lower(), unescape(double or single or bare))
    return found


def written(parts: Sequence["Node | str"]) -> str:
    return "".join(_written(part) for part in parts)


def _written(part: "Node | str") -> str:
    if isinstance(part, Raw):
        return part
    if isinstance(part, str):
        return escape(part, quote=False)
    attributes = "".join(f' {name}="{escape(value)}"' for name, value in part.attrs.items())
    if part.tag in VOID:
        return f"<{part.tag}{attributes}>"
    return f"<{part.tag}{attributes}>{written(part.children)}</{part.tag}>"
