"""How far somebody is known, silence, and the numbers of trust, for programs."""

from datetime import datetime

from django.http import HttpRequest
from django.utils import timezone
from ninja import Field, Router, Schema

from trialogue.core.api import acts, answers
from trialogue.core.errors import Refused

from .actions import silencing, trusting
from .api import person_of
from .api_doors import member_of, member_only
from .persons import Person
from .rights import require
from .silences import Silence
from .trust.counting import counts_of, levels_of
from .trust.levels import Level
from .trust.limits import is_new
from .trust.numbers import LIMITS, NUMBERS, current

router = Router(tags=["people"])


class StandingOut(Schema):
    level: str = Field(description="new, arrived, known, trusted or leader.")
    held: bool = Field(description="Set by hand: it does not grow by itself.")
    counts: dict[str, int]
    limits: dict[str, int] = Field(description="What holds for somebody new; empty for others.")
    silent_until: datetime | None
    reason: str


def _standing_of(person: Person) -> StandingOut:
    row = levels_of([person.pk]).get(person.pk)
    silent = Silence.objects.filter(person=person).running(at=timezone.now()).first()
    numbers = current()
    return StandingOut(
        level=Level(row.level if row else Level.NEW).name.lower(), held=row is not None and row.held,
        counts=counts_of([person.pk])[person.pk],
        limits={what: numbers[f"limit_{what}"] for what in LIMITS} if is_new(person) else {},
        silent_until=silent.until if silent else None, reason=silent.reason if silent else "",
    )  # fmt: skip


@router.get("/me/standing", auth=member_only, response=answers(StandingOut))
def my_standing(request: HttpRequest) -> StandingOut:
    """What you may do here, and how much of what the next level takes you have."""
    return _standing_of(member_of(request))


def _found(request: HttpRequest, handle: str, verb: str) -> Person:
    require(member_of(request), verb)
    return person_of(handle, member_of(request))


@router.get("/people/{handle}/standing", auth=member_only, response=answers(StandingOut))
def standing(request: HttpRequest, handle: str) -> StandingOut:
    return _standing_of(_found(request, handle, "member.silence"))


class LevelIn(Schema):
    level: str
    reason: str


@router.put(
    "/people/{handle}/trust", auth=member_only, response=answers(StandingOut), openapi_extra=acts("people.set_level")
)
def set_level(request: HttpRequest, handle: str, body: LevelIn) -> StandingOut:
    """Sets it by hand; it is held from then on."""
    person = _found(request, handle, "member.trust")
    level = Level[body.level.upper()] if body.level in [each.name.lower() for each in Level] else -1
    trusting.set_level(person, level=level, reason=body.reason, by=member_of(request), at=timezone.now())
    return _standing_of(person)


@router.delete(
    "/people/{handle}/trust", auth=member_only, response=answers(StandingOut), openapi_extra=acts("people.let_grow")
)
def let_grow(request: HttpRequest, handle: str) -> StandingOut:
    """What was set by hand grows by itself again."""
    person = _found(request, handle, "member.trust")
    trusting.let_grow(person, by=member_of(request), at=timezone.now())
    return _standing_of(person)


class SilenceIn(Schema):
    days: int
    reason: str


@router.put(
    "/people/{handle}/silence", auth=member_only, response=answers(StandingOut), openapi_extra=acts("people.silence")
)
def silence(request: HttpRequest, handle: str, body: SilenceIn) -> StandingOut:
    person = _found(request, handle, "member.silence")
    silencing.silence(person, days=body.days, reason=body.reason, by=member_of(request), at=timezone.now())
    return _standing_of(person)


@router.delete(
    "/people/{handle}/silence",
    auth=member_only,
    response=answers(StandingOut),
    openapi_extra=acts("people.end_silence"),
)
def end_silence(request: HttpRequest, handle: str) -> StandingOut:
    person = _found(request, handle, "member.silence")
    silencing.end_silence(person, by=member_of(request), at=timezone.now())
    return _standing_of(person)


class NumbersIn(Schema):
    numbers: dict[str, int] = Field(description=f"Any of: {', '.join(NUMBERS)}.")


@router.get("/site/trust", auth=member_only, response=answers(dict[str, int]))
def numbers(request: HttpRequest) -> dict[str, int]:
    """What each level takes, the limits of those who are new, and joining."""
    require(member_of(request), "trust.change")
    return current()


@router.patch(
    "/site/trust", auth=member_only, response=answers(dict[str, int]), openapi_extra=acts("people.change_numbers")
)
def change_numbers(request: HttpRequest, body: NumbersIn) -> dict[str, int]:
    if unknown := sorted(set(body.numbers) - set(NUMBERS)):
        raise Refused(f"There is no such number: {', '.join(unknown)}", field="numbers")
    trusting.change_numbers(body.numbers, by=member_of(request), at=timezone.now())
    return current()
