"""People, oneself, roles, claims, notices."""

from datetime import datetime
from typing import Annotated

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Field, Query, Router, Schema

from trialogue.core.activity.sentences import read
from trialogue.core.api import PAGE, Page, acts, answers, at_most, page
from trialogue.core.guarding.api import Reviewable

from .actions import claims as claiming
from .actions import roles
from .actions.inbox import mark_read
from .actions.joining import choose_voices, edit_profile, set_mail_pace
from .api_doors import anybody, caller, member_of, member_only
from .audiences import RoleGrant, Scope
from .finding import filters, narrowed
from .notices.models import Notice
from .notices.reasons import because_of
from .persons import PROFILE_FIELDS, Claim, Person
from .rights import require

router = Router(tags=["people"])


class PersonOut(Schema):
    handle: str
    name: str
    says: str
    voices: list[str]
    joined_at: datetime
    claimed: bool
    profile: dict[str, object] = Field(description="The fields you may see that say something.")


def person_out(person: Person, viewer: Person | None) -> PersonOut:
    return PersonOut(
        handle=person.handle, name=person.name, says=person.says, voices=person.voices, joined_at=person.joined_at,
        claimed=person.is_claimed, profile=person.shown_to(viewer),
    )  # fmt: skip


def person_of(handle: str, viewer: Person | None) -> Person:
    people = Person.objects.visible_to(viewer).select_related("account")
    return get_object_or_404(people, handle_key=handle.lower())


class Asked(Schema):
    """Who answers to all of it, by what they show you."""

    q: str = Field("", description="The beginnings of words of name, handle and line.", max_length=120)
    voice: str = ""
    country: str = ""
    language: str = Field("", description="One they speak.")
    skill: str = ""
    would_like: str = ""
    role: str = ""
    group: str = ""


@router.get("/people", auth=anybody, response=answers(Page[PersonOut]))
def people(request: HttpRequest, asked: Query[Asked], after: str = "", limit: int = PAGE) -> Page[PersonOut]:
    """Members by handle."""
    limit, viewer = at_most(limit), caller(request)
    members = narrowed(viewer, asked.model_dump()).select_related("account")
    found = members.filter(handle_key__gt=after.lower()).order_by("handle_key")
    shown, following = page(list(found[: limit + 1]), limit, lambda person: person.handle.lower())
    return Page[PersonOut](items=[person_out(person, viewer) for person in shown], next=following)


class OptionOut(Schema):
    value: str
    label: str
    count: int | None = Field(description="Not told to guests where it is small.")


@router.get("/people/facets/{name}", auth=anybody, response=answers(list[OptionOut]))
def facet(request: HttpRequest, name: str) -> list[OptionOut]:
    """What people can be narrowed by: voice, country, language, skill, would_like, role, group."""
    wanted = next((each for each in filters() if each.name == name), None)
    if wanted is None:
        raise Http404
    return [OptionOut(**vars(option)) for option in wanted.options(caller(request))]


@router.get("/people/{handle}", auth=anybody, response=answers(PersonOut))
def person(request: HttpRequest, handle: str) -> PersonOut:
    return person_out(person_of(handle, caller(request)), caller(request))


@router.get("/me", auth=member_only, response=answers(PersonOut))
def me(request: HttpRequest) -> PersonOut:
    return person_out(member_of(request), member_of(request))


class ProfileIn(Reviewable):
    name: str | None = None
    handle: str | None = None
    says: str | None = None
    about: str | None = None
    country: str | None = None
    time_zone: str | None = None
    languages: list[str] | None = None
    background: str | None = None
    skills: list[str] | None = None
    would_like: list[str] | None = None
    links: list[str] | None = None
    language: str | None = None
    theme: str | None = None
    shown: dict[str, str] | None = Field(
        None, description=f"Who sees each of {sorted(PROFILE_FIELDS)}: public, members, nobody."
    )


@router.patch("/me", auth=member_only, response=answers(PersonOut), openapi_extra=acts("people.edit_profile"))
def change_me(request: HttpRequest, body: ProfileIn) -> PersonOut:
    fields = body.taken(exclude_unset=True)
    shown = fields.pop("shown", None)
    edit_profile(member_of(request), by=member_of(request), at=timezone.now(), shown=shown, **fields)
    return me(request)


class VoicesIn(Schema):
    voices: list[str]


@router.put("/me/voices", auth=member_only, response=answers(PersonOut), openapi_extra=acts("people.choose_voices"))
def set_voices(request: HttpRequest, body: VoicesIn) -> PersonOut:
    choose_voices(member_of(request), voices=body.voices, by=member_of(request), at=timezone.now())
    return me(request)


class MailIn(Schema):
    pace: str


@router.put("/me/mail", auth=member_only, response=answers(MailIn), openapi_extra=acts("people.set_mail_pace"))
def set_mail(request: HttpRequest, body: MailIn) -> MailIn:
    set_mail_pace(member_of(request), pace=body.pace, at=timezone.now(), by=member_of(request))
    return body


class ClaimIn(Schema):
    words: str = ""


class ClaimOut(Schema):
    id: int
    person: str
    by: str
    words: str
    at: datetime
    decided_at: datetime | None
    confirmed: bool


def claim_out(made: Claim) -> ClaimOut:
    return ClaimOut(
        id=made.pk, person=made.person.handle, by=made.by.handle, words=made.words, at=made.at,
        decided_at=made.decided_at, confirmed=made.confirmed,
    )  # fmt: skip


