"""Clearing away all that somebody wrote, and bringing it back, for programs."""

from datetime import datetime

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Field, Router, Schema

from trialogue.core.api import acts, answers

from .actions import clearing as clearings
from .api_doors import member_of, member_only
from .clearing.models import Clearing
from .persons import Person
from .rights import require

router = Router(tags=["people"])


class ClearingOut(Schema):
    state: str = Field(description="going, gone, destroyed, returning or back.")
    done: int
    total: int
    at: datetime
    reason: str
    kept_until: datetime


def _state(clearing: Clearing) -> str:
    if clearing.undone_at is not None:
        return "back" if clearing.finished_at else "returning"
    if clearing.purged_at is not None:
        return "destroyed"
    return "gone" if clearing.finished_at else "going"


def _out(clearing: Clearing) -> ClearingOut:
    return ClearingOut(
        state=_state(clearing), done=clearing.done, total=clearing.total, at=clearing.at, reason=clearing.reason,
        kept_until=clearing.kept_until,
    )  # fmt: skip


def _found(request: HttpRequest, handle: str) -> Person:
    """Whoever joined, also while nobody sees them."""
    require(member_of(request), "member.clear")
    return get_object_or_404(
        Person.objects.filter(merged_into=None).select_related("account"), handle_key=handle.lower()
    )


@router.get("/people/{handle}/clearing", auth=member_only, response=answers(ClearingOut))
def clearing(request: HttpRequest, handle: str) -> ClearingOut:
    """How far the latest one is."""
    person = _found(request, handle)
    return _out(get_object_or_404(Clearing, pk=person.clearings.order_by("-pk").values_list("pk", flat=True).first()))


class ClearIn(Schema):
    reason: str


@router.put(
    "/people/{handle}/clearing", auth=member_only, response=answers(ClearingOut), openapi_extra=acts("people.clear")
)
def clear(request: HttpRequest, handle: str, body: ClearIn) -> ClearingOut:
    """For spammers: everything they wrote goes. It can be brought back for 30 days."""
    person = _found(request, handle)
    return _out(clearings.clear(person, by=member_of(request), at=timezone.now(), reason=body.reason))


@router.delete(
    "/people/{handle}/clearing",
    auth=member_only,
    response=answers(ClearingOut),
    openapi_extra=acts("people.undo_clearing"),
)
def undo_clearing(request: HttpRequest, handle: str) -> ClearingOut:
    person = _found(request, handle)
    return _out(clearings.undo_clearing(person, by=member_of(request), at=timezone.now()))
