"""Bringing documents to the state of their things. Safe to run again, in any order."""

import time
from collections.abc import Collection, Iterable

from django.db import transaction
from django.db.models import QuerySet

from trialogue.core.audiences import PUBLIC

from .kinds import BODY_CHARS, KINDS, Document
from .models import MADE, SearchDocument, SearchMark
from .vocabulary import forget_words, learn, public_titles

STEP = 200
#: How far before the mark is looked once more: ids come in order, commits do not.
LOOK_BACK = 2000
WRITTEN = (
    "place", "conversation_id", "audience_id", "title", "body", "words", "language", "facets", "weight", "url", "at",
    "made",
)  # fmt: skip


def _row(kind: str, made: Document) -> SearchDocument:
    return SearchDocument(
        kind=kind, object_id=made.object_id, place=made.place, conversation_id=made.conversation_id,
        audience_id=made.audience_id, title=made.title[:250], body=made.body[:BODY_CHARS], words=made.words,
        language=made.language, facets=list(made.facets), weight=made.weight, url=made.url, at=made.at, made=MADE,
    )  # fmt: skip


@transaction.atomic
def index(kind: str, ids: Iterable[int]) -> None:
    """Makes, renews or takes away the documents of these things; what a reply takes from its beginning follows."""
    wanted = list(ids)
    rows = [_row(kind, made) for made in KINDS[kind].documents(wanted)]
    forget(kind, set(wanted) - {row.object_id for row in rows})
    found = SearchDocument.objects.filter(kind=kind, object_id__in=wanted).select_for_update()
    there = {row.object_id: row for row in found}
    fresh = [row for row in rows if row.object_id not in there]
    learn(public_titles(fresh))
    SearchDocument.objects.bulk_create(fresh, ignore_conflicts=True)
    for row in rows:
        if row.object_id in there:
            _renew(there[row.object_id], row)


def _renew(old: SearchDocument, new: SearchDocument) -> None:
    """Writes what changed. Title, place and facets of what begins a conversation stand on its replies too."""
    changed = [name for name in WRITTEN if getattr(old, name) != getattr(new, name)]
    if not changed:
        return
    new.pk = old.pk
    new.save(update_fields=changed)
    if {"title", "audience_id"} & set(changed):
        forget_words(public_titles([old]))
        learn(public_titles([new]))
    if new.conversation_id and new.title and {"title", "place", "facets"} & set(changed):
        replies = SearchDocument.objects.filter(conversation_id=new.conversation_id, title="")
        replies.update(words=new.title, place=new.place, facets=new.facets)


def _take_away(rows: QuerySet[SearchDocument]) -> None:
    forget_words(rows.filter(audience_id=PUBLIC).exclude(title="").values_list("title", flat=True))
    rows.delete()


def forget(kind: str, ids: Collection[int]) -> None:
    """Takes the documents of these things away; call it in the transaction of what destroys their words."""
    _take_away(SearchDocument.objects.filter(kind=kind, object_id__in=ids))


def forget_talks(conversation_ids: Collection[int]) -> None:
    """Takes everything said in these conversations away, at once."""
    _take_away(SearchDocument.objects.filter(conversation_id__in=conversation_ids))


def catch_up(*, seconds: float) -> bool:
    """Makes the documents that are missing (imported things, a site from before there was search), step by step.

    Returns whether everything was gone through; each step is a transaction, the next call goes on behind it.
    """
    until = time.monotonic() + seconds
    for kind in KINDS:
        after = SearchMark.objects.get_or_create(kind=kind)[0].last_id
        while ids := _next(kind, after):
            _fill(kind, ids)
            after = ids[-1]
            SearchMark.objects.filter(kind=kind, last_id__lt=after).update(last_id=after)
            if time.monotonic() > until:
                return False
        for begin in range(max(0, after - LOOK_BACK), after, STEP):
            _fill(kind, _next(kind, begin))
    return True


def _next(kind: str, after: int) -> list[int]:
    return list(KINDS[kind].ids().filter(pk__gt=after).order_by("pk")[:STEP])


def _fill(kind: str, ids: Collection[int]) -> None:
    """Of these things, those whose documents are not there, or were made by earlier rules."""
    there = SearchDocument.objects.filter(kind=kind, object_id__in=ids, made=MADE).values_list("object_id", flat=True)
    if missing := set(ids) - set(there):
        index(kind, sorted(missing))


def begin_anew() -> None:
    """Has every document made anew: what is there can be found until its turn comes."""
    SearchDocument.objects.update(made=0)
    SearchMark.objects.update(last_id=0)
