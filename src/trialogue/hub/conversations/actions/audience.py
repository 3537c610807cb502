"""Who sees a conversation, and all that hangs on it: posts, files, what happened in it, what was told of it."""

from collections.abc import Callable, Collection
from typing import Any

from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from trialogue.core import edge
from trialogue.core.activity.models import Event
from trialogue.core.audiences import MEMBERS, PUBLIC
from trialogue.core.files import StoredFile
from trialogue.core.search.models import SearchDocument
from trialogue.hub.conversations.models import Attachment, Conversation, Post
from trialogue.hub.conversations.review.models import Hold
from trialogue.people.notices.models import Notice

STEP = 500


def goes_along(old: int, new: int) -> set[int]:
    """Whose rows go along: those seen like the conversation was, and none stays wider than it is now."""
    wider = {PUBLIC} if new != PUBLIC else set()
    return {old} | wider | ({MEMBERS} if new not in (PUBLIC, MEMBERS) else set())


def _hanging(talks: QuerySet[Conversation], before: Collection[int]) -> list[QuerySet[Any]]:
    """The rows of these conversations that go along. A file does that hangs on their posts and on no other seen as before."""
    posts = Post.objects.filter(conversation__in=talks)
    hung = Attachment.objects.filter(file=OuterRef("pk"))
    elsewhere = hung.filter(post__audience_id__in=before).exclude(post__conversation__in=talks)
    files = StoredFile.objects.filter(Exists(hung.filter(post__in=posts)), ~Exists(elsewhere))
    events = Event.objects.filter(conversation_id__in=talks.values("pk"))
    notices = Notice.objects.filter(event__conversation_id__in=talks.values("pk"))
    found = SearchDocument.objects.filter(conversation_id__in=talks.values("pk"))
    # Notices and files first: they ask for what events and posts are seen by.
    return [rows.filter(audience_id__in=before) for rows in (notices, files, found, posts, events)]


@transaction.atomic
def change_audience(conversation: Conversation, audience_id: int) -> None:
    """All that hangs on the conversation goes with it; what was narrower stays so.

    The row is locked: a post written in the same moment comes before (and goes along) or after (and is seen as it is then).
    One that is held back stays so, and goes there once it is let through.
    """
    talk = Conversation.objects.select_for_update().get(pk=conversation.pk)
    if Hold.objects.filter(post__conversation=talk, audience__isnull=False).update(audience_id=audience_id):
        conversation.audience_id = talk.audience_id
        return
    move(conversation, talk.audience_id, audience_id)


def move(conversation: Conversation, old: int, new: int) -> None:
    """As above, for who locked the row and knows what holds it back."""
    conversation.audience_id = new
    if old == new:
        return
    for rows in _hanging(Conversation.objects.filter(pk=conversation.pk), goes_along(old, new)):
        rows.update(audience_id=new)
    Conversation.objects.filter(pk=conversation.pk).update(audience_id=new)


def narrow_shelf(*, kind: str, shelf_id: int, to: int) -> None:
    """Its conversations are theirs at once, in one statement: no post, file or notice is seen wider than its conversation."""
    shelf = Conversation.objects.filter(kind=kind, shelf_id=shelf_id)
    held = Hold.objects.filter(post__conversation__in=shelf, audience__isnull=False)
    shelf.exclude(pk__in=held.values("post__conversation")).update(audience_id=to)
    held.update(audience_id=to)


def is_wider(new: int, *, than: int) -> bool:
    return new == PUBLIC or (new == MEMBERS and than != PUBLIC)


def _step(rows: QuerySet[Any], after: Any, new: int) -> Any:
    """Changes the next rows after this key; returns the last key, None at the end."""
    found = rows.filter(pk__gt=after) if after is not None else rows
    keys = list(found.order_by("pk").values_list("pk", flat=True)[:STEP])
    model: type[models.Model] = rows.model
    model._default_manager.filter(pk__in=keys).update(audience_id=new)  # noqa: SLF001 - Django's documented door
    return keys[-1] if keys else None


def take_along(*, kind: str, shelf_id: int, old: int, new: int, still: Callable[[], bool]) -> None:
    """Brings what stands on a shelf to the shelf's new readers, in short transactions; for a job, safe to run again.

    `still` is asked inside each of them whether `new` holds (and locks the shelf): when it was changed once more
    meanwhile, this run ends, and the one that belongs to that change goes on.
    """
    shelf = Conversation.objects.filter(kind=kind, shelf_id=shelf_id)
    for pk in list(shelf.exclude(audience_id=new).values_list("pk", flat=True)):
        with transaction.atomic():
            if not still():
                return
            change_audience(Conversation(pk=pk), new)
    for rows in _hanging(shelf.filter(audience_id=new), goes_along(old, new)):
        last, more = None, True
        while more:
            with transaction.atomic():
                if not still():
                    return
                last = _step(rows, last, new)
            more = last is not None
    edge.touch(None)


def wider_than_its_conversation() -> Q:
    """Of a notice or letter: its conversation is seen by fewer people than it tells, until the job above has been there."""
    talk = Conversation.objects.filter(pk=OuterRef("event__conversation_id"))
    narrower = talk.exclude(audience_id=PUBLIC)
    closed = narrower.exclude(audience_id=MEMBERS)
    return Q(Exists(narrower), event__audience_id=PUBLIC) | Q(Exists(closed), event__audience_id=MEMBERS)
