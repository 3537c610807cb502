"""Direct conversations. Their posts are read and written like all others: under /conversations/{id}/posts."""

from datetime import datetime

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Field, Router, Schema

from trialogue.core.api import PAGE, Page, acts, answers, at_most, page
from trialogue.core.guarding.api import Reviewable
from trialogue.core.paging import Mark, read_mark
from trialogue.people.api_doors import member_of, member_only
from trialogue.people.persons import Person
from trialogue.people.rights import require

from . import actions
from .direct.models import Direct, DirectReport
from .direct.named import people_named
from .direct.reading import partners

router = Router(tags=["messages"])


class DirectOut(Schema):
    conversation: int
    subject: str
    people: list[str] = Field(description="Handles of who takes part.")
    began_at: datetime
    last_post_at: datetime
    posts: int
    url: str


def direct_out(direct: Direct) -> DirectOut:
    talk = direct.conversation
    return DirectOut(
        conversation=talk.pk, subject=direct.subject, people=[each.person.handle for each in partners(direct)],
        began_at=talk.started_at, last_post_at=talk.last_post_at, posts=talk.post_count, url=talk.path,
    )  # fmt: skip


def direct_of(request: HttpRequest, conversation_id: int) -> Direct:
    directs = Direct.objects.visible_to(member_of(request)).select_related("conversation")
    return get_object_or_404(directs, pk=conversation_id)


@router.get("/messages", auth=member_only, response=answers(Page[DirectOut]))
def messages(request: HttpRequest, after: str = "", limit: int = PAGE) -> Page[DirectOut]:
    """One's own direct conversations, the newest first."""
    limit, mark = at_most(limit), read_mark(after)
    found = Direct.objects.of(member_of(request)).select_related("conversation")
    if mark:
        found = found.filter(mark.older("conversation__last_post_at"))
    rows = list(found.order_by("-conversation__last_post_at", "-pk")[: limit + 1])
    shown, following = page(rows, limit, lambda row: str(Mark(row.conversation.last_post_at, row.pk)))
    return Page[DirectOut](items=[direct_out(row) for row in shown], next=following)


class BeginIn(Reviewable):
    people: list[str] = Field(description="Handles, up to nine.")
    source: str
    subject: str = ""


@router.post(
    "/messages", auth=member_only, response=answers(DirectOut), openapi_extra=acts("conversations.begin_direct")
)
def begin(request: HttpRequest, body: BeginIn) -> DirectOut:
    """Writes to these people. Who takes no messages is told by name, with 422."""
    made = actions.begin_direct(
        people_named(",".join(body.people)), subject=body.subject, source=body.source, by=member_of(request),
        at=timezone.now(), reviewed=body.review,
    )  # fmt: skip
    return direct_out(direct_of(request, made.pk))


@router.get("/messages/{conversation_id}", auth=member_only, response=answers(DirectOut))
def message(request: HttpRequest, conversation_id: int) -> DirectOut:
    return direct_out(direct_of(request, conversation_id))


class InviteIn(Schema):
    from_the_start: bool = Field(
        False, description="They read all that you read, not only what is written from now on."
    )


@router.put(
    "/messages/{conversation_id}/people/{handle}",
    auth=member_only,
    response=answers(DirectOut),
    openapi_extra=acts("conversations.invite_to_direct"),
)
def invite(request: HttpRequest, conversation_id: int, handle: str, body: InviteIn) -> DirectOut:
    direct = direct_of(request, conversation_id)
    for person in people_named(handle)[:1]:
        actions.invite_to_direct(
            direct, person, from_the_start=body.from_the_start, by=member_of(request), at=timezone.now()
        )
    return direct_out(direct_of(request, conversation_id))


class Done(Schema):
    done: bool


@router.delete(
    "/messages/{conversation_id}/me",
    auth=member_only,
    response=answers(Done),
    openapi_extra=acts("conversations.leave_direct"),
)
def leave(request: HttpRequest, conversation_id: int) -> Done:
    actions.leave_direct(direct_of(request, conversation_id), by=member_of(request), at=timezone.now())
    return Done(done=True)


class SubjectIn(Reviewable):
    subject: str = Field(description="Empty: it is called by its people.")


@router.put(
    "/messages/{conversation_id}/subject",
    auth=member_only,
    response=answers(DirectOut),
    openapi_extra=acts("conversations.rename_direct"),
)
def rename(request: HttpRequest, conversation_id: int, body: SubjectIn) -> DirectOut:
    direct = direct_of(request, conversation_id)
    actions.rename_direct(direct, subject=body.subject, by=member_of(request), at=timezone.now(), reviewed=body.review)
    return direct_out(direct_of(request, conversation_id))


class ReportIn(Reviewable):
    posts: list[int] = Field(description="Numbers of posts of one person: only these are copied to the moderators.")
    words: str


@router.post(
    "/messages/{conversation_id}/reports",
    auth=member_only,
    response=answers(Done),
    openapi_extra=acts("conversations.report_direct"),
)
def report(request: HttpRequest, conversation_id: int, body: ReportIn) -> Done:
    direct = direct_of(request, conversation_id)
    actions.report_direct(
        direct, body.posts, words=body.words, by=member_of(request), at=timezone.now(), reviewed=body.review
    )
    return Done(done=True)


class CopyOut(Schema):
    number: int
    html: str
    written_at: datetime


class DirectReportOut(Schema):
    id: int
    by: str | None = Field(description="A handle.")
    about: str | None = Field(description="A handle.")
    words: str
    at: datetime
    decided_at: datetime | None
    outcome: str
    reason: str
    posts: list[CopyOut]


def _handle(person: Person | None) -> str | None:
    return person.handle if person else None


def report_out(made: DirectReport) -> DirectReportOut:
    copies = [CopyOut(number=row.number, html=row.html, written_at=row.written_at) for row in made.posts.all()]
    return DirectReportOut(
        id=made.pk, by=_handle(made.by), about=_handle(made.about), words=made.words, at=made.at,
        decided_at=made.decided_at, outcome=made.outcome, reason=made.reason, posts=copies,
    )  # fmt: skip


@router.get("/reports/direct", auth=member_only, response=answers(list[DirectReportOut]))
def reports(request: HttpRequest) -> list[DirectReportOut]:
    """Those that wait for a decision, oldest first. For moderators."""
    require(member_of(request), "direct.decide")
    waiting = DirectReport.objects.visible_to(member_of(request)).waiting().select_related("by", "about")
    return [report_out(made) for made in waiting.prefetch_related("posts").order_by("at", "pk")[:100]]


class DecisionIn(Schema):
    outcome: str = Field(description="nothing, talked or kept_out")
    reason: str


@router.put(
    "/reports/direct/{report_id}/decision",
    auth=member_only,
    response=answers(DirectReportOut),
    openapi_extra=acts("conversations.decide_direct_report"),
)
def decide(request: HttpRequest, report_id: int, body: DecisionIn) -> DirectReportOut:
    """Closes it; both sides are told why."""
    member = member_of(request)
    require(member, "direct.decide")
    made = get_object_or_404(DirectReport.objects.visible_to(member).select_related("by", "about"), pk=report_id)
    actions.decide_direct_report(made, outcome=body.outcome, reason=body.reason, by=member, at=timezone.now())
    return report_out(made)
