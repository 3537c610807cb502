"""The posts of one topic: put in order, numbered, rendered, with their files."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from html import escape

from django.core.files import File

from trialogue.core.errors import Refused
from trialogue.core.files import StoredFile, store
from trialogue.core.markup import render
from trialogue.core.markup.clean import clean
from trialogue.hub.conversations.models import Post
from trialogue.hub.conversations.writing import markdown_for
from trialogue.hub.front.importing.people import People

from .records import PostLine
from .source import Source

#: How a body names one of its files until it has an address: (file:plan.png).
NAMED = re.compile(r"\(file:([^()\s]{1,200})\)")


@dataclass
class Written:
    """What was made of one topic's lines, in the order of their numbers, and what to count."""

    posts: list[Post]
    lines: list[PostLine]
    files: dict[int, list[StoredFile]] = field(default_factory=dict)
    came: Counter[str] = field(default_factory=Counter)
    lost: Counter[str] = field(default_factory=Counter)


def written(lines: Sequence[PostLine], people: People, source: Source, *, at: datetime, dry_run: bool) -> Written:
    """Posts in the order of time; of two at the same moment the first line comes first."""
    ordered = sorted(lines, key=lambda line: line.at)
    numbers = {line.key: number for number, line in enumerate(ordered, 1)}
    made = Written([], ordered)
    for number, line in enumerate(ordered, 1):
        files = {} if dry_run else _files(line, source, at, made)
        made.came["files"] += len(line.files) if dry_run else len(files)
        made.posts.append(_post(line, number, numbers, people, files))
        made.files[number] = list(files.values())
        _count(line, numbers, made)
    return made


def _count(line: PostLine, numbers: dict[str, int], made: Written) -> None:
    made.came.update({"posts": 1, "likes": line.thanks, "accepted answers": line.accepted})
    made.lost.update({
        "replies to posts that did not come": bool(line.reply_to and line.reply_to not in numbers),
        "earlier versions of edited posts": line.edited_at is not None,
        "posts whose author did not come": not line.author,
    })  # fmt: skip


def _post(line: PostLine, number: int, numbers: dict[str, int], people: People, files: dict[str, StoredFile]) -> Post:
    source, source_format = _body(line, files)
    shown = render(source, source_format=source_format, handles=set(people.by_name))
    author = people.by_key.get(line.author)
    return Post(
        number=number, author=author, source=shown.html if source_format == "html" else source,
        source_format=source_format, html=shown.html, renderer=shown.version, created_at=line.at,
        edited_at=line.edited_at, reply_to_number=numbers.get(line.reply_to), imported_thanks=line.thanks,
        extras={"author": line.author_name} if author is None and line.author_name else {},
    )  # fmt: skip


def _body(line: PostLine, files: dict[str, StoredFile]) -> tuple[str, str]:
    """The text with the addresses of its files; those it does not name stand at its end."""
    if line.format == "text":
        body = "".join(f"<p>{escape(part)}</p>" for part in re.split(r"\n{2,}", line.body.strip()))
        return _ended_html(body.replace("\n", "<br>"), list(files.values())), "html"
    if line.format == "html":
        return _ended_html(clean(line.body), list(files.values())), "html"
    used = set(NAMED.findall(line.body))
    body = NAMED.sub(
        lambda found: f"({files[found[1]].get_absolute_url()})" if found[1] in files else found[0], line.body
    )
    rest = [markdown_for(stored) for path, stored in files.items() if path not in used]
    return "\n\n".join([body.strip() or "…", *rest]), "markdown"


def _ended_html(body: str, files: Sequence[StoredFile]) -> str:
    shown = "".join(
        f'<p><img src="{stored.get_absolute_url()}" alt="{escape(stored.name)}"></p>'
        if stored.is_image
        else f'<p><a href="{stored.get_absolute_url()}">{escape(stored.name)}</a></p>'
        for stored in files
    )
    return (body + shown) or "<p>…</p>"


def _files(line: PostLine, source: Source, at: datetime, made: Written) -> dict[str, StoredFile]:
    """The files by their path; what is missing or refused is counted as lost."""
    kept: dict[str, StoredFile] = {}
    for each in line.files:
        path = source.file(each.path)
        if path is None:
            made.lost["files that are not there"] += 1
            continue
        try:
            with path.open("rb") as content:
                kept[each.path] = store(File(content, name=each.name), name=each.name, uploader_id=None, at=at)
        except Refused:
            made.lost["files that are empty, too large or no pictures"] += 1
    return kept
