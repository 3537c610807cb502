"""Team, representatives, and who is where."""

from datetime import datetime

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Field, Router, Schema

from trialogue.core.api import acts, answers

from . import team as here_for
from .actions import representing
from .api import person_of
from .api_doors import anybody, caller, member_of, member_only
from .representatives import Representation
from .representatives import representatives as speaking
from .world import world as world_of

router = Router(tags=["people"])


class SeatOut(Schema):
    person: str = Field(description="A handle.")
    roles: list[str]
    since: datetime


@router.get("/team", auth=anybody, response=answers(list[SeatOut]))
def team(request: HttpRequest) -> list[SeatOut]:
    """Who is here for a role."""
    return [
        SeatOut(person=mate.person.handle, roles=mate.roles, since=mate.since)
        for part in here_for.team(at=timezone.now())
        for mate in part.mates
    ]


class RepresentationOut(Schema):
    id: int
    person: str = Field(description="A handle.")
    country: str
    at: datetime
    until: datetime | None


def _out(what: Representation) -> RepresentationOut:
    return RepresentationOut(id=what.pk, person=what.person.handle, country=what.country, at=what.at, until=what.until)


@router.get("/representatives", auth=anybody, response=answers(list[RepresentationOut]))
def representatives(request: HttpRequest) -> list[RepresentationOut]:
    """Whom to write to in each country."""
    return [_out(what) for what in speaking()]


class RepresentIn(Schema):
    country: str = Field(description="Two letters, ISO 3166-1.")


@router.post(
    "/people/{handle}/representations",
    auth=member_only,
    response=answers(RepresentationOut),
    openapi_extra=acts("people.appoint_representative"),
)
def appoint_representative(request: HttpRequest, handle: str, body: RepresentIn) -> RepresentationOut:
    person = person_of(handle, member_of(request))
    made = representing.appoint_representative(person, country=body.country, by=member_of(request), at=timezone.now())
    return _out(made)


@router.delete(
    "/representatives/{representation_id}",
    auth=member_only,
    response=answers(RepresentationOut),
    openapi_extra=acts("people.end_representation"),
)
def end_representation(request: HttpRequest, representation_id: int) -> RepresentationOut:
    found = Representation.objects.current().select_related("person")
    what = get_object_or_404(found, pk=representation_id)
    representing.end_representation(what, by=member_of(request), at=timezone.now())
    return _out(what)


class CountryOut(Schema):
    country: str
    people: int
    active: int = Field(description="Did something in the last three months.")
    represented: bool


@router.get("/world", auth=anybody, response=answers(list[CountryOut]))
def world(request: HttpRequest) -> list[CountryOut]:
    """How many show that they live where; guests are told of no country with fewer than five."""
    represented = {each.country for each in speaking()}
    seen = world_of(caller(request), at=timezone.now(), represented=represented)
    return [
        CountryOut(country=each.code, people=each.people, active=each.active, represented=each.represented)
        for each in seen.countries
    ]
