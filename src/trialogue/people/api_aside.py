"""Whom one keeps away, and who may write to one. Only for oneself: nobody else learns of it."""

from django.http import HttpRequest
from django.utils import timezone
from ninja import Field, Router, Schema

from trialogue.core.api import acts, answers

from .actions import aside
from .api import person_of
from .api_doors import member_of, member_only
from .aside import Block, Mute

router = Router(tags=["people"])


class AsideOut(Schema):
    muted: list[str] = Field(description="Handles.")
    blocked: list[str] = Field(description="Handles.")
    written_by: str = Field(description="Who may write to you: everybody, known or nobody.")


def _handles(kind: type[Block | Mute], member_id: int) -> list[str]:
    return list(kind.objects.filter(by=member_id).order_by("of__handle_key").values_list("of__handle", flat=True))


@router.get("/me/aside", auth=member_only, response=answers(AsideOut))
def kept_away(request: HttpRequest) -> AsideOut:
    member = member_of(request)
    return AsideOut(muted=_handles(Mute, member.pk), blocked=_handles(Block, member.pk), written_by=member.written_by)


@router.put("/me/muted/{handle}", auth=member_only, response=answers(AsideOut), openapi_extra=acts("people.mute"))
def mute(request: HttpRequest, handle: str) -> AsideOut:
    """What they write is folded for you, and you are told nothing of what they do."""
    member = member_of(request)
    aside.mute(person_of(handle, member), by=member, at=timezone.now())
    return kept_away(request)


@router.delete("/me/muted/{handle}", auth=member_only, response=answers(AsideOut), openapi_extra=acts("people.unmute"))
def unmute(request: HttpRequest, handle: str) -> AsideOut:
    member = member_of(request)
    aside.unmute(person_of(handle, member), by=member)
    return kept_away(request)


@router.put("/me/blocked/{handle}", auth=member_only, response=answers(AsideOut), openapi_extra=acts("people.block"))
def block(request: HttpRequest, handle: str) -> AsideOut:
    """They cannot write to you; besides it is like muting."""
    member = member_of(request)
    aside.block(person_of(handle, member), by=member, at=timezone.now())
    return kept_away(request)


@router.delete(
    "/me/blocked/{handle}", auth=member_only, response=answers(AsideOut), openapi_extra=acts("people.unblock")
)
def unblock(request: HttpRequest, handle: str) -> AsideOut:
    member = member_of(request)
    aside.unblock(person_of(handle, member), by=member)
    return kept_away(request)


class WritersIn(Schema):
    who: str = Field(description="everybody, known or nobody")


@router.put("/me/written-by", auth=member_only, response=answers(AsideOut), openapi_extra=acts("people.choose_writers"))
def choose_writers(request: HttpRequest, body: WritersIn) -> AsideOut:
    """Who may write to you directly."""
    aside.choose_writers(member_of(request), who=body.who, by=member_of(request))
    return kept_away(request)
