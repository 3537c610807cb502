"""What a topic file says, checked and turned into plain values before anything is made of it."""

import json
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar

from trialogue.core.words import writable

REGULAR, MODERATOR, SMALL_ACTION = 1, 2, 3
LARGEST = 2_000_000_000  # what the columns hold
LIKE = 2
OWN_TOPIC = re.compile(r"https?://([a-zA-Z0-9.-]{1,200}(?::\d+)?)/t/")
T = TypeVar("T")


class Broken(Exception):
    """This file or post cannot be taken; the message says why."""


@dataclass(frozen=True)
class Account:
    id: int
    username: str
    name: str
    title: str


@dataclass(frozen=True)
class ArchivedPost:
    id: int
    number: int
    type: int
    author: Account | None
    author_name: str
    created_at: datetime
    edited_at: datetime | None
    cooked: str
    reply_to: int | None
    likes: int
    accepted: bool
    action: str
    polls: list[dict[str, Any]]
    extras: dict[str, Any]


@dataclass(frozen=True)
class ArchivedTopic:
    id: int
    title: str
    slug: str
    category_id: int
    starter_id: int | None
    created_at: datetime
    closed: bool
    pinned_at: datetime | None
    listed: bool
    asked: bool
    posts: list[ArchivedPost]
    accounts: list[tuple[Account, datetime]]
    hosts: Counter[str]
    problems: list[str]
    lost: Counter[str] = field(default_factory=Counter)


def topic_in(data: bytes) -> ArchivedTopic | None:
    """The topic of a file; None for JSON that is no topic. Raises Broken."""
    try:
        raw = json.loads(data)
    except RecursionError:
        raise Broken("is nested too deeply") from None
    except UnicodeDecodeError:
        raise Broken("is not written in UTF-8") from None
    except ValueError as wrong:
        raise Broken(f"is not JSON ({str(wrong)[:100]})") from None
    if not isinstance(raw, dict) or "post_stream" not in raw:
        return None
    _check_public(raw)
    return _topic(raw)


def _check_public(raw: dict[str, Any]) -> None:
    if raw.get("archetype", "regular") != "regular":
        raise Broken("is a private message; left out")
    if raw.get("deleted_at"):
        raise Broken("was deleted; left out")


def _topic(raw: dict[str, Any]) -> ArchivedTopic:
    rows = _dict(raw, "post_stream").get("posts")
    if not isinstance(rows, list) or not rows:
        raise Broken("has no posts")
    problems: list[str] = []
    lost: Counter[str] = Counter()
    posts = _posts(rows, problems, lost)
    if not posts:
        raise Broken("has no post that can be read")
    created = _dict(raw, "details").get("created_by") if isinstance(raw.get("details"), dict) else None
    starter = _account(created) if isinstance(created, dict) else None
    return ArchivedTopic(
        id=_whole(raw, "id", least=1),
        title=_text(raw, "unicode_title") or _text(raw, "title") or _text(raw, "slug"),
        slug=_text(raw, "slug")[:200],
        category_id=_whole(raw, "category_id", default=0),
        starter_id=starter.id if starter else _whole(raw, "user_id", default=0) or None,
        created_at=_moment(raw, "created_at"),
        closed=bool(raw.get("closed") or raw.get("archived")),
        pinned_at=_moment(raw, "pinned_at") if raw.get("pinned") and raw.get("pinned_at") else None,
        listed=raw.get("visible") is not False,
        asked="accepted_answer" in raw or any(post.accepted for post in posts),
        posts=posts,
        accounts=_seen(posts, starter, _moment(raw, "created_at")),
        hosts=_hosts(rows),
        problems=problems,
        lost=lost,
    )


def _seen(posts: list[ArchivedPost], starter: Account | None, at: datetime) -> list[tuple[Account, datetime]]:
    seen = [(post.author, post.created_at) for post in posts if post.author]
    return [*seen, (starter, at)] if starter else seen


def _hosts(rows: list[Any]) -> Counter[str]:
    """Where the forum was: the hosts of links that it took for its own topics."""
    links = [
        link
        for row in rows
        if isinstance(row, dict) and isinstance(row.get("link_counts"), list)
        for link in row["link_counts"]
    ]
    urls = [
        link["url"]
        for link in links
        if isinstance(link, dict) and link.get("internal") is True and isinstance(link.get("url"), str)
    ]
    return Counter(found[1].lower() for url in urls if (found := OWN_TOPIC.match(url)))


