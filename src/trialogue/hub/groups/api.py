"""Groups, their members, who waits at the door, and the categories that are theirs."""

from collections.abc import Sequence
from datetime import datetime

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Field, Router, Schema

from trialogue.core.api import PAGE, Page, acts, answers, at_most, page
from trialogue.hub.conversations.api import Done
from trialogue.hub.forum.models import Category
from trialogue.people.api import person_of
from trialogue.people.api_doors import anybody, caller, member_of, member_only
from trialogue.people.rights import require

from . import actions
from .models import Admission, Area, Group, Joining, SeenBy
from .page import with_leads

router = Router(tags=["groups"])


class GroupOut(Schema):
    slug: str
    names: dict[str, str]
    descriptions: dict[str, str]
    seen_by: str
    joining: str
    members: int
    founded_at: datetime
    closed_at: datetime | None
    categories: list[str] = Field(description="Those you may read.")
    url: str


def _outs(groups: Sequence[Group], request: HttpRequest) -> list[GroupOut]:
    """In two queries, however many."""
    seen = Area.objects.filter(group__in=groups, category__in=Category.objects.visible_to(caller(request)))
    shelves: dict[int, list[str]] = {}
    for group_id, slug in seen.order_by("pk").values_list("group_id", "category__slug"):
        shelves.setdefault(group_id, []).append(slug)
    return [
        GroupOut(
            slug=group.slug, names=group.names, descriptions=group.descriptions, seen_by=group.seen_by,
            joining=group.joining, members=group.member_count, founded_at=group.founded_at, closed_at=group.closed_at,
            categories=shelves.get(group.pk, []), url=group.path,
        )
        for group in groups
    ]  # fmt: skip


def _out(group: Group, request: HttpRequest) -> GroupOut:
    return _outs([group], request)[0]


def _group(request: HttpRequest, slug: str) -> Group:
    return get_object_or_404(Group.objects.visible_to(caller(request)), slug=slug)


def _led(request: HttpRequest, slug: str) -> Group:
    group = _group(request, slug)
    require(member_of(request), "group.lead", group)
    return group


@router.get("/groups", auth=anybody, response=answers(Page[GroupOut]))
def groups(request: HttpRequest, after: str = "", limit: int = PAGE) -> Page[GroupOut]:
    """Those you see and that are open, in the order of their addresses."""
    limit = at_most(limit)
    found = Group.objects.visible_to(caller(request)).running().after(after).order_by("slug")
    shown, following = page(list(found[: limit + 1]), limit, lambda group: group.slug)
    return Page[GroupOut](items=_outs(shown, request), next=following)


@router.get("/groups/{group}", auth=anybody, response=answers(GroupOut))
def group(request: HttpRequest, group: str) -> GroupOut:
    return _out(_group(request, group), request)


class GroupIn(Schema):
    names: dict[str, str]
    descriptions: dict[str, str] = {}
    slug: str = ""
    seen_by: str = SeenBy.PUBLIC
    joining: str = Joining.OPEN


@router.post("/groups", auth=member_only, response=answers(GroupOut), openapi_extra=acts("groups.found_group"))
def found_group(request: HttpRequest, body: GroupIn) -> GroupOut:
    made = actions.found_group(**body.model_dump(), by=member_of(request), at=timezone.now())
    return _out(made, request)


class GroupPatch(Schema):
    names: dict[str, str] | None = None
    descriptions: dict[str, str] | None = None
    seen_by: str | None = None
    joining: str | None = None


@router.patch("/groups/{group}", auth=member_only, response=answers(GroupOut), openapi_extra=acts("groups.edit_group"))
def edit_group(request: HttpRequest, group: str, body: GroupPatch) -> GroupOut:
    shown = _group(request, group)
    actions.edit_group(shown, by=member_of(request), at=timezone.now(), **body.model_dump(exclude_unset=True))
    return _out(shown, request)


@router.put(
    "/groups/{group}/closure", auth=member_only, response=answers(GroupOut), openapi_extra=acts("groups.close_group")
)
def close_group(request: HttpRequest, group: str) -> GroupOut:
    shown = _group(request, group)
    actions.close_group(shown, by=member_of(request), at=timezone.now())
    return _out(shown, request)


@router.delete(
    "/groups/{group}/closure", auth=member_only, response=answers(GroupOut), openapi_extra=acts("groups.reopen_group")
)
def reopen_group(request: HttpRequest, group: str) -> GroupOut:
    shown = _group(request, group)
    actions.reopen_group(shown, by=member_of(request), at=timezone.now())
    return _out(shown, request)


class AreaIn(Schema):
    names: dict[str, str]
    descriptions: dict[str, str] = {}
    slug: str = ""
    kind: str = "discussion"
    readers: str = Field(SeenBy.PRIVATE, description="public, members, or private: the group alone.")


@router.post(
    "/groups/{group}/categories", auth=member_only, response=answers(GroupOut), openapi_extra=acts("groups.add_area")
)
def add_area(request: HttpRequest, group: str, body: AreaIn) -> GroupOut:
    shown = _group(request, group)
    actions.add_area(shown, **body.model_dump(), by=member_of(request), at=timezone.now())
    return _out(shown, request)


