"""Tickets: open, carry over, move, plan."""

from datetime import datetime

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Field, Router, Schema

from trialogue.core.api import PAGE, Page, acts, answers, at_most, page
from trialogue.core.audiences import PUBLIC
from trialogue.core.guarding.api import Reviewable
from trialogue.hub.conversations.api import post_of
from trialogue.hub.forum.api import topic_of, version_of
from trialogue.hub.products.api import milestone_of, product_of
from trialogue.hub.products.models import Component
from trialogue.people.api import person_of
from trialogue.people.api_doors import anybody, caller, member_of, member_only

from . import actions
from .models import Ticket, TicketQuerySet

router = Router(tags=["tickets"])


class TicketOut(Schema):
    number: int
    conversation: int
    title: str
    product: str
    kind: str
    state: str
    priority: int
    component: str | None
    found_in: str | None
    fixed_in: str | None
    milestone: str | None
    assignee: str | None
    reporter: str | None
    need_count: int = Field(description="People who wait for it.")
    private: bool
    opened_at: datetime
    moved_at: datetime
    url: str


def _name(thing: object) -> str | None:
    return str(thing) if thing else None


def ticket_out(ticket: Ticket) -> TicketOut:
    return TicketOut(
        number=ticket.number, conversation=ticket.conversation_id, title=ticket.title, product=ticket.product.slug, kind=ticket.kind,
        state=ticket.state, priority=ticket.priority, component=_name(ticket.component), found_in=_name(ticket.found_in),
        fixed_in=_name(ticket.fixed_in), milestone=ticket.milestone.slug if ticket.milestone else None,
        assignee=ticket.assignee.handle if ticket.assignee else None, reporter=ticket.reporter.handle if ticket.reporter else None,
        need_count=ticket.need_count, private=ticket.conversation.audience_id != PUBLIC, opened_at=ticket.opened_at,
        moved_at=ticket.moved_at, url=ticket.conversation.path,
    )  # fmt: skip


def _rows(request: HttpRequest) -> TicketQuerySet:
    return Ticket.objects.visible_to(caller(request)).for_list().select_related("found_in", "reporter")


def ticket_of(request: HttpRequest, number: int) -> Ticket:
    return get_object_or_404(_rows(request), number=number)


def _component(component_id: int | None) -> Component | None:
    return get_object_or_404(Component, pk=component_id) if component_id else None


@router.get("/tickets", auth=anybody, response=answers(Page[TicketOut]))
def tickets(
    request: HttpRequest,
    state: str = "",
    kind: str = "",
    milestone: str = "",
    after: int | None = None,
    limit: int = PAGE,
) -> Page[TicketOut]:
    """Newest first. `state`: open or one state."""
    limit = at_most(limit)
    found = _rows(request).newest_first()
    wanted = {"kind": kind, "milestone__slug": milestone, "state": "" if state == "open" else state}
    found = found.filter(**{name: value for name, value in wanted.items() if value})
    found = found.open() if state == "open" else found
    rows = list((found.filter(number__lt=after) if after else found)[: limit + 1])
    shown, following = page(rows, limit, lambda ticket: str(ticket.number))
    return Page[TicketOut](items=[ticket_out(ticket) for ticket in shown], next=following)


@router.get("/tickets/{number}", auth=anybody, response=answers(TicketOut))
def ticket(request: HttpRequest, number: int) -> TicketOut:
    return ticket_out(ticket_of(request, number))


class MoveOut(Schema):
    old: str
    new: str
    by: str | None
    at: datetime
    reason: str


@router.get("/tickets/{number}/moves", auth=anybody, response=answers(list[MoveOut]))
def moves(request: HttpRequest, number: int) -> list[MoveOut]:
    """Its way so far: who, when, why."""
    rows = ticket_of(request, number).moves.select_related("by")
    return [
        MoveOut(old=row.old, new=row.new, by=row.by.handle if row.by else None, at=row.at, reason=row.reason)
        for row in rows
    ]


class TicketIn(Reviewable):
    title: str = ""
    source: str = ""
    product: str = ""
    kind: str = "bug"
    priority: int = 2
    component: int | None = None
    found_in: int | None = None
    private: bool = False


def _parts(body: TicketIn) -> dict[str, object]:
    return {
        "title": body.title, "source": body.source, "kind": body.kind, "priority": body.priority, "private": body.private,
        "component": _component(body.component), "found_in": version_of(body.found_in), "reviewed": body.review,
    }  # fmt: skip


@router.post("/tickets", auth=member_only, response=answers(TicketOut), openapi_extra=acts("tickets.open_ticket"))
def open_ticket(request: HttpRequest, body: TicketIn) -> TicketOut:
    made = actions.open_ticket(product_of(body.product), by=member_of(request), at=timezone.now(), **_parts(body))  # type: ignore[arg-type]
    return ticket_out(ticket_of(request, made.number))


class CarryIn(TicketIn):
    post: int


@router.post(
    "/topics/{topic_id}/tickets",
    auth=member_only,
    response=answers(TicketOut),
    openapi_extra=acts("tickets.carry_over"),
)
def carry_over(request: HttpRequest, topic_id: int, body: CarryIn) -> TicketOut:
    """A ticket from a post of this topic; without title and source it takes the topic's and quotes the post."""
    made = actions.carry_over(
        topic_of(request, topic_id), post_of(request, body.post), product=product_of(body.product),
        by=member_of(request), at=timezone.now(), **_parts(body),  # type: ignore[arg-type]
    )  # fmt: skip
    return ticket_out(ticket_of(request, made.number))


