"""Keeping a post back: it becomes narrower than its conversation, so that no page, feed, search or mail has to ask."""

from datetime import datetime

from django.db.models import Exists, F, OuterRef, Q

from trialogue.core.activity import announce_again
from trialogue.core.activity.models import Event
from trialogue.core.audiences import STAFF, Audience, AudienceKind
from trialogue.core.files import StoredFile
from trialogue.core.search.models import SearchDocument
from trialogue.hub.conversations.actions.audience import move
from trialogue.hub.conversations.actions.removing import count_again
from trialogue.hub.conversations.models import Attachment, Conversation, Post, Waiting
from trialogue.people.actions.roles import invite
from trialogue.people.audiences import Role
from trialogue.people.notices.models import Notice
from trialogue.people.persons import Person

from .models import Circle, Hold


def _circle(author: Person | None, at: datetime) -> int:
    """Who sees what is kept back of this author."""
    if author is None:
        return STAFF
    found = Circle.objects.filter(person=author).first()
    if found is None:
        audience = Audience.objects.create(kind=AudienceKind.INVITED, name="held back")
        found = Circle.objects.create(person=author, audience=audience)
        invite(audience, author, by=None, at=at)
    Audience.objects.filter(pk=found.audience_id).update(open_to_role=Role.MODERATOR)
    return found.audience_id


def _close(author: Person | None) -> None:
    """Moderators belong to a circle only while something is kept back in it, so that they belong to few."""
    if author is not None and not Hold.objects.filter(post__author=author).exists():
        Audience.objects.filter(pk__in=Circle.objects.filter(person=author).values("audience")).update(open_to_role="")


def _move_post(post: Post, old: int, new: int) -> None:
    """The post and what hangs on it alone: its files, what was told of it, how it is found."""
    hung = Attachment.objects.filter(file=OuterRef("pk"))
    elsewhere = hung.exclude(post=post).filter(post__audience_id=old)
    files = StoredFile.objects.filter(Exists(hung.filter(post=post)), ~Exists(elsewhere), audience_id=old)
    files.update(audience_id=new)
    Event.objects.of(post).filter(audience_id=old).update(audience_id=new)
    Notice.objects.filter(post_id=post.pk, audience_id=old).update(audience_id=new)
    SearchDocument.objects.filter(kind="post", object_id=post.pk, audience_id=old).update(audience_id=new)
    Post.objects.filter(pk=post.pk).update(audience_id=new)
    post.audience_id = new


def hold(post: Post, *, waits: str, at: datetime) -> None:
    """Keeps a reply back, or with its first post the whole conversation; call it in the transaction of the act."""
    talk = Conversation.objects.select_for_update().get(pk=post.conversation_id)
    circle, whole = _circle(post.author, at), post.number == 1
    Hold.objects.create(post=post, audience_id=talk.audience_id if whole else None, at=at)
    Post.objects.filter(pk=post.pk).update(waits=waits)
    post.waits = waits
    if whole:
        move(post.conversation, talk.audience_id, circle)
        Conversation.objects.filter(pk=talk.pk).update(version=F("version") + 1)
        post.audience_id = circle
    else:
        _move_post(post, post.audience_id, circle)
        count_again(post.conversation_id, -1)


def release(post: Post, *, tell: bool) -> None:
    """It is as if it had never been kept back. With `tell` those who could not see it when it was written hear of it now."""
    held = Hold.objects.select_for_update().get(post=post)
    told = _told_to_few(post) if tell and post.waits == Waiting.HELD else []
    held.delete()
    Post.objects.filter(pk=post.pk).update(waits="")
    post.waits = ""
    if held.audience_id is not None:
        _open_conversation(post, held.audience_id)
    else:
        _move_post(post, post.audience_id, post.conversation.audience_id)
        count_again(post.conversation_id, 1)
    _close(post.author)
    announce_again(Event.objects.filter(pk__in=told))


def _told_to_few(post: Post) -> list[int]:
    about = Q(conversation_id=post.conversation_id) if post.number == 1 else Q(object_kind="post", object_id=post.pk)
    return list(Event.objects.filter(about, audience_id=post.audience_id).order_by("pk").values_list("pk", flat=True))


def _open_conversation(post: Post, audience_id: int) -> None:
    """All but replies in it that wait for themselves."""
    circle = post.audience_id
    move(post.conversation, circle, audience_id)
    post.audience_id = audience_id
    Conversation.objects.filter(pk=post.conversation_id).update(version=F("version") + 1)
    for other in Hold.objects.filter(post__conversation=post.conversation_id).select_related("post"):
        _move_post(other.post, audience_id, circle)
