"""Who belongs to an audience, and who may do what: memberships and role grants."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from trialogue.core.audiences import MEMBERS, PUBLIC, Audience
from trialogue.core.prepared import Prepared

from .silences import Silence
from .trust.levels import TrustLevel


class Role(models.TextChoices):
    DEVELOPER = "developer", _("developer")
    MAINTAINER = "maintainer", _("maintainer")
    MODERATOR = "moderator", _("moderator")
    MANAGER = "manager", _("community manager")
    OPERATOR = "operator", _("operator")


# What a role brings along: a manager moderates, a maintainer develops.
IMPLIED: dict[str, set[str]] = {
    Role.DEVELOPER: {Role.DEVELOPER},
    Role.MAINTAINER: {Role.MAINTAINER, Role.DEVELOPER},
    Role.MODERATOR: {Role.MODERATOR},
    Role.MANAGER: {Role.MANAGER, Role.MODERATOR},
    Role.OPERATOR: {Role.OPERATOR},
}


class Scope(models.TextChoices):
    SITE = "site", _("the whole site")
    PRODUCT = "product", _("one product")
    CATEGORY = "category", _("one category")
    REPOSITORY = "repository", _("one repository")
    GROUP = "group", _("one group")


class RoleGrant(models.Model):
    """Who may do what, where, since when and until when. Taken back by writing `until`."""

    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="grants")
    role = models.CharField(max_length=12, choices=Role.choices)
    scope = models.CharField(max_length=12, choices=Scope.choices, default=Scope.SITE)
    scope_id = models.BigIntegerField(default=0)  # 0 = the whole site
    by = models.ForeignKey("people.Person", null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person", "role", "scope", "scope_id"],
                condition=models.Q(until=None),
                name="one_open_grant",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.role}"


class AudienceMember(models.Model):
    """One person belongs to one audience (a group's, the invited to a private thing, those of a direct conversation).

    `direct` ones are not read with every page (core.audiences.seen_by).
    """

    audience = models.ForeignKey(Audience, on_delete=models.CASCADE, related_name="members")
    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="audience_memberships")
    by = models.ForeignKey("people.Person", null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()
    direct = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["audience", "person"], name="once_in_an_audience")]
        indexes: ClassVar = [
            models.Index(fields=["person"], condition=models.Q(direct=False), name="audience_of_every_page")
        ]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.audience_id}"


LEVEL, SILENCE = "level", "silence"


def _said(rows: "models.QuerySet[Any]", kind: str, value: str) -> "models.QuerySet[Any, Any]":
    """These rows as three columns like a grant's; they are none, so they name no role."""
    names = {"role_": models.Value("", models.CharField()), "scope_": models.Value(kind, models.CharField())}
    said: models.QuerySet[Any, Any] = rows.annotate(**names).values_list("role_", "scope_", value)
    return said


def _standing(_viewer: None, person: int, now: datetime) -> "models.QuerySet[RoleGrant, tuple[str, str, int]]":
    running = models.Q(until=None) | models.Q(until__gt=now)
    invited = AudienceMember.objects.filter(person_id=person, direct=False)
    level = TrustLevel.objects.filter(person_id=person, until=None)
    silences = Silence.objects.filter(person_id=person, lifted_at=None, until__gt=now)
    return (
        RoleGrant.objects.filter(running, person_id=person)
        .values_list("role", "scope", "scope_id")
        .union(
            _said(invited, "", "audience_id"), _said(level, LEVEL, "level"), _said(silences, SILENCE, "id"), all=True
        )
    )


_standing_rows = Prepared(_standing)


def open_grants(person_id: int, at: datetime | None = None) -> "models.QuerySet[RoleGrant]":
    now = at or timezone.now()
    running = models.Q(until=None) | models.Q(until__gt=now)
    return RoleGrant.objects.filter(running, person_id=person_id)


Roles = dict[tuple[str, int], set[str]]


@dataclass
class Standing:
    """Every role held, by (scope, scope id), with what each brings along; the audiences one was invited to; how far one
    is known; whether one is silenced.
    """

    roles: Roles = field(default_factory=dict)
    audiences: set[int] = field(default_factory=set)
    trust: int = 0
    silenced: bool = False


def standing_of(person_id: int) -> Standing:
    """One query for all of it: every page of a member asks for it."""
    found = Standing()
    for role, kind, value in _standing_rows(person=person_id, now=timezone.now()):
        if role:
            found.roles.setdefault((kind, value), set()).update(IMPLIED[role])
        elif kind == LEVEL:
            found.trust = value
        elif kind == SILENCE:
            found.silenced = True
        else:
            found.audiences.add(value)
    return found


def audience_ids_of(invited: set[int], site_roles: set[str]) -> frozenset[int]:
    """Everybody's, members', those one was invited to, and those open to a role one holds (one query, for staff)."""
    by_role = Audience.objects.filter(open_to_role__in=site_roles).values_list("id", flat=True) if site_roles else []
    return frozenset({PUBLIC, MEMBERS, *invited, *by_role})


def readers_among(person_ids: Collection[int], audience_id: int) -> set[int]:
    """Of these people (members all), the ones who belong to the audience."""
    if audience_id in (PUBLIC, MEMBERS):
        return set(person_ids)
    audience = Audience.objects.get(pk=audience_id)
    invited = AudienceMember.objects.filter(audience_id=audience_id, person_id__in=person_ids)
    roles = [role for role, brings in IMPLIED.items() if audience.open_to_role in brings]
    holders = RoleGrant.objects.filter(
        models.Q(until=None) | models.Q(until__gt=timezone.now()),
        role__in=roles,
        scope=Scope.SITE,
        person_id__in=person_ids,
    )
    return {*invited.values_list("person_id", flat=True), *holders.values_list("person_id", flat=True)}