@router.post(
    "/people/{handle}/claims", auth=member_only, response=answers(ClaimOut), openapi_extra=acts("people.claim")
)
def claim(request: HttpRequest, handle: str, body: ClaimIn) -> ClaimOut:
    """'This imported person is me.'"""
    wanted = person_of(handle, member_of(request))
    return claim_out(claiming.claim(wanted, by=member_of(request), words=body.words, at=timezone.now()))


@router.get("/claims", auth=member_only, response=answers(list[ClaimOut]))
def claims(request: HttpRequest) -> list[ClaimOut]:
    """Claims that wait for a decision, oldest first."""
    require(member_of(request), "claim.decide")
    waiting = Claim.objects.filter(decided_at=None).select_related("person", "by").order_by("at")[:100]
    return [claim_out(made) for made in waiting]


class DecisionIn(Schema):
    confirmed: bool


@router.put(
    "/claims/{claim_id}/decision", auth=member_only, response=answers(ClaimOut), openapi_extra=acts("people.decide")
)
def decide(request: HttpRequest, claim_id: int, body: DecisionIn) -> ClaimOut:
    require(member_of(request), "claim.decide")
    made = get_object_or_404(Claim.objects.select_related("person", "by"), pk=claim_id)
    claiming.decide(made, confirmed=body.confirmed, by=member_of(request), at=timezone.now())
    made.refresh_from_db()
    return claim_out(made)


@router.delete(
    "/people/{handle}/merge", auth=member_only, response=answers(PersonOut), openapi_extra=acts("people.unmerge")
)
def unmerge(request: HttpRequest, handle: str) -> PersonOut:
    """Takes a merged person apart again."""
    require(member_of(request), "claim.decide")
    merged = get_object_or_404(Person, handle_key=handle.lower(), merged_into__isnull=False)
    claiming.unmerge(merged, by=member_of(request), at=timezone.now())
    return person_out(merged, member_of(request))


class GrantIn(Schema):
    role: str
    scope: str = Scope.SITE
    scope_id: int = 0


class GrantOut(GrantIn):
    id: int
    person: str
    at: datetime


def _grant_out(given: RoleGrant) -> GrantOut:
    return GrantOut(
        id=given.pk,
        person=given.person.handle,
        role=given.role,
        scope=given.scope,
        scope_id=given.scope_id,
        at=given.at,
    )


@router.get("/roles", auth=member_only, response=answers(list[GrantOut]))
def grants(request: HttpRequest) -> list[GrantOut]:
    require(member_of(request), "role.grant")
    return [_grant_out(given) for given in RoleGrant.objects.filter(until=None).select_related("person").order_by("pk")]


@router.post("/people/{handle}/roles", auth=member_only, response=answers(GrantOut), openapi_extra=acts("people.grant"))
def grant(request: HttpRequest, handle: str, body: GrantIn) -> GrantOut:
    require(member_of(request), "role.grant")
    given = roles.grant(
        person_of(handle, member_of(request)), role=body.role, scope=body.scope, scope_id=body.scope_id,
        by=member_of(request), at=timezone.now(),
    )  # fmt: skip
    return _grant_out(given)


@router.delete("/roles/{grant_id}", auth=member_only, response=answers(GrantOut), openapi_extra=acts("people.revoke"))
def revoke(request: HttpRequest, grant_id: int) -> GrantOut:
    require(member_of(request), "role.grant")
    given = get_object_or_404(RoleGrant.objects.select_related("person"), pk=grant_id)
    roles.revoke(given, by=member_of(request), at=timezone.now())
    return _grant_out(given)


class NoticeOut(Schema):
    id: int
    at: datetime
    verb: str
    sentence: str = Field(description="HTML.")
    because: str
    url: str
    read_at: datetime | None


def _notice_out(notice: Notice) -> NoticeOut:
    return NoticeOut(
        id=notice.pk, at=notice.at, verb=notice.verb, sentence=read(notice.verb, notice.words),
        because=because_of(notice.because), url=notice.url, read_at=notice.read_at,
    )  # fmt: skip


@router.get("/notices", auth=member_only, response=answers(Page[NoticeOut]))
def notices(request: HttpRequest, after: int | None = None, limit: int = PAGE) -> Page[NoticeOut]:
    """One's own, newest first."""
    limit, member = at_most(limit), member_of(request)
    mine = Notice.objects.visible_to(member).filter(person=member).order_by("-id")
    found = mine.filter(pk__lt=after) if after else mine
    shown, following = page(list(found[: limit + 1]), limit, lambda notice: str(notice.pk))
    return Page[NoticeOut](items=[_notice_out(notice) for notice in shown], next=following)


class ReadIn(Schema):
    ids: list[Annotated[int, Field(ge=1, le=2**63 - 1)]] | None = Field(None, description="Without ids: all of them.")


class ReadOut(Schema):
    read: int
    unread: int


@router.post("/notices/read", auth=member_only, response=answers(ReadOut), openapi_extra=acts("people.mark_read"))
def read_notices(request: HttpRequest, body: ReadIn) -> ReadOut:
    member = member_of(request)
    return ReadOut(read=mark_read(member, at=timezone.now(), notice_ids=body.ids), unread=member.unread)
