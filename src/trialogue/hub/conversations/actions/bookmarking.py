"""Keeping a post for later. No event: what somebody keeps is nobody else's business."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from trialogue.core.errors import Refused
from trialogue.core.words import writable
from trialogue.hub.conversations.bookmarks import Bookmark
from trialogue.hub.conversations.models import Post
from trialogue.people.persons import Person
from trialogue.people.rights import require

NOTE_CHARS = 200
FURTHEST = timedelta(days=5 * 365)


def _check_note(note: str) -> str:
    note = " ".join(writable(note).split())
    if len(note) > NOTE_CHARS:
        raise Refused(_("Keep the note under 200 letters."), field="note")
    return note


def _check_reminder(remind_at: datetime | None, at: datetime) -> None:
    if remind_at is not None and not at < remind_at <= at + FURTHEST:
        raise Refused(_("Choose a day to come, within five years."), field="remind_at")


@transaction.atomic
def bookmark(post: Post, *, by: Person, at: datetime, note: str = "", remind_at: datetime | None = None) -> Bookmark:
    """Keeps the post, or changes note and reminder of what is kept. A new moment reminds anew."""
    require(by, "post.bookmark", post)
    note = _check_note(note)
    kept = Bookmark.objects.select_for_update().filter(post=post, person=by).first()
    if kept is None or kept.remind_at != remind_at:
        _check_reminder(remind_at, at)
    if kept is None:
        return Bookmark.objects.get_or_create(
            post=post, person=by, defaults={"note": note, "remind_at": remind_at, "at": at}
        )[0]
    if kept.remind_at != remind_at:
        kept.reminded_at = None
    kept.note, kept.remind_at = note, remind_at
    kept.save(update_fields=["note", "remind_at", "reminded_at"])
    return kept


@transaction.atomic
def unbookmark(post: Post, *, by: Person) -> bool:
    """Keeps it no longer; True when it was kept."""
    require(by, "post.bookmark", post)
    return Bookmark.objects.filter(post=post, person=by).delete()[0] > 0
