"""Markup is rendered once, on write: CommonMark with tables, task lists, footnotes and coloured code.

`VERSION` goes up when the result would differ, so that old posts can be rendered again.
"""

import html
import re
import uuid
from collections.abc import Collection
from dataclasses import dataclass

from .clean import clean
from .engine import engine

VERSION = 2
HANDLE = r"[A-Za-z0-9](?:[A-Za-z0-9_.-]{0,38}[A-Za-z0-9_])?"
_MENTION = re.compile(rf"(?<![\w/@.])@({HANDLE})")
_FILE = re.compile(r"/files/([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})/")
_TAGS = re.compile(r"<[^>]+>")
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True)
class Rendered:
    html: str
    version: int = VERSION


def mentioned(source: str) -> set[str]:
    """Every handle that may be meant by an @ in the source, in lower case (code blocks included)."""
    return {handle.lower() for handle in _MENTION.findall(source)}


def files_in(source: str) -> set[uuid.UUID]:
    """The ids of our own files that the source shows or links."""
    return {uuid.UUID(found) for found in _FILE.findall(source)}


def render(source: str, *, source_format: str = "markdown", handles: Collection[str] = ()) -> Rendered:
    """Source (markdown or html) as clean HTML. Of the mentions only `handles` become links."""
    if source_format == "html":
        return Rendered(clean(source))
    env = {"handles": frozenset(handles), "docId": uuid.uuid4().hex[:8]}
    return Rendered(clean(engine().render(source.replace("\x00", ""), env)))


def text_of(rendered: str, limit: int = 300) -> str:
    """The words of rendered HTML on one line, at most `limit` characters."""
    text = _SPACE.sub(" ", html.unescape(_TAGS.sub(" ", rendered[: limit * 20]))).strip()
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"
