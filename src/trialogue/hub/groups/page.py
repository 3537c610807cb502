"""What a group's page shows to one reader."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString

from trialogue.hub.forum.models import Category, Topic
from trialogue.hub.forum.rows import topic_rows
from trialogue.people.audiences import RoleGrant, Scope
from trialogue.people.persons import Person, PersonQuerySet
from trialogue.people.rights import may

from .models import Admission, Group, Joining

FEW_TOPICS, FACES, MOST_WAITING = 8, 12, 50


@dataclass(frozen=True)
class Door:
    """How this reader stands to the group: in it, invited, waiting, or free to come (`way` is what they may do)."""

    is_in: bool
    leads: bool
    way: str


def _way(group: Group, member: Person | None, waiting: Admission | None) -> str:
    if group.closed_at:
        return ""
    if waiting is not None:
        return "invited" if waiting.is_invitation else "asked"
    if group.joining == Joining.INVITATION:
        return ""
    if member is None:
        return "sign_in"
    return "join" if group.joining == Joining.OPEN else "ask"


def door_of(group: Group, member: Person | None) -> Door:
    leads, is_in = may(member, "group.lead", group), member is not None and member.is_in(group.audience_id)
    waiting = group.admissions.open().filter(person=member).first() if member is not None and not is_in else None
    return Door(is_in, leads, "" if is_in else _way(group, member, waiting))


def with_leads(group: Group, people: PersonQuerySet) -> PersonQuerySet:
    """Each with whether they lead the group (`leads`)."""
    grants = RoleGrant.objects.filter(scope=Scope.GROUP, scope_id=group.pk, until=None, person=OuterRef("pk"))
    return people.annotate(leads=Exists(grants)).select_related("picture")


def faces(group: Group) -> list[Person]:
    """Leaders first, then who came last."""
    people = with_leads(group, group.members())
    return list(people.order_by("-leads", "-audience_memberships__at", "-pk")[:FACES])  # type: ignore[misc]  # annotated


def areas(group: Group, member: Person | None) -> list[Category]:
    return list(Category.objects.visible_to(member).filter(area__group=group))


def latest(shelves: Sequence[Category], member: Person | None) -> list[SafeString]:
    """The newest topics of these categories."""
    if not shelves:
        return []
    topics = Topic.objects.for_page(member).filter(conversation__shelf_id__in=[shelf.pk for shelf in shelves])
    return topic_rows(list(topics[:FEW_TOPICS]), member, now=timezone.now(), shelf=True)


def waiting_for(group: Group) -> tuple[list[Admission], list[Admission]]:
    """Who asked and who is invited, the longest waiting first."""
    found = group.admissions.open().select_related("person__picture", "by").order_by("at", "pk")
    return list(found.requests()[:MOST_WAITING]), list(found.invitations()[:MOST_WAITING])


def ask_url(shelves: Sequence[Category]) -> str:
    """Where a topic begins in the first of its categories that takes one."""
    shelf = next((shelf for shelf in shelves if shelf.retired_at is None), None)
    return f"{reverse('topic-ask')}?category={shelf.slug}" if shelf else ""
