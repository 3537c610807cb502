"""Pictures, players and previews of other sites: links, because what is foreign is not shown."""

import re
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from django.utils.translation import gettext as _

from trialogue.core.markup.tree import Node

from .emoji import CHARACTERS, TONES
from .shaping import Parts
from .surroundings import Surroundings
from .turning import link, quoted, rule, turned, unlinked

_NAME = re.compile(r":?([\w+-]+)(?::t([2-6]))?:?\Z")
_HASH = re.compile(r"[0-9a-f]{20,}", re.IGNORECASE)
_YOUTUBE = re.compile(r"[\w-]{6,20}\Z")
_PLAYERS = ("lazyYT", "video-onebox", "lazy-video-container")
_SAYS_NOTHING = frozenset(["", "image", "picture", "img", "photo", "untitled", "mage"])
LABEL_CHARS = 120
EXCERPT_CHARS = 600


def _short(label: str) -> str:
    label = " ".join(label.split())
    return label if len(label) <= LABEL_CHARS else f"{label[: LABEL_CHARS - 1]}…"


def _file_name(address: str) -> str:
    try:
        name = unquote(PurePosixPath(urlsplit(address).path).name)
    except ValueError:
        return ""
    return "" if _HASH.search(name) else name


@rule("img.emoji")
def emoji(node: Node, where: Surroundings) -> Parts:
    """The character; what has none keeps its :name:."""
    named = _NAME.match(node.attrs.get("title") or node.attrs.get("alt", ""))
    if named is None:
        return []
    character = CHARACTERS.get(named[1])
    where.came["emoji"] += 1
    return [character + TONES.get(named[2] or "", "") if character else f":{named[1]}:"]


@rule(
    "img.avatar",
    "img.site-icon",
    "img.onebox-avatar-inline",
    "a.anchor",
    "a.badge-wrapper",
    "div.meta",
    "div.quote-controls",
)
def dropped(node: Node, where: Surroundings) -> Parts:
    return []


@rule("img")
def picture(node: Node, where: Surroundings) -> Parts:
    """A link that says it is a picture."""
    address = where.address(node.attrs.get("src", ""))
    names = [node.attrs.get(name, "").strip() for name in ("alt", "title")] + [_file_name(address)]
    name = next((name for name in names if name.lower() not in _SAYS_NOTHING and not name.isdigit()), "")
    label = _("Picture: %(name)s") % {"name": _short(name)} if name else _("Picture")
    where.lost["pictures, kept as links"] += 1
    return [link(address, label)] if address else [label]


@rule("a.lightbox")
def lightbox(node: Node, where: Surroundings) -> Parts:
    """A picture with a larger one behind it: one link to the larger."""
    shown = node.first("img")
    title, alt = node.attrs.get("title", ""), shown.attrs.get("alt", "") if shown else ""
    return picture(Node("img", {"src": node.attrs.get("href", ""), "alt": title, "title": alt}), where)


@rule("a")
def anchor(node: Node, where: Surroundings) -> Parts:
    inner = unlinked(turned(node.children, where))
    address = where.address(node.attrs.get("href", ""))
    if not address:
        return inner
    if not Node("", {}, inner).text.strip():
        inner = [_short(address)]
    return [Node("a", {"href": address}, inner)]


@rule("a.attachment")
def attachment(node: Node, where: Surroundings) -> Parts:
    where.lost["attached files, kept as links"] += 1
    return anchor(node, where)


@rule("video", "audio", "iframe")
def player(node: Node, where: Surroundings) -> Parts:
    inside = node.first("source") if not node.attrs.get("src") else node
    address = where.address(inside.attrs.get("src", "") if inside else "")
    title = node.attrs.get("title") or _file_name(address) or address
    return _player(address, title, where)


def _player(address: str, title: str, where: Surroundings) -> Parts:
    where.lost["videos and sounds, kept as links"] += 1
    label = _("Recording: %(name)s") % {"name": _short(title)}
    return [link(address, label)] if address else [label]


@rule(*(f"div.{css}" for css in _PLAYERS))
def video(node: Node, where: Surroundings) -> Parts:
    youtube = node.attrs.get("data-youtube-id") or node.attrs.get("data-video-id", "")
    inside = node.first("a")
    source = node.first("source", "video")
    address = inside.attrs.get("href", "") if inside else source.attrs.get("src", "") if source else ""
    if not address and _YOUTUBE.match(youtube):
        address = f"https://www.youtube.com/watch?v={youtube}"
    title = node.attrs.get("data-youtube-title") or node.attrs.get("data-video-title") or _file_name(address) or address
    return [Node("p", {}, _player(where.address(address), title, where))]


@rule("div.onebox")
def small_onebox(node: Node, where: Surroundings) -> Parts:
    """An album or player of another site: its first link."""
    if any(css in _PLAYERS for css in node.classes):
        return video(node, where)
    inside = node.first("a")
    if inside is None:
        return turned(node.children, where)
    image = node.first("img")
    title = inside.line or (image.attrs.get("title") or image.attrs.get("alt", "") if image else "")
    address = where.address(inside.attrs.get("href", ""))
    return [Node("p", {}, [link(address, _short(title or address)) if address else title])]


@rule("aside.onebox")
def onebox(node: Node, where: Surroundings) -> Parts:
    """The preview of a page: a quote of its words under a link to it; quoted code stays code."""
    where.came["previews of pages"] += 1
    heading = next(
        (found.first("a") for found in node.inside() if found.tag in ("h3", "h4") and found.first("a")), None
    )
    inside = heading or node.first("a")
    address = where.address(node.attrs.get("data-onebox-src") or (inside.attrs.get("href", "") if inside else ""))
    label = _short(inside.line if inside else "") or _short(address)
    body = _onebox_body(node, where)
    if not address:
        return [quoted([label] if label else [], body)]
    return [quoted([link(address, label)], body) if body else Node("p", {}, [link(address, label)])]


def _onebox_body(node: Node, where: Surroundings) -> Parts:
    code = [found for found in node.inside() if found.tag == "pre" and found.first("code")]
    if code:
        return turned(code, where)
    tweet = node.first("div", css="tweet")
    words = [tweet.line] if tweet else [found.line for found in node.inside() if found.tag in ("p", "pre")]
    first = next((said for said in words if said), "")
    return [first[:EXCERPT_CHARS]] if first else []
