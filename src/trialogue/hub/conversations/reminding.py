"""Reminders of bookmarks: at their time a notice and a letter to the one who asked for it, once."""

from datetime import datetime

from django.db import transaction

from trialogue.core import activity
from trialogue.core.markup import text_of
from trialogue.people.notices.models import Because
from trialogue.people.notices.telling import tell

from .bookmarks import Bookmark
from .models import Post

BATCH = 500


def remind(*, at: datetime) -> int:
    """Tells of every bookmark whose time has come; returns how many people were told.

    A post they may not read at that time reminds nobody, then or later.
    """
    told = 0
    while due := list(Bookmark.objects.due().filter(remind_at__lte=at).order_by("remind_at", "pk")[:BATCH]):
        told += sum(_remind(kept.pk, at) for kept in due)
    return told


@transaction.atomic
def _remind(pk: int, at: datetime) -> bool:
    """One bookmark. Whoever marks it as told is the one who tells, however many workers there are."""
    if not Bookmark.objects.due().filter(pk=pk, remind_at__lte=at).update(reminded_at=at):
        return False
    kept = Bookmark.objects.select_related("person").get(pk=pk)
    seen = Bookmark.objects.visible_to(kept.person).filter(pk=pk).exists()
    return seen and _tell(kept, at)


def _tell(kept: Bookmark, at: datetime) -> bool:
    post = Post.objects.select_related("conversation", "author__merged_into").get(pk=kept.post_id)
    talk, url = post.conversation, post.get_absolute_url()
    event = activity.record(
        "post.remembered", by=None, of=post, at=at, audience_id=post.audience_id, conversation_id=talk.pk
    )
    words = {"conversation": {"label": talk.title, "url": url}, "excerpt": kept.note or text_of(post.html)}
    because = {kept.person_id: str(Because.REMEMBERED)}
    return bool(tell(event, because, words=words, url=url, post_id=post.pk))
