"""Quotes, mentions, code, spoilers and what other forums left behind."""

import re
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from trialogue.core.markup.code import coloured
from trialogue.core.markup.tree import Node, Raw

from .shaping import Parts
from .surroundings import Surroundings
from .turning import link, quoted, rule, turned

_LANGUAGE = re.compile(r"(?:lang-|language-)?([A-Za-z][A-Za-z0-9+#-]{0,19})\Z")
_NO_LANGUAGE = frozenset(["auto", "nohighlight", "plaintext", "text", "txt", "hljs", "onebox", "lines"])


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0  # noqa: PLR2004 - fits the column


@rule("aside.quote")
def quote(node: Node, where: Surroundings) -> Parts:
    """A quote names who said it and leads to where; a topic shown in a post is a quote of its beginning."""
    head = node.first("div", css="title") or Node("div")
    body = node.first("blockquote") or Node("blockquote")
    title = next((found for found in head.inside() if found.tag == "a" and "badge-wrapper" not in found.classes), None)
    topic, post = _number(node.attrs.get("data-topic", "")), _number(node.attrs.get("data-post", "")) or 1
    target = (
        where.topic(topic, post)
        if topic in where.topics
        else where.address(title.attrs.get("href", ""))
        if title
        else ""
    )
    cite = speaker(node.attrs.get("data-username", ""), "" if title else head.line, where)
    if title and title.line:
        cite += [", "] if cite else []
        cite.append(link(target, title.line) if target else title.line)
    elif target:
        cite += [" ", link(target, f"#{post}")]
    where.came["quotes" if node.attrs.get("data-username") or not title else "topics shown in posts"] += 1
    return [quoted(cite, turned(body.children, where))]


def speaker(username: str, said: str, where: Surroundings) -> Parts:
    person = where.person(username or said.rstrip(": "))
    if person:
        return [link(where.person_path(person), person.name)]
    name = username or said.rstrip(": ")
    if username:
        where.lost["quotes of people without an account"] += 1
    return [name] if name else []


@rule("a.mention")
def mention(node: Node, where: Surroundings) -> Parts:
    username = node.attrs.get("href", "").rstrip("/").rpartition("/")[2] or node.text.lstrip("@")
    person = where.person(username) or where.person(node.text.lstrip("@"))
    if person is None:
        where.lost["mentions of people who are not here, kept as text"] += 1
        return [node.text]
    where.came["mentions"] += 1
    return [link(where.person_path(person), node.text, "mention")]


@rule("a.mention-group", "span.mention", "span.hashtag", "a.hashtag", "span.math", "span.discourse-local-date")
def plain(node: Node, where: Surroundings) -> Parts:
    return [node.text]


@rule("pre")
def code(node: Node, where: Surroundings) -> Parts:
    inside = node.first("code") or node
    lines = inside.first("ol", css="lines")
    text = (
        "\n".join(item.text.rstrip("\n") for item in lines.children if isinstance(item, Node)) if lines else inside.text
    )
    where.came["pieces of code"] += 1
    text = text.rstrip("\n").removeprefix("\n") + "\n"
    language = _language(inside)
    where.colours_left -= len(text) if language else 0
    if where.colours_left < 0:
        return [Raw(coloured(text, "", language))]
    return [Raw(coloured(text, language, ""))]


def _language(node: Node) -> str:
    names = (found[1].lower() for css in node.classes if (found := _LANGUAGE.match(css)))
    return next((name for name in names if name not in _NO_LANGUAGE), "")


@rule("code")
def inline_code(node: Node, where: Surroundings) -> Parts:
    return [Node("code", {}, [node.text])]


@rule("div.spoiler", "span.spoiler", "div.spoiled", "span.spoiled")
def spoiler(node: Node, where: Surroundings) -> Parts:
    where.came["spoilers"] += 1
    return [Node("details", {}, [Node("summary", {}, [_("Spoiler")]), *turned(node.children, where)])]


@rule("span.bbcode-b")
def bold(node: Node, where: Surroundings) -> Parts:
    return [Node("strong", {}, turned(node.children, where))]


@rule("span.bbcode-i")
def italic(node: Node, where: Surroundings) -> Parts:
    return [Node("em", {}, turned(node.children, where))]


@rule("span.bbcode-u")
def underlined(node: Node, where: Surroundings) -> Parts:
    return [Node("ins", {}, turned(node.children, where))]


@rule("span.bbcode-s")
def struck(node: Node, where: Surroundings) -> Parts:
    return [Node("del", {}, turned(node.children, where))]


@rule("div.poll")
def poll(node: Node, where: Surroundings) -> Parts:
    """What was voted: a table of the options and their votes."""
    found = where.polls.get(node.attrs.get("data-poll-name", ""))
    if found is None:
        where.lost["polls without results"] += 1
        return turned(node.children, where)
    return [poll_table(found)]


def poll_table(found: Mapping[str, Any]) -> Node:
    """`found` as `polls.kept` makes it."""
    rows: Parts = [_row(str(option["text"]), str(option["votes"]), "td") for option in found["options"]]
    rows.append(_row(_("People who voted"), str(found["voters"]), "th"))
    return Node("table", {}, [Node("caption", {}, [str(found["title"] or _("Poll"))]), Node("tbody", {}, rows)])


def _row(label: str, count: str, tag: str) -> Node:
    return Node("tr", {}, [Node(tag, {}, [label]), Node(tag, {}, [count])])
