"""A Person authors everything; an Account may hang on it. Imported and mailed-in people have none."""

from collections.abc import Collection, Hashable
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any, ClassVar
from urllib.parse import quote

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from trialogue.core.audiences import Viewer
from trialogue.core.words import here

from .audiences import Roles, Scope, Standing, audience_ids_of, standing_of

NOBODY = -1
UNREAD_FOR = timedelta(days=90)


class Voice(models.TextChoices):
    USER = "user", _("uses it")
    BUILDER = "builder", _("builds it")
    STEWARD = "steward", _("cares for it")


class Shown(models.TextChoices):
    PUBLIC = "public", _("everybody")
    MEMBERS = "members", _("members")
    NOBODY = "nobody", _("nobody")


class MailPace(models.TextChoices):
    AT_ONCE = "at_once", _("at once")
    NEVER = "never", _("never")


class WrittenBy(models.TextChoices):
    """Who may begin a direct conversation with somebody, and write to them in one of two."""

    EVERYBODY = "everybody", _("every member")
    KNOWN = "known", _("people I have talked with here")
    NOBODY = "nobody", _("nobody")


# Fields whose owner decides who sees them, with who does until the owner says otherwise.
PROFILE_FIELDS: dict[str, str] = {
    "about": Shown.PUBLIC,
    "country": Shown.PUBLIC,
    "time_zone": Shown.MEMBERS,
    "languages": Shown.PUBLIC,
    "background": Shown.MEMBERS,
    "skills": Shown.PUBLIC,
    "would_like": Shown.MEMBERS,
    "links": Shown.PUBLIC,
}


class PersonQuerySet(models.QuerySet["Person"]):
    def visible_to(self, member: Viewer | None) -> "PersonQuerySet":
        """Every person who was not merged into another; which fields one sees is `Person.shown_to`."""
        return self.filter(merged_into=None, hidden=False)

    def members(self) -> "PersonQuerySet":
        """People with an account who came in and did not leave (not: imported people nobody claimed)."""
        return self.filter(account__is_active=True, hidden=False)

    def after_in_names(self, handle: str) -> "PersonQuerySet":
        """In the order of names, those after this member ("" or nobody: from the beginning).

        Not by number, and only after whom one sees: else it told who is about to join, and so which addresses are taken.
        """
        members = Person.objects.visible_to(None).members().filter(is_bot=False)
        last = members.filter(handle_key=handle.lower()).values_list("name", "pk").first() if handle else None
        found = self.filter(Q(name__gt=last[0]) | Q(name=last[0], pk__gt=last[1])) if last else self
        return found.order_by("name", "pk")

    def showing(self, field: str, viewer: Viewer | None) -> "PersonQuerySet":
        """Those who let this viewer see the field: the same as `Person.shows`, as a query."""
        seen = _shown(field, to_members=viewer is not None)
        return self.filter(seen if viewer is None else seen | Q(pk=viewer.pk))

    def showing_to_all(self, field: str, *, members: bool) -> "PersonQuerySet":
        """Those who let every member (or every visitor) see the field."""
        return self.filter(_shown(field, to_members=members))


def _shown(field: str, *, to_members: bool) -> Q:
    levels = [Shown.PUBLIC, Shown.MEMBERS] if to_members else [Shown.PUBLIC]
    seen = Q(**{f"shown__{field}__in": levels})
    return seen | Q(**{f"shown__{field}__isnull": True}) if PROFILE_FIELDS[field] in levels else seen


