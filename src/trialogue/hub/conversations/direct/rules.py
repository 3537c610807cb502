"""Who may write to whom. Somebody blocked is answered as if nobody were let write: they never learn of it."""

from typing import TYPE_CHECKING

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from trialogue.core.errors import NotAllowed, Refused
from trialogue.people.aside import Block
from trialogue.people.persons import Person, WrittenBy

if TYPE_CHECKING:
    from trialogue.hub.conversations.models import Conversation


def people_in(conversation: "Conversation") -> QuerySet[Person]:
    """Who takes part, those who came first before the others."""
    there = Person.objects.filter(
        audience_memberships__audience_id=conversation.audience_id, audience_memberships__direct=True
    )
    return there.order_by("audience_memberships__at", "audience_memberships__pk")


def _have_talked(person: Person, other: Person, talk: "Conversation | None") -> bool:
    """Whether both wrote in one conversation, or `person` in this one."""
    if talk is not None and talk.posts.filter(author=person).exists():
        return True
    return person.posts.filter(conversation__posts__author=other).exists()


def _takes_messages(person: Person, by: Person, talk: "Conversation | None") -> bool:
    fresh = Person.objects.members().filter(pk=person.pk).first()
    if fresh is None or Block.objects.filter(by=person, of=by).exists():
        return False
    if fresh.written_by == WrittenBy.KNOWN:
        return _have_talked(fresh, by, talk)
    return fresh.written_by == WrittenBy.EVERYBODY


def _check_can_answer(person: Person, by: Person) -> None:
    """Whom one does not let write to oneself one does not write to."""
    if Block.objects.filter(by=by, of=person).exists():
        raise Refused(_("You blocked %(name)s. Take that back before you write to them.") % {"name": person.name})
    if by.written_by == WrittenBy.NOBODY:
        raise Refused(
            _("You let nobody write to you, so %(name)s could not answer. Change it in your settings, under People.")
            % {"name": person.name}
        )


def check_takes_messages(person: Person, by: Person, *, talk: "Conversation | None" = None, field: str = "") -> None:
    """Raises Refused where `by` cannot write to this person directly; `talk` is the conversation of the two, if there is one."""
    _check_can_answer(person, by)
    if not _takes_messages(person, by, talk):
        raise Refused(_("%(name)s takes no messages.") % {"name": person.name}, field=field)


def check_may_answer(conversation: "Conversation", by: Person) -> None:
    """Raises where this member cannot write in this direct conversation (any more)."""
    people = list(people_in(conversation))
    if by not in people:
        raise NotAllowed("post.write")
    others = [person for person in people if person != by]
    if not others:
        raise Refused(_("Everybody else has left this conversation. Invite somebody, or begin a new one."))
    if len(others) == 1:
        check_takes_messages(others[0], by, talk=conversation)
