"""The site itself, who is kept out, and the audit log."""

from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Field, File, Router, Schema, UploadedFile

from trialogue.core import site
from trialogue.core.activity.models import Event
from trialogue.core.api import PAGE, Page, acts, answers, at_most, page
from trialogue.core.jobs.failed import failed, failure_of
from trialogue.hub.conversations.api import Done, ReasonIn
from trialogue.people.actions import suspending
from trialogue.people.api import person_of
from trialogue.people.api_doors import anybody, member_of, member_only
from trialogue.people.rights import require

from . import actions
from .steps import Step, is_hidden, kept, ordered, step_of, voices_of

router = Router(tags=["site"])


class SiteOut(Schema):
    name: str
    tagline: str
    hue: int
    chroma: Decimal
    paper: int
    radius: Decimal
    languages: list[str]
    reactions: dict[str, dict[str, Any]] = Field(
        description="What a manager changed of them: words by language, hidden."
    )


def _site_out() -> SiteOut:
    here = site.current()
    return SiteOut(
        name=here.name, tagline=here.tagline, hue=here.hue, chroma=here.chroma, paper=here.paper, radius=here.radius,
        languages=here.languages, reactions=here.reactions,
    )  # fmt: skip


@router.get("/site", auth=anybody, response=answers(SiteOut))
def the_site(request: HttpRequest) -> SiteOut:
    return _site_out()


class SitePatch(Schema):
    name: str | None = None
    tagline: str | None = None
    hue: int | None = None
    chroma: Decimal | None = None
    paper: int | None = None
    radius: Decimal | None = None
    languages: list[str] | None = None
    contact: str | None = None
    reactions: dict[str, dict[str, Any]] | None = None


@router.patch("/site", auth=member_only, response=answers(SiteOut), openapi_extra=acts("front.change_site"))
def change_site(request: HttpRequest, body: SitePatch) -> SiteOut:
    actions.change_site(by=member_of(request), at=timezone.now(), **body.model_dump(exclude_unset=True))
    return _site_out()


@router.post("/site/logo", auth=member_only, response=answers(SiteOut), openapi_extra=acts("front.set_logo"))
def set_logo(request: HttpRequest, file: File[UploadedFile]) -> SiteOut:
    actions.set_logo(file, name=file.name or "", by=member_of(request), at=timezone.now())
    return _site_out()


@router.put("/site/set-up", auth=member_only, response=answers(SiteOut), openapi_extra=acts("front.finish_set_up"))
def finish_set_up(request: HttpRequest) -> SiteOut:
    """The first-run wizard is done."""
    actions.finish_set_up(by=member_of(request), at=timezone.now())
    return _site_out()


class StepOut(Schema):
    """`title`, `text` and `act` (the button's word) hold what a manager wrote, by language; empty where ours stand."""

    key: str
    title: dict[str, str]
    text: dict[str, str]
    act: dict[str, str]
    url: str
    hidden: bool
    voices: list[str]


def _step_out(step: Step) -> StepOut:
    own = kept(step)
    return StepOut(
        key=step.key, title=own.get("title", {}), text=own.get("text", {}), act=own.get("act", {}), url=own.get("url", ""),
        hidden=is_hidden(step), voices=sorted(voices_of(step)),
    )  # fmt: skip


def _step(key: str, request: HttpRequest) -> Step:
    require(member_of(request), "site.manage")
    if (step := step_of(key)) is None:
        raise Http404
    return step


@router.get("/site/steps", auth=member_only, response=answers(list[StepOut]))
def steps(request: HttpRequest) -> list[StepOut]:
    """The steps of getting started in their order, for who looks after the site."""
    require(member_of(request), "site.manage")
    return [_step_out(step) for step in ordered()]


class StepPatch(Schema):
    title: dict[str, str] | None = None
    text: dict[str, str] | None = None
    act: dict[str, str] | None = None
    url: str | None = None
    hidden: bool | None = None
    voices: list[str] | None = None


