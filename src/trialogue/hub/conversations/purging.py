"""Purging: what was taken away 30 days ago is destroyed, in steps of at most 500 rows a transaction.

Each step finds what an interrupted run left; the removal is marked last. The row of a post stays, so that numbers do.
"""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from trialogue.core.activity.models import Event
from trialogue.core.erasing import KEPT
from trialogue.core.files import StoredFile, destroy, let_go
from trialogue.core.search import indexing
from trialogue.people.notices.models import Letter, Notice

from .actions.retitling import forget_title
from .bookmarks import Bookmark
from .forgetting import forget_polls
from .models import Attachment, Draft, Post, Removal, Revision
from .review.models import Appeal, Report

BATCH = 500
Rows = QuerySet[Any]


def purge(*, at: datetime) -> int:
    """Destroys everything that is due; returns how many removals that were."""
    done = 0
    due = Removal.objects.filter(purged_at=None, at__lte=at - KEPT).order_by("pk")
    while (removal := due.first()) is not None:
        _destroy(removal)
        Removal.objects.filter(pk=removal.pk).update(purged_at=at)
        done += 1
    return done


def _in_batches(rows: Rows, change: Callable[[Rows], object]) -> None:
    """Changes all of these, each of which must thereby leave them, a batch at a time."""
    while ids := list(rows.order_by("pk").values_list("pk", flat=True)[:BATCH]):
        with transaction.atomic():
            change(rows.model._default_manager.filter(pk__in=ids))  # noqa: SLF001 - Django's documented door


def _delete(rows: Rows) -> None:
    rows.delete()


def _let_go(files: QuerySet[StoredFile]) -> None:
    transaction.on_commit(partial(destroy, let_go(files)))


def _destroy(removal: Removal) -> None:
    whole = removal.conversation_id is not None
    posts = Post.objects.filter(conversation=removal.conversation) if whole else Post.objects.filter(removal=removal)
    about = Q(event__conversation_id=removal.conversation_id) if whole else Q(post_id=removal.post_id)
    for told in (Letter.objects.filter(about), Notice.objects.filter(about)):
        _in_batches(told, _delete)
    for own in (Revision.objects.filter(post__in=posts), Bookmark.objects.filter(post__in=posts)):
        _in_batches(own, _delete)
    _in_batches(Report.objects.filter(post__in=posts).exclude(note=""), lambda rows: rows.update(note=""))
    _in_batches(Appeal.objects.filter(post__in=posts).exclude(words=""), lambda rows: rows.update(words=""))
    _destroy_files(posts)
    _in_batches(posts.filter(poll__isnull=False), lambda rows: forget_polls(list(rows.values_list("pk", flat=True))))
    if removal.post_id is not None:
        indexing.forget("post", [removal.post_id])
    edits = Event.objects.filter(verb="post.edited", object_kind="post", object_id__in=posts.values("pk"))
    _in_batches(edits.exclude(reason=""), lambda rows: rows.update(reason=""))
    _in_batches(
        posts.exclude(source="", html=""),
        lambda rows: rows.update(source="", source_format="markdown", html="", extras={}),
    )
    if removal.conversation is not None:
        forget_title(removal.conversation, _("A removed topic"), grown=False)
        _in_batches(Draft.objects.filter(key=f"reply:{removal.conversation_id}"), _delete)


def _destroy_files(posts: QuerySet[Post]) -> None:
    """The files that hang on none but these posts; the others stay where they hang besides."""
    here = Attachment.objects.filter(file=OuterRef("pk"), post__in=posts)
    elsewhere = Attachment.objects.filter(file=OuterRef("pk")).exclude(post__in=posts)
    files = StoredFile.objects.filter(Exists(here), ~Exists(elsewhere)).exclude(audience=None, uploader_id=None)
    _in_batches(files, _let_go)
    _in_batches(Attachment.objects.filter(post__in=posts), _delete)
