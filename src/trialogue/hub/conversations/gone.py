"""What was taken away is not there: its files, and what was told of it."""

from django.db.models import Exists, OuterRef, Q

from trialogue.core.audiences import Viewer, seen_by
from trialogue.core.files import withholds
from trialogue.people.notices.withdrawn import withdraws
from trialogue.people.persons import Person
from trialogue.people.rights import may

from .actions.audience import wider_than_its_conversation
from .models import Attachment, Removal


@withdraws
def taken_away() -> Q:
    """Notices and letters about a removed post, and about anything in a removed conversation."""
    whole = Removal.objects.filter(conversation_id=OuterRef("event__conversation_id"))
    return Q(Exists(whole)) | Q(Exists(Removal.objects.filter(post_id=OuterRef("post_id"))))


withdraws(wider_than_its_conversation)


@withholds
def files_of_removed(member: Viewer | None) -> Q:
    """Files all of whose posts stand where this member may not read, or were taken away.

    What was taken away is there for those who may bring a post back.
    """
    person = member if isinstance(member, Person) else None
    hung = Attachment.objects.filter(file=OuterRef("pk"))
    seen = seen_by(member, "post__conversation__audience_id")
    if may(person, "conversation.close"):
        return Q(Exists(hung)) & ~Q(Exists(hung.filter(seen)))
    there = Q(post__removal=None, post__conversation__removal=None)
    if person is not None:
        own = Q(post__author=person, post__removal__by=person, post__conversation__removal=None)
        there |= own
    return Q(Exists(hung)) & ~Q(Exists(hung.filter(there & seen)))
