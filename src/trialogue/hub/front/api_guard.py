"""The guard by the API: what it noticed, and its switches."""

from datetime import datetime

from django.http import HttpRequest
from django.utils import timezone
from ninja import Field, Router, Schema

from trialogue.core.api import acts, answers
from trialogue.people.api_doors import member_of, member_only
from trialogue.people.rights import require

from . import actions
from .sightings import by_month, detectors, false_alarms

router = Router(tags=["site"])


class CountedOut(Schema):
    month: str
    kind: str
    refused: int
    asked: int
    overruled: int
    false_alarm: int


class DetectorOut(Schema):
    kind: str
    on: bool


class AlarmOut(Schema):
    kind: str
    place: str
    person: str | None = Field(description="A handle.")
    at: datetime


class GuardOut(Schema):
    detectors: list[DetectorOut]
    counted: list[CountedOut]
    false_alarms: list[AlarmOut] = Field(description="The latest that were called so, with who told.")


def _guard_out() -> GuardOut:
    counted = [
        CountedOut(
            month=f"{month:%Y-%m}", kind=row.kind, refused=row.refused, asked=row.asked, overruled=row.overruled,
            false_alarm=row.false_alarm,
        )
        for month, rows in by_month(at=timezone.localtime())
        for row in rows
    ]  # fmt: skip
    return GuardOut(
        detectors=[DetectorOut(kind=one["kind"], on=one["on"]) for one in detectors()],
        counted=counted,
        false_alarms=[
            AlarmOut(kind=row.kind, place=row.place, person=person.handle if person else None, at=row.at)
            for row, person in false_alarms()
        ],
    )


@router.get("/guard", auth=member_only, response=answers(GuardOut))
def guard(request: HttpRequest) -> GuardOut:
    """What was noticed in the last twelve months, in counts. For moderators and managers."""
    require(member_of(request), "guard.read")
    return _guard_out()


class SwitchIn(Schema):
    on: bool


@router.put(
    "/guard/detectors/{kind}", auth=member_only, response=answers(GuardOut), openapi_extra=acts("front.switch_detector")
)
def switch(request: HttpRequest, kind: str, body: SwitchIn) -> GuardOut:
    actions.switch_detector(kind, on=body.on, by=member_of(request), at=timezone.now())
    return _guard_out()