class SeatOut(Schema):
    person: str = Field(description="A handle.")
    leads: bool


@router.get("/groups/{group}/members", auth=anybody, response=answers(Page[SeatOut]))
def members(request: HttpRequest, group: str, after: str = "", limit: int = PAGE) -> Page[SeatOut]:
    """By name; `after` is a handle."""
    limit, shown = at_most(limit), _group(request, group)
    found = list(with_leads(shown, shown.members()).after_in_names(after)[: limit + 1])
    people, following = page(found, limit, lambda person: person.handle.lower())
    items = [SeatOut(person=person.handle, leads=person.leads) for person in people]  # type: ignore[attr-defined]
    return Page[SeatOut](items=items, next=following)


@router.put(
    "/groups/{group}/membership", auth=member_only, response=answers(Done), openapi_extra=acts("groups.join_group")
)
def join_group(request: HttpRequest, group: str) -> Done:
    """Into an open group, or where you are invited."""
    actions.join_group(_group(request, group), by=member_of(request), at=timezone.now())
    return Done(done=True)


@router.delete(
    "/groups/{group}/membership", auth=member_only, response=answers(Done), openapi_extra=acts("groups.leave_group")
)
def leave_group(request: HttpRequest, group: str) -> Done:
    actions.leave_group(_group(request, group), by=member_of(request), at=timezone.now())
    return Done(done=True)


class AskIn(Schema):
    words: str = ""


class WaitingOut(Schema):
    person: str = Field(description="A handle.")
    invited: bool = Field(description="By somebody else; else they asked.")
    words: str
    at: datetime


def _waiting(admission: Admission) -> WaitingOut:
    return WaitingOut(
        person=admission.person.handle, invited=admission.is_invitation, words=admission.words, at=admission.at
    )


@router.get("/groups/{group}/waiting", auth=member_only, response=answers(list[WaitingOut]))
def waiting(request: HttpRequest, group: str) -> list[WaitingOut]:
    """For leaders: who asked and who is invited, the longest waiting first."""
    found = _led(request, group).admissions.open().select_related("person").order_by("at", "pk")[:100]
    return [_waiting(admission) for admission in found]


@router.post(
    "/groups/{group}/requests", auth=member_only, response=answers(WaitingOut), openapi_extra=acts("groups.ask_to_join")
)
def ask_to_join(request: HttpRequest, group: str, body: AskIn) -> WaitingOut:
    shown = _group(request, group)
    return _waiting(actions.ask_to_join(shown, words=body.words, by=member_of(request), at=timezone.now()))


@router.delete(
    "/groups/{group}/requests", auth=member_only, response=answers(Done), openapi_extra=acts("groups.step_back")
)
def step_back(request: HttpRequest, group: str) -> Done:
    """Takes your request back, or declines an invitation."""
    actions.step_back(_group(request, group), by=member_of(request), at=timezone.now())
    return Done(done=True)


class AnswerIn(Schema):
    admitted: bool


@router.put(
    "/groups/{group}/requests/{handle}",
    auth=member_only,
    response=answers(Done),
    openapi_extra=acts("groups.decide_request"),
)
def decide_request(request: HttpRequest, group: str, handle: str, body: AnswerIn) -> Done:
    asking = _led(request, group).admissions.open().requests().select_related("person", "group")
    asked = get_object_or_404(asking, person=person_of(handle, member_of(request)))
    actions.decide_request(asked, admitted=body.admitted, by=member_of(request), at=timezone.now())
    return Done(done=True)


@router.put(
    "/groups/{group}/invitations/{handle}",
    auth=member_only,
    response=answers(Done),
    openapi_extra=acts("groups.invite_to_group"),
)
def invite_to_group(request: HttpRequest, group: str, handle: str) -> Done:
    shown, member = _group(request, group), member_of(request)
    actions.invite_to_group(shown, person_of(handle, member), by=member, at=timezone.now())
    return Done(done=True)


@router.delete(
    "/groups/{group}/members/{handle}",
    auth=member_only,
    response=answers(Done),
    openapi_extra=acts("groups.remove_from_group"),
)
def remove_from_group(request: HttpRequest, group: str, handle: str, reason: str = "") -> Done:
    """A member, or somebody invited."""
    shown, member = _group(request, group), member_of(request)
    actions.remove_from_group(shown, person_of(handle, member), reason=reason, by=member, at=timezone.now())
    return Done(done=True)


@router.put(
    "/groups/{group}/leaders/{handle}",
    auth=member_only,
    response=answers(Done),
    openapi_extra=acts("groups.appoint_leader"),
)
def appoint_leader(request: HttpRequest, group: str, handle: str) -> Done:
    shown, member = _group(request, group), member_of(request)
    actions.appoint_leader(shown, person_of(handle, member), by=member, at=timezone.now())
    return Done(done=True)


@router.delete(
    "/groups/{group}/leaders/{handle}",
    auth=member_only,
    response=answers(Done),
    openapi_extra=acts("groups.dismiss_leader"),
)
def dismiss_leader(request: HttpRequest, group: str, handle: str) -> Done:
    shown, member = _group(request, group), member_of(request)
    actions.dismiss_leader(shown, person_of(handle, member), by=member, at=timezone.now())
    return Done(done=True)
