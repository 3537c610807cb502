"""A line of the neutral format, checked and turned into plain values before anything is made of it."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from trialogue.core.words import writable
from trialogue.hub.forum.models import CategoryKind, TopicKind

FORMAT = "trialogue-neutral"
VERSION = 1
KEY_CHARS, ADDRESS_CHARS = 110, 400
FORMATS = ("markdown", "html", "text")
AUDIENCES = ("public", "members", "staff")
T = TypeVar("T")


class Broken(Exception):
    """This line cannot be taken; the message says why."""


@dataclass(frozen=True)
class PersonLine:
    key: str
    handle: str
    name: str
    title: str
    joined_at: datetime | None
    bot: bool


@dataclass(frozen=True)
class CategoryLine:
    key: str
    name: str
    kind: str
    slug: str


@dataclass(frozen=True)
class FileLine:
    """A file of a post: `path` is below the folder `files` beside the lines."""

    name: str
    path: str


@dataclass(frozen=True)
class PostLine:
    key: str
    topic: str
    author: str
    author_name: str
    at: datetime
    edited_at: datetime | None
    format: str
    body: str
    reply_to: str
    thanks: int
    accepted: bool
    addresses: tuple[str, ...]
    files: tuple[FileLine, ...]


@dataclass(frozen=True)
class TopicLine:
    """`kind` "": what is usual in its category."""

    key: str
    title: str
    category: str
    starter: str
    at: datetime
    kind: str
    language: str
    audience: str
    closed_at: datetime | None
    pinned_at: datetime | None
    addresses: tuple[str, ...]


Line = PersonLine | CategoryLine | TopicLine | PostLine


def line_in(text: str | bytes) -> Line | None:
    """The record of a line; None for the head of the file. Raises Broken."""
    try:
        row = json.loads(text)
    except (ValueError, RecursionError) as wrong:
        raise Broken(f"is not JSON ({str(wrong)[:100]})") from None
    if not isinstance(row, dict):
        raise Broken("is no object")
    kind = row.get("type")
    if kind == "head":
        _check_head(row)
        return None
    if kind not in _READERS:
        raise Broken(f"has the type {json.dumps(kind)[:40]}, which is none of {', '.join(['head', *_READERS])}")
    return _READERS[kind](row)


def _check_head(row: Mapping[str, Any]) -> None:
    if row.get("format") != FORMAT or row.get("version") != VERSION:
        raise Broken(f"is not {FORMAT} version {VERSION}")


def _person(row: Mapping[str, Any]) -> PersonLine:
    handle = _text(row, "handle") or _text(row, "name") or _key(row, "key")
    return PersonLine(
        _key(row, "key"), handle, _text(row, "name"), _text(row, "title"), _maybe(row, "joined_at"), _yes(row, "bot")
    )


def _category(row: Mapping[str, Any]) -> CategoryLine:
    name = " ".join(_text(row, "name").split())
    if not 0 < len(name) <= 60:  # noqa: PLR2004 - as add_category
        raise Broken("needs a name of at most 60 letters")
    return CategoryLine(
        _key(row, "key"), name, _one_of(row, "kind", CategoryKind.values, "discussion"), _text(row, "slug")
    )


def _topic(row: Mapping[str, Any]) -> TopicLine:
    title = " ".join(_text(row, "title").split())
    return TopicLine(
        key=_key(row, "key"), title=title or f"Topic {_key(row, 'key')}", category=_key(row, "category"),
        starter=_text(row, "starter"), at=_moment(row, "created_at"), kind=_one_of(row, "kind", TopicKind.values, ""),
        language=_text(row, "language")[:8], audience=_one_of(row, "audience", AUDIENCES, "public"),
        closed_at=_maybe(row, "closed_at"), pinned_at=_maybe(row, "pinned_at"), addresses=_addresses(row),
    )  # fmt: skip


def _post(row: Mapping[str, Any]) -> PostLine:
    return PostLine(
        key=_key(row, "key"), topic=_key(row, "topic"), author=_text(row, "author"),
        author_name=_text(row, "author_name")[:80], at=_moment(row, "created_at"), edited_at=_maybe(row, "edited_at"),
        format=_one_of(row, "format", FORMATS, "markdown"), body=_text(row, "body"), reply_to=_text(row, "reply_to"),
        thanks=_count(row, "thanks"), accepted=_yes(row, "accepted"), addresses=_addresses(row), files=_files(row),
    )  # fmt: skip


_READERS: dict[Any, Callable[[Mapping[str, Any]], Line]] = {
    "person": _person, "category": _category, "topic": _topic, "post": _post,
}  # fmt: skip


def _typed(row: Mapping[str, Any], name: str, kind: type[T], empty: T) -> T:
    value = row.get(name)
    if value is None:
        return empty
    if not isinstance(value, kind) or (isinstance(value, bool) and kind is int):
        raise Broken(f"has a wrong {name}")
    return value


def _text(row: Mapping[str, Any], name: str) -> str:
    return writable(_typed(row, name, str, ""))


def _yes(row: Mapping[str, Any], name: str) -> bool:
    return _typed(row, name, bool, False)


def _count(row: Mapping[str, Any], name: str) -> int:
    count = _typed(row, name, int, 0)
    if not 0 <= count < 10**6:
        raise Broken(f"has a wrong {name}")
    return count


def _key(row: Mapping[str, Any], name: str) -> str:
    value = row.get(name)
    key = str(value) if isinstance(value, int) and not isinstance(value, bool) else _text(row, name)
    if not 0 < len(key) <= KEY_CHARS:
        raise Broken(f"needs a {name} of at most {KEY_CHARS} letters")
    return key


def _one_of(row: Mapping[str, Any], name: str, values: list[str] | tuple[str, ...], usual: str) -> str:
    value = _text(row, name) or usual
    if value != usual and value not in values:
        raise Broken(f"has a {name} that is none of {', '.join(values)}")
    return value


def _maybe(row: Mapping[str, Any], name: str) -> datetime | None:
    return _moment(row, name) if row.get(name) is not None else None


def _moment(row: Mapping[str, Any], name: str) -> datetime:
    try:
        moment = datetime.fromisoformat(_text(row, name))
    except ValueError:
        raise Broken(f"has a wrong {name}") from None
    if moment.tzinfo is None or not 1970 <= moment.year < 2200:  # noqa: PLR2004 - a community's lifetime
        raise Broken(f"has a {name} without time zone, or out of our time")
    return moment


def _addresses(row: Mapping[str, Any]) -> tuple[str, ...]:
    found = _typed(row, "addresses", list, [])
    if not all(isinstance(each, str) and each.startswith("/") and len(each) <= ADDRESS_CHARS for each in found):
        raise Broken("has a wrong addresses: each begins with / and says no host")
    return tuple(writable(each) for each in found)


def _files(row: Mapping[str, Any]) -> tuple[FileLine, ...]:
    found = _typed(row, "files", list, [])
    if not all(isinstance(each, dict) for each in found):
        raise Broken("has a wrong files")
    return tuple(FileLine(_text(each, "name") or _key(each, "path"), _text(each, "path")) for each in found)