class Person(models.Model):
    handle = models.CharField(max_length=40)
    handle_key = models.GeneratedField(
        expression=Lower("handle"), output_field=models.CharField(max_length=40), db_persist=True
    )
    name = models.CharField(max_length=80)
    says = models.CharField(max_length=100, blank=True)
    voice = models.CharField(max_length=8, choices=Voice.choices, default=Voice.USER)
    uses = models.BooleanField(default=False)
    builds = models.BooleanField(default=False)
    cares = models.BooleanField(default=False)
    picture = models.ForeignKey("core.StoredFile", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    about = models.TextField(blank=True)
    about_html = models.TextField(blank=True)
    country = models.CharField(max_length=2, blank=True)
    time_zone = models.CharField(max_length=60, blank=True)
    languages = models.JSONField(default=list, blank=True)
    background = models.CharField(max_length=120, blank=True)
    skills = models.JSONField(default=list, blank=True)
    would_like = models.JSONField(default=list, blank=True)
    links = models.JSONField(default=list, blank=True)
    shown = models.JSONField(default=dict, blank=True)

    language = models.CharField(max_length=8, blank=True)
    theme = models.CharField(max_length=5, blank=True)
    mail_pace = models.CharField(max_length=8, choices=MailPace.choices, default=MailPace.AT_ONCE)
    written_by = models.CharField(max_length=9, choices=WrittenBy.choices, default=WrittenBy.EVERYBODY)
    # Ids of those they muted or blocked, kept by these actions: every page with posts folds theirs.
    set_aside = models.JSONField(default=list, blank=True)
    joined_at = models.DateTimeField()
    # When they said that they had read everything.
    read_all_at = models.DateTimeField(null=True, blank=True)
    # When they were here last (to five minutes), and when the visit before this one ended.
    seen_at = models.DateTimeField(null=True, blank=True)
    new_since = models.DateTimeField(null=True, blank=True)
    started = models.JSONField(default=dict, blank=True)
    unread = models.PositiveIntegerField(default=0)
    # On how many days they read something new, and the last of them.
    days_seen = models.PositiveIntegerField(default=0)
    seen_on = models.DateField(null=True, blank=True)
    is_bot = models.BooleanField(default=False)
    hidden = models.BooleanField(default=False)
    merged_into = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="merged")

    objects = PersonQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["handle_key"], name="one_person_a_handle")]
        indexes: ClassVar = [
            models.Index(fields=["-joined_at", "-id"]),
            models.Index(fields=["name"]),
            models.Index(fields=["country", "name"]),
            models.Index(fields=["seen_on"], condition=Q(seen_on__isnull=False), name="person_seen_on"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        # Not by `reverse`: a list names many people, and asking the urls for each costs more than the list.
        return here(f"/people/{quote(self.handle.lower())}/")

    @property
    def path(self) -> str:
        """Where the profile is read, without a language before it."""
        return f"/people/{self.handle.lower()}/"

    @property
    def initials(self) -> str:
        words = [word for word in self.name.split() if word[0].isalnum()] or [self.handle]
        return (words[0][0] + (words[-1][0] if len(words) > 1 else "")).upper()

    @property
    def heir(self) -> "Person":
        """Who they are now: whom they were merged into, or they themselves."""
        return self.merged_into or self

    @property
    def byline_text(self) -> str:
        return self.says

    @property
    def picture_url(self) -> str:
        return self.picture.get_absolute_url() if self.picture_id and self.picture else ""

    @property
    def voices(self) -> list[str]:
        chosen = {Voice.USER: self.uses, Voice.BUILDER: self.builds, Voice.STEWARD: self.cares}
        return [voice.value for voice, yes in chosen.items() if yes]

    @property
    def is_expected(self) -> bool:
        """Joined but did not confirm an address yet."""
        return self.hidden and "confirmed" not in self.started

    @property
    def is_claimed(self) -> bool:
        return hasattr(self, "account")

    @cached_property
    def _standing(self) -> Standing:
        """Kept for one request: what was given or taken back counts from the next."""
        return standing_of(self.pk)

    @property
    def is_here(self) -> bool:
        """Whether they are a member now: `PersonQuerySet.members`, of one person."""
        return self.is_claimed and self.account.is_active and not self.hidden

    @property
    def roles(self) -> Roles:
        return self._standing.roles

    @property
    def site_roles(self) -> set[str]:
        return self.roles.get((Scope.SITE, 0), set())

    @property
    def trust(self) -> int:
        """How far they are known here (`trust.levels.Level`)."""
        return self._standing.trust

    @property
    def is_silenced(self) -> bool:
        """Reads, and writes nothing for a while."""
        return self._standing.silenced

    @cached_property
    def _audience_ids(self) -> frozenset[int]:
        return audience_ids_of(self._standing.audiences, self.site_roles)

    def audience_ids(self) -> Collection[int]:
        return self._audience_ids

    def is_in(self, audience_id: int) -> bool:
        """Whether they belong to it themselves, not by a role they hold."""
        return audience_id in self._standing.audiences

    def read_before(self, *, at: datetime) -> datetime:
        """What was written until then counts as read: before they came, or said so, or three months ago.

        So lists of what is unread cost what was written since, not what exists.
        """
        return max(self.joined_at, self.read_all_at or self.joined_at, at - UNREAD_FOR)

    @property
    def standing(self) -> Hashable:
        """What this member may see and do but for being who they are: the same for all who have the same.

        Not how far they are known: no page that many read alike shows more for it.
        """
        roles = tuple(sorted((where, tuple(sorted(held))) for where, held in self.roles.items()))
        return roles, self._audience_ids, self.is_silenced

    def forget_standing(self) -> None:
        """What this object had read of its rights counts no more."""
        for name in ("_standing", "_audience_ids"):
            vars(self).pop(name, None)

    def anybody_alike(self) -> "Person":
        """Nobody in particular of the same standing: to make what all of them are shown alike."""
        other = Person(pk=NOBODY)
        vars(other).update(_standing=self._standing, _audience_ids=self._audience_ids)
        return other

    def shows(self, field: str, viewer: Viewer | None) -> bool:
        """Whether this viewer sees this field of the profile."""
        level = self.shown.get(field, PROFILE_FIELDS[field])
        if viewer is not None and viewer.pk == self.pk:
            return True
        return level == Shown.PUBLIC or (level == Shown.MEMBERS and viewer is not None)

    def shown_to(self, viewer: Viewer | None) -> dict[str, Any]:
        """The profile's fields that this viewer sees and that say something."""
        seen = {field: getattr(self, field) for field in PROFILE_FIELDS if self.shows(field, viewer)}
        return {field: value for field, value in seen.items() if value}


class Identity(models.Model):
    """How else a person is known: an import key, a git address, a handle elsewhere."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="identities")
    kind = models.CharField(max_length=20)
    value = models.CharField(max_length=200)
    verified_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["kind", "value"], name="one_person_an_identity")]

    def __str__(self) -> str:
        return f"{self.kind}:{self.value}"


class Claim(models.Model):
    """'This imported person is me': asked by a member, decided by a manager, kept either way."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="claims")
    by = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="claims_made")
    words = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    confirmed = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "by"], condition=models.Q(decided_at=None), name="one_open_claim")
        ]

    def __str__(self) -> str:
        return f"{self.by_id} claims {self.person_id}"
