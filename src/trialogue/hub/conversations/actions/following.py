"""What a member hears of a conversation, and how far they have read."""

from datetime import datetime

from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from trialogue.core import activity
from trialogue.core.errors import Refused
from trialogue.hub.conversations.models import Conversation, Draft, Follow, Level
from trialogue.people.persons import Person
from trialogue.people.rights import require


def follow_quietly(conversation: Conversation, person: Person, *, level: str, last_read: int, at: datetime) -> None:
    """Follows as a by-product of another act: a level somebody chose themselves stays."""
    mine, made = Follow.objects.get_or_create(
        conversation=conversation, person=person, defaults={"level": level, "last_read": last_read, "read_at": at}
    )
    if not made and mine.last_read < last_read:
        Follow.objects.filter(pk=mine.pk).update(last_read=last_read, read_at=at)


@transaction.atomic
def follow(conversation: Conversation, *, level: str, by: Person, at: datetime) -> None:
    """Sets the level: every reply, only when named, nothing."""
    require(by, "conversation.follow", conversation)
    if level not in Level.values:
        raise Refused(_("Choose how much you want to hear."), field="level")
    mine, made = Follow.objects.get_or_create(conversation=conversation, person=by, defaults={"level": level})
    old = "" if made else mine.level
    Follow.objects.filter(pk=mine.pk).update(level=level, chosen=True)
    activity.record(
        "conversation.followed", by=by, of=conversation, at=at, audience_id=conversation.audience_id,
        conversation_id=conversation.pk, old=old, new=level,
    )  # fmt: skip


def forget_closed_to(person: Person, audience_id: int) -> None:
    """What they followed and had begun to write where this audience alone reads goes: they belong to it no more."""
    lost = Follow.objects.filter(person=person, conversation__audience_id=audience_id)
    keys = [f"reply:{pk}" for pk in lost.values_list("conversation_id", flat=True)]
    Draft.objects.filter(person=person, key__in=keys).delete()
    lost.delete()


def mark_all_read(*, by: Person, at: datetime) -> None:
    """Everything written until now counts as read by this member. No event, as for one conversation."""
    Person.objects.filter(pk=by.pk).update(read_all_at=at)
    by.read_all_at = at


def _note_day(person: Person, at: datetime) -> None:
    """That they read something new on this day; one write a day."""
    today = at.date()
    if person.seen_on is None or person.seen_on < today:
        there = Person.objects.filter(pk=person.pk).filter(Q(seen_on=None) | Q(seen_on__lt=today))
        there.update(seen_on=today, days_seen=F("days_seen") + 1)
        person.seen_on = today


def mark_read(conversation: Conversation, *, number: int, by: Person, at: datetime, first: bool = False) -> None:
    """How far this member has read; never goes back. No event: reading is nobody's business.

    `first` says that they never opened it, which saves a write.
    """
    moved = Follow.objects.filter(conversation=conversation, person=by, last_read__lt=number)
    if first or not moved.update(last_read=number, read_at=at):
        mine = Follow(conversation=conversation, person=by, last_read=number, read_at=at)
        Follow.objects.bulk_create([mine], ignore_conflicts=True)
    _note_day(by, at)