@router.put(
    "/tickets/{number}/topics/{topic_id}",
    auth=member_only,
    response=answers(TicketOut),
    openapi_extra=acts("tickets.link_topic"),
)
def link_topic(request: HttpRequest, number: int, topic_id: int) -> TicketOut:
    actions.link_topic(
        ticket_of(request, number), topic_of(request, topic_id), by=member_of(request), at=timezone.now()
    )
    return ticket_out(ticket_of(request, number))


@router.delete(
    "/tickets/{number}/topics/{topic_id}",
    auth=member_only,
    response=answers(TicketOut),
    openapi_extra=acts("tickets.unlink_topic"),
)
def unlink_topic(request: HttpRequest, number: int, topic_id: int) -> TicketOut:
    actions.unlink_topic(
        ticket_of(request, number), topic_of(request, topic_id), by=member_of(request), at=timezone.now()
    )
    return ticket_out(ticket_of(request, number))


class TicketPatch(Reviewable):
    title: str | None = None
    kind: str | None = None
    priority: int | None = None
    component: int | None = None
    found_in: int | None = None
    assignee: str | None = None


@router.patch(
    "/tickets/{number}", auth=member_only, response=answers(TicketOut), openapi_extra=acts("tickets.edit_ticket")
)
def edit_ticket(request: HttpRequest, number: int, body: TicketPatch) -> TicketOut:
    fields = body.taken(exclude_unset=True)
    if "component" in fields:
        fields["component"] = _component(body.component)
    if "found_in" in fields:
        fields["found_in"] = version_of(body.found_in)
    if "assignee" in fields:
        fields["assignee"] = person_of(body.assignee, member_of(request)) if body.assignee else None
    actions.edit_ticket(ticket_of(request, number), by=member_of(request), at=timezone.now(), **fields)
    return ticket_out(ticket_of(request, number))


class MoveIn(Reviewable):
    to: str
    reason: str = ""
    seen: str = Field("", description="The state you had before you: if somebody else moved it meanwhile, 409.")


@router.post(
    "/tickets/{number}/moves", auth=member_only, response=answers(TicketOut), openapi_extra=acts("tickets.move")
)
def move(request: HttpRequest, number: int, body: MoveIn) -> TicketOut:
    actions.move(ticket_of(request, number), by=member_of(request), at=timezone.now(), **body.taken())
    return ticket_out(ticket_of(request, number))


class PlanIn(Schema):
    milestone: str | None = Field(description="Its slug; null takes the ticket out of its version.")
    reason: str = ""


@router.put(
    "/tickets/{number}/milestone", auth=member_only, response=answers(TicketOut), openapi_extra=acts("tickets.plan")
)
def plan(request: HttpRequest, number: int, body: PlanIn) -> TicketOut:
    meant = milestone_of(body.milestone) if body.milestone else None
    actions.plan(
        ticket_of(request, number), milestone=meant, reason=body.reason, by=member_of(request), at=timezone.now()
    )
    return ticket_out(ticket_of(request, number))


@router.put(
    "/tickets/{number}/affected", auth=member_only, response=answers(TicketOut), openapi_extra=acts("tickets.affect")
)
def affect(request: HttpRequest, number: int) -> TicketOut:
    """'Affects me too': you are told when it is released."""
    actions.affect(ticket_of(request, number), by=member_of(request), at=timezone.now())
    return ticket_out(ticket_of(request, number))


@router.delete(
    "/tickets/{number}/affected", auth=member_only, response=answers(TicketOut), openapi_extra=acts("tickets.unaffect")
)
def unaffect(request: HttpRequest, number: int) -> TicketOut:
    actions.unaffect(ticket_of(request, number), by=member_of(request), at=timezone.now())
    return ticket_out(ticket_of(request, number))


class PrivacyIn(Schema):
    reason: str = ""


@router.put(
    "/tickets/{number}/privacy", auth=member_only, response=answers(TicketOut), openapi_extra=acts("tickets.narrow")
)
def narrow(request: HttpRequest, number: int, body: PrivacyIn) -> TicketOut:
    actions.narrow(ticket_of(request, number), reason=body.reason, by=member_of(request), at=timezone.now())
    return ticket_out(ticket_of(request, number))


@router.delete(
    "/tickets/{number}/privacy", auth=member_only, response=answers(TicketOut), openapi_extra=acts("tickets.widen")
)
def widen(request: HttpRequest, number: int, reason: str = "") -> TicketOut:
    actions.widen(ticket_of(request, number), reason=reason, by=member_of(request), at=timezone.now())
    return ticket_out(ticket_of(request, number))


class InvitedIn(Schema):
    handle: str


@router.post(
    "/tickets/{number}/invited", auth=member_only, response=answers(TicketOut), openapi_extra=acts("tickets.invite_to")
)
def invite(request: HttpRequest, number: int, body: InvitedIn) -> TicketOut:
    person = person_of(body.handle, member_of(request))
    actions.invite_to(ticket_of(request, number), person, by=member_of(request), at=timezone.now())
    return ticket_out(ticket_of(request, number))


@router.delete(
    "/tickets/{number}/invited/{handle}",
    auth=member_only,
    response=answers(TicketOut),
    openapi_extra=acts("tickets.uninvite_from"),
)
def uninvite(request: HttpRequest, number: int, handle: str) -> TicketOut:
    person = person_of(handle, member_of(request))
    actions.uninvite_from(ticket_of(request, number), person, by=member_of(request), at=timezone.now())
    return ticket_out(ticket_of(request, number))
