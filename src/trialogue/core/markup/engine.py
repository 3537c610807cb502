"""The CommonMark engine and what we add to it: mentions, #refs, coloured code, own pictures only."""

import re
from collections.abc import Sequence
from functools import cache
from html import escape

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from mdit_py_plugins.footnote import footnote_plugin

from .code import coloured

_SPOTS = re.compile(
    r"(?<![\w/@.&#])(?:@(?P<handle>[A-Za-z0-9](?:[A-Za-z0-9_.-]{0,38}[A-Za-z0-9_])?)|#(?P<number>\d{1,9}))(?!\w)"
)
_TASK = re.compile(r"\A\[([ xX])\] ")


def _anchor(state: StateCore, level: int, css: str, href: str, label: str) -> list[Token]:
    opening = Token("link_open", "a", 1, attrs={"href": href, "class": css}, level=level)
    text = Token("text", "", 0, content=label, level=level + 1)
    return [opening, text, Token("link_close", "a", -1, level=level)]


def _spots(state: StateCore, token: Token) -> list[Token]:
    """Splits one text token at its mentions and refs."""
    handles = state.env.get("handles", frozenset())
    out: list[Token] = []
    last = 0
    for match in _SPOTS.finditer(token.content):
        handle, number = match["handle"], match["number"]
        if handle and handle.lower() not in handles:
            continue
        out.append(Token("text", "", 0, content=token.content[last : match.start()], level=token.level))
        href = f"/people/{handle.lower()}/" if handle else f"/tickets/{number}/"
        out += _anchor(state, token.level, "mention" if handle else "ref", href, match[0])
        last = match.end()
    if last:
        out.append(Token("text", "", 0, content=token.content[last:], level=token.level))
    return out or [token]


def _link_spots(state: StateCore) -> None:
    """Core rule: mentions and refs become links, outside links and code."""
    for block in state.tokens:
        if block.type != "inline" or not block.children:
            continue
        children: list[Token] = []
        inside = 0
        for child in block.children:
            inside += (child.type == "link_open") - (child.type == "link_close")
            children += _spots(state, child) if child.type == "text" and not inside else [child]
        block.children = children


def _tasks(state: StateCore) -> None:
    """Core rule: `- [x] done` becomes a ticked box as a character, since no form passes."""
    for item, before, inline in zip(state.tokens, state.tokens[1:], state.tokens[2:], strict=False):
        if before.type != "paragraph_open" or inline.type != "inline" or not inline.children:
            continue
        first = inline.children[0]
        if before.level >= 2 and (match := _TASK.match(first.content)):  # noqa: PLR2004 - inside a list item
            first.content = ("☑ " if match[1] != " " else "☐ ") + first.content[match.end() :]
            if item.type == "list_item_open":
                item.attrSet("class", "task")


def _quoted(state: StateCore) -> None:
    """Core rule: a quote that begins with a paragraph of one link alone says by it who was quoted, and where."""
    for opening, paragraph, inline in zip(state.tokens, state.tokens[1:], state.tokens[2:], strict=False):
        if (opening.type, paragraph.type, inline.type) != ("blockquote_open", "paragraph_open", "inline"):
            continue
        links = inline.children or []
        if len(links) == 3 and links[0].type == "link_open":  # noqa: PLR2004 - the link, its words, its end
            links[0].attrJoin("class", "quoted")


def _headings(state: StateCore) -> None:
    """Core rule: the page has its h1 and h2, so those of a post begin at h3 and never skip a level."""
    opened = [token for token in state.tokens if token.type == "heading_open"]
    closed = [token for token in state.tokens if token.type == "heading_close"]
    ranks = {tag: rank for rank, tag in enumerate(sorted({token.tag for token in opened}), start=3)}
    before = 2
    for opening, closing in zip(opened, closed, strict=True):
        before = min(6, ranks[opening.tag], before + 1)
        opening.tag = closing.tag = f"h{before}"


def _fence(self: RendererHTML, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
    language, _, name = tokens[idx].info.strip().partition(" ")
    return coloured(tokens[idx].content, language, name.strip())


def _code_block(self: RendererHTML, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
    return coloured(tokens[idx].content, "", "")


def _image(self: RendererHTML, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
    """Our own pictures are shown; a foreign one would tell its host who reads, so it is a link."""
    src = escape(str(tokens[idx].attrs.get("src", "")))
    alt = escape(tokens[idx].content)
    if src.startswith("/files/"):
        return f'<img src="{src}" alt="{alt}">'
    return f'<a href="{src}">{alt or src}</a>'


@cache
def engine() -> MarkdownIt:
    md = MarkdownIt("commonmark", {"html": False, "linkify": True, "typographer": False})
    md.enable(["table", "strikethrough", "linkify"]).use(footnote_plugin)
    md.core.ruler.push("headings", _headings)
    md.core.ruler.push("tasks", _tasks)
    md.core.ruler.push("spots", _link_spots)
    md.core.ruler.push("quoted", _quoted)
    md.add_render_rule("fence", _fence)
    md.add_render_rule("code_block", _code_block)
    md.add_render_rule("image", _image)
    return md