def _posts(rows: list[Any], problems: list[str], lost: Counter[str]) -> list[ArchivedPost]:
    """The posts in the order of their numbers; a broken one is left out and told of."""
    posts: dict[int, ArchivedPost] = {}
    for place, row in enumerate(rows, 1):
        try:
            post = _post(row, lost)
        except Broken as why:
            problems.append(f"post {place} {why}; left out")
            continue
        if post is None:
            continue
        if post.number in posts:
            problems.append(f"has two posts {post.number}; the second is left out")
        else:
            posts[post.number] = post
    return [posts[number] for number in sorted(posts)]


def _post(row: Any, lost: Counter[str]) -> ArchivedPost | None:
    if not isinstance(row, dict):
        raise Broken("is no object")
    kind = _whole(row, "post_type", default=REGULAR)
    if row.get("deleted_at") or row.get("user_deleted"):
        lost["posts that were deleted there"] += 1
        return None
    if kind not in (REGULAR, MODERATOR, SMALL_ACTION):
        lost["posts only staff could see"] += 1
        return None
    author = _account(row) if isinstance(row.get("user_id"), int) else None
    return ArchivedPost(
        id=_whole(row, "id", least=1),
        number=_whole(row, "post_number", least=1),
        type=kind,
        author=author,
        author_name=_text(row, "username"),
        created_at=_moment(row, "created_at"),
        edited_at=_edited(row),
        cooked=_text(row, "cooked"),
        reply_to=_whole(row, "reply_to_post_number", default=0) or None,
        likes=sum(_likes(row)),
        accepted=row.get("accepted_answer") is True,
        action=_text(row, "action_code")[:40],
        polls=[poll for poll in _list(row, "polls") if isinstance(poll, dict)],
        extras=_extras(row),
    )


def _edited(row: dict[str, Any]) -> datetime | None:
    """When it was last changed, as far as the archive knows; None for what was never edited."""
    if _whole(row, "version", default=1) <= 1:
        return None
    return _moment(row, "updated_at") if row.get("updated_at") else _moment(row, "created_at")


def _extras(row: dict[str, Any]) -> dict[str, Any]:
    extras: dict[str, Any] = {"edit_reason": _text(row, "edit_reason")[:300]}
    extras |= {name: True for name in ("hidden", "via_email") if row.get(name) is True}
    return {name: value for name, value in extras.items() if value}


def _likes(row: dict[str, Any]) -> list[int]:
    entries = [entry for entry in _list(row, "actions_summary") if isinstance(entry, dict)]
    return [_whole(entry, "count", default=0, least=0) for entry in entries if entry.get("id") == LIKE]


def _account(row: dict[str, Any]) -> Account:
    number = row["user_id"] if isinstance(row.get("user_id"), int) else row.get("id")
    username = _text(row, "username")
    if not isinstance(number, int) or abs(number) > LARGEST or not username:
        raise Broken("has an author without number or name")
    return Account(number, username, _text(row, "name"), _text(row, "user_title"))


def _of(kind: type[T], empty: Callable[[], T]) -> Callable[[dict[str, Any], str], T]:
    def get(row: dict[str, Any], name: str) -> T:
        value = row.get(name)
        if value is None:
            return empty()
        if not isinstance(value, kind):
            raise Broken(f"has a wrong {name}")
        return value

    return get


_dict = _of(dict, dict)
_list = _of(list, list)
_string = _of(str, str)


def _text(row: dict[str, Any], name: str) -> str:
    return writable(_string(row, name))


def _whole(row: dict[str, Any], name: str, *, default: int | None = None, least: int = -LARGEST) -> int:
    value = row.get(name)
    if value is None and default is not None:
        return default
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= LARGEST:
        raise Broken(f"has a wrong {name}")
    return value


def _moment(row: dict[str, Any], name: str) -> datetime:
    try:
        moment = datetime.fromisoformat(_string(row, name))
    except ValueError:
        raise Broken(f"has a wrong {name}") from None
    if moment.tzinfo is None or not 1970 < moment.year < 2200:  # noqa: PLR2004 - a forum's lifetime
        raise Broken(f"has a wrong {name}")
    return moment
