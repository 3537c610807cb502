"""Destroying a title: it stands in addresses, in the log, in notices, and in what grew out of the conversation.

All of it goes in the transaction of the act: a job that did the rest would have to be told the old title.
"""

from collections.abc import Collection
from typing import Any

from django.db import models
from django.db.models import F, Q, QuerySet

from trialogue.core.activity.models import Event
from trialogue.core.markup import render
from trialogue.core.once import UsedKey
from trialogue.core.search import indexing
from trialogue.hub.conversations.bookmarks import Bookmark
from trialogue.hub.conversations.grown import grown_from
from trialogue.hub.conversations.models import Conversation, Draft, Post, Revision
from trialogue.hub.conversations.titles import EDITS, Words, carry, rename, renamed_kinds, titles_of
from trialogue.people.notices.models import Letter, Notice

from .posting import rendered

BATCH = 500


def _replace(rows: "QuerySet[Any]", fields: Collection[str], words: Words) -> None:
    """In these columns of these rows, text and JSON alike; only what changes is written."""
    changed: list[models.Model] = []
    for row in rows.only(*fields).iterator(chunk_size=BATCH):
        old = {name: getattr(row, name) for name in fields}
        new = {name: words.in_json(value) for name, value in old.items()}
        if new != old:
            for name, value in new.items():
                setattr(row, name, value)
            changed.append(row)
    for begin in range(0, len(changed), BATCH):
        rows.model._default_manager.bulk_update(changed[begin : begin + BATCH], list(fields))  # noqa: SLF001 - Django's documented door


def _replace_in_posts(talks: Collection[int], words: Words) -> None:
    """Links with the title as their words, as a ticket begins with, and old addresses."""
    holds = Q(pk__in=[])
    for said in (*words.paths, *(f"[{title}](" for title in words.titles)):
        holds |= Q(source__contains=said)
    for post in Post.objects.filter(holds, conversation__in=talks):
        source = words.in_text(post.source)
        shown = rendered(source) if post.source_format == "markdown" else render(source, source_format="html")
        Post.objects.filter(pk=post.pk).update(source=source, html=shown.html)
    _replace(Revision.objects.filter(holds, post__conversation__in=talks), ["source"], words)


def forget_title(conversation: Conversation, title: str, *, grown: bool = True) -> None:
    """Puts `title` in the place of this and every earlier one; with `grown` also in what carried it over.

    The titles themselves are written last: should this end half-way, outside a transaction, it can be done again.
    """
    old = titles_of(conversation)
    talks = {conversation.pk, *(grown_from(conversation.pk) if grown else ())}
    indexing.forget_talks(talks)
    others = Conversation.objects.filter(pk__in=talks - {conversation.pk}, kind__in=renamed_kinds(), title__in=old)
    renamed = [conversation, *others]
    paths = {was: now for talk in renamed for was, now in rename(talk, title, old).items()}
    words = Words(old - {title}, title, paths)
    _replace_around(talks, words)
    carry(words, talks)
    events = Event.objects.filter(conversation_id__in=talks)
    for those in (events.exclude(verb__in=EDITS), events.filter(verb__in=EDITS)):
        _replace(those, ["old", "new", "words", "reason"], words)
    Conversation.objects.bulk_update(renamed, ["title", "path"])
    Conversation.objects.filter(pk__in=talks).update(version=F("version") + 1)


def _replace_around(talks: Collection[int], words: Words) -> None:
    """In notices, letters, posts, drafts, notes and kept answers."""
    for told in (Notice, Letter):
        _replace(told.objects.filter(event__conversation_id__in=talks), ["words", "url"], words)
    _replace_in_posts(talks, words)
    _replace(Draft.objects.all(), ["fields"], words)
    _replace(Bookmark.objects.filter(post__conversation__in=talks), ["note"], words)
    ways = Q(answer__conversation__in=list(talks))
    for path in words.paths:
        ways |= Q(location__contains=path)
    _replace(UsedKey.objects.filter(ways), ["answer", "location"], words)