@router.patch("/site/steps/{key}", auth=member_only, response=answers(StepOut), openapi_extra=acts("front.change_step"))
def change_step(request: HttpRequest, key: str, body: StepPatch) -> StepOut:
    step = _step(key, request)
    said = body.model_dump(exclude_none=True)
    actions.change_step(key, by=member_of(request), at=timezone.now(), **said)
    return _step_out(step)


@router.delete(
    "/site/steps/{key}", auth=member_only, response=answers(StepOut), openapi_extra=acts("front.restore_step")
)
def restore_step(request: HttpRequest, key: str) -> StepOut:
    """Our words, address and readers again."""
    step = _step(key, request)
    actions.restore_step(key, by=member_of(request), at=timezone.now())
    return _step_out(step)


class OrderIn(Schema):
    keys: list[str]


@router.put("/site/steps", auth=member_only, response=answers(list[StepOut]), openapi_extra=acts("front.order_steps"))
def order_steps(request: HttpRequest, body: OrderIn) -> list[StepOut]:
    actions.order_steps(body.keys, by=member_of(request), at=timezone.now())
    return [_step_out(step) for step in ordered()]


class SuspensionIn(ReasonIn):
    days: int = Field(0, description="0: until somebody lets them in.")


@router.put(
    "/people/{handle}/suspension", auth=member_only, response=answers(Done), openapi_extra=acts("people.suspend")
)
def suspend(request: HttpRequest, handle: str, body: SuspensionIn) -> Done:
    require(member_of(request), "member.suspend")
    suspending.suspend(
        person_of(handle, member_of(request)), by=member_of(request), at=timezone.now(), **body.model_dump()
    )
    return Done(done=True)


@router.delete(
    "/people/{handle}/suspension",
    auth=member_only,
    response=answers(Done),
    openapi_extra=acts("people.lift_suspension"),
)
def lift_suspension(request: HttpRequest, handle: str) -> Done:
    require(member_of(request), "member.suspend")
    suspending.lift_suspension(person_of(handle, member_of(request)), by=member_of(request), at=timezone.now())
    return Done(done=True)


class EventOut(Schema):
    id: int
    at: datetime
    verb: str
    actor: str
    object: str
    old: Any
    new: Any
    reason: str
    origin: str


def _event_out(event: Event) -> EventOut:
    return EventOut(
        id=event.pk, at=event.at, verb=event.verb, actor=event.words.get("actor", ""), object=f"{event.object_kind}:{event.object_id}",
        old=event.old, new=event.new, reason=event.reason, origin=event.origin,
    )  # fmt: skip


@router.get("/events", auth=member_only, response=answers(Page[EventOut]))
def events(request: HttpRequest, verb: str = "", after: int | None = None, limit: int = PAGE) -> Page[EventOut]:
    """The log of what happened, newest first, for who may read the audit log."""
    require(member_of(request), "audit.read")
    limit = at_most(limit)
    found = Event.objects.visible_to(member_of(request)).order_by("-pk")
    found = found.filter(verb=verb) if verb else found
    rows = list((found.filter(pk__lt=after) if after else found)[: limit + 1])
    shown, following = page(rows, limit, lambda event: str(event.pk))
    return Page[EventOut](items=[_event_out(event) for event in shown], next=following)


class FailureOut(Schema):
    id: UUID
    name: str
    why: str
    tries: int
    failed_at: datetime | None


@router.get("/jobs/failed", auth=member_only, response=answers(list[FailureOut]))
def failed_jobs(request: HttpRequest) -> list[FailureOut]:
    """Work behind the pages that failed at its last try, the latest hundred."""
    require(member_of(request), "job.retry")
    found = [failure_of(row) for row in failed()[:100]]
    return [FailureOut(id=f.pk, name=f.name, why=f.why, tries=f.tries, failed_at=f.failed_at) for f in found]


@router.post("/jobs/{job_id}/retry", auth=member_only, response=answers(Done), openapi_extra=acts("front.retry_job"))
def retry_job(request: HttpRequest, job_id: UUID) -> Done:
    require(member_of(request), "job.retry")
    actions.retry_job(get_object_or_404(failed(), pk=job_id), by=member_of(request), at=timezone.now())
    return Done(done=True)
