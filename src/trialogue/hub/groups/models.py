"""Groups: who sees them, how one joins, who waits at the door, and the categories that are theirs."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from trialogue.core.audiences import MEMBERS, PUBLIC, Audience, Viewer, audience_ids
from trialogue.core.words import spoken
from trialogue.hub.forum.models import Category
from trialogue.people.audiences import RoleGrant, Scope
from trialogue.people.persons import Person, PersonQuerySet


class SeenBy(models.TextChoices):
    PUBLIC = "public", _("Everybody, also guests")
    MEMBERS = "members", _("Members of the site")
    PRIVATE = "private", _("Nobody but who is in it")


class Joining(models.TextChoices):
    OPEN = "open", _("Everybody who wants to")
    REQUEST = "request", _("Who asks, once a leader agrees")
    INVITATION = "invitation", _("Who is invited")


class GroupQuerySet(models.QuerySet["Group"]):
    def visible_to(self, member: Viewer | None) -> "GroupQuerySet":
        """Those shown to everybody or to members, one's own, and those whose door one stands at."""
        seen = Q(seen_by=SeenBy.PUBLIC)
        if member is not None:
            ids = audience_ids(member)
            seen |= Q(seen_by=SeenBy.MEMBERS) | Q(audience_id__in=ids) | Q(door_id__in=ids)
        return self.filter(seen)

    def running(self) -> "GroupQuerySet":
        return self.filter(closed_at=None)

    def after(self, slug: str) -> "GroupQuerySet":
        """Keyset paging in the order of addresses."""
        return self.filter(slug__gt=slug) if slug else self


class Group(models.Model):
    """People with something in common and categories of their own.

    Its members are those of `audience`. At `door` stand the invited and those who asked: they are told what concerns
    them, and of a private group the invited see that it is there. Community managers belong to both by their role.
    """

    slug = models.SlugField(max_length=60, unique=True)
    names = models.JSONField(default=dict)
    descriptions = models.JSONField(default=dict, blank=True)
    seen_by = models.CharField(max_length=8, choices=SeenBy.choices, default=SeenBy.PUBLIC)
    joining = models.CharField(max_length=10, choices=Joining.choices, default=Joining.OPEN)
    audience = models.OneToOneField(Audience, on_delete=models.PROTECT, related_name="group")
    door = models.OneToOneField(Audience, on_delete=models.PROTECT, related_name="+")
    member_count = models.PositiveIntegerField(default=0)
    founded_at = models.DateTimeField()
    founded_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    closed_at = models.DateTimeField(null=True)

    objects = GroupQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return spoken(self.names) or self.slug

    @property
    def description(self) -> str:
        return spoken(self.descriptions)

    @property
    def stands_in(self) -> tuple[str, int]:
        return (Scope.GROUP, self.pk)

    @property
    def is_private(self) -> bool:
        return self.seen_by == SeenBy.PRIVATE

    @property
    def told_to(self) -> int:
        """The audience of what happens to the group as a whole."""
        return {SeenBy.PUBLIC.value: PUBLIC, SeenBy.MEMBERS.value: MEMBERS}.get(self.seen_by, self.audience_id)

    @property
    def path(self) -> str:
        """Where it is read, without a language before it."""
        return f"/groups/{self.slug}/"

    def get_absolute_url(self) -> str:
        return reverse("group", args=[self.slug])

    def members(self) -> PersonQuerySet:
        return Person.objects.members().filter(audience_memberships__audience=self.audience_id)

    def has(self, person: Person | None) -> bool:
        """Whether they are in it themselves, not by a role alone."""
        return person is not None and self.audience.members.filter(person=person).exists()

    def leader_ids(self) -> set[int]:
        grants = RoleGrant.objects.filter(scope=Scope.GROUP, scope_id=self.pk, until=None)
        return set(grants.values_list("person_id", flat=True))


class Area(models.Model):
    """A category that is a group's own."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="areas")
    category = models.OneToOneField(Category, on_delete=models.CASCADE, related_name="area")

    def __str__(self) -> str:
        return f"{self.category_id} of {self.group_id}"


class AdmissionQuerySet(models.QuerySet["Admission"]):
    def open(self) -> "AdmissionQuerySet":
        return self.filter(decided_at=None)

    def invitations(self) -> "AdmissionQuerySet":
        return self.exclude(by=models.F("person"))

    def requests(self) -> "AdmissionQuerySet":
        return self.filter(by=models.F("person"))


class Admission(models.Model):
    """Somebody asked to come in, or was invited by another; kept with who decided and how."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="admissions")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    words = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    admitted = models.BooleanField(default=False)

    objects = AdmissionQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["group", "person"], condition=Q(decided_at=None), name="once_at_the_door")
        ]
        indexes: ClassVar = [models.Index(fields=["person", "decided_at"])]

    def __str__(self) -> str:
        return f"{self.person_id} at the door of {self.group_id}"

    @property
    def is_invitation(self) -> bool:
        return self.by_id != self.person_id
