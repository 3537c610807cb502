"""Discourse's markup turned into ours, element by element.

A rule says what becomes of an element; `@rule("aside.quote")` names it by tag and class, `@rule("img")`
by tag. Elements without a rule stay if ours know them, else their content stays.
"""

from collections.abc import Callable, Sequence

from trialogue.core.markup.clean import TAGS
from trialogue.core.markup.tree import Node, Raw

from .shaping import Parts, content, is_block, paragraphs
from .surroundings import Surroundings

Rule = Callable[[Node, Surroundings], Parts]
RENAMED = {"strike": "del", "div": "p", "u": "ins"}
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
ATTRIBUTES = {"ol": {"start"}, "td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan"}, "abbr": {"title"}}
HOLDS_BLOCKS = frozenset(["blockquote", "li", "dd", "td", "th", "details", "figure"])
_rules: dict[str, Rule] = {}


def rule(*names: str) -> Callable[[Rule], Rule]:
    def keep(made: Rule) -> Rule:
        _rules.update(dict.fromkeys(names, made))
        return made

    return keep


def turned(parts: Sequence[Node | str], where: Surroundings) -> Parts:
    out: Parts = []
    for part in parts:
        out += _turn(part, where) if isinstance(part, Node) else [part]
    return out


def _turn(node: Node, where: Surroundings) -> Parts:
    found = _rule_of(node)
    if found:
        return found(node, where)
    inner = turned(node.children, where)
    tag = RENAMED.get(node.tag, node.tag)
    if tag not in TAGS and tag not in HEADINGS:
        return inner
    if tag in HOLDS_BLOCKS:
        inner = content(inner)
    attrs = {name: node.attrs[name] for name in ATTRIBUTES.get(tag, ()) if name in node.attrs}
    return [Node(tag, attrs, inner)]


def _rule_of(node: Node) -> Rule | None:
    for css in node.classes:
        if found := _rules.get(f"{node.tag}.{css}"):
            return found
    return _rules.get(node.tag)


def link(href: str, label: str, css: str = "") -> Node:
    return Node("a", {"href": href, "class": css} if css else {"href": href}, [label])


def quoted(cite: Parts, parts: Parts) -> Node:
    """A quote that says whose it is."""
    return Node("blockquote", {}, [Node("cite", {}, cite), *paragraphs(parts)] if cite else content(parts))


def unlinked(parts: Sequence[Node | str]) -> Parts:
    """The same without links: a link cannot stand in a link."""
    out: Parts = []
    for part in parts:
        if isinstance(part, Node):
            inner = unlinked(part.children)
            out += inner if part.tag == "a" or is_block(part) else [Node(part.tag, part.attrs, inner)]
        elif not isinstance(part, Raw):
            out.append(part)
    return out
