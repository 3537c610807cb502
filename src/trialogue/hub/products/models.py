"""The nouns that forum, tickets, code and releases share."""

import re
from typing import ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from trialogue.people.audiences import Scope
from trialogue.people.persons import Person


class Ageing(models.TextChoices):
    """Which release makes people ask whether an accepted answer still holds."""

    MINOR = "minor", _("the next smaller version (4.1 → 4.2)")
    MAJOR = "major", _("the next big version (4 → 5)")
    NEVER = "never", _("none")


class Product(models.Model):
    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=80)
    summary = models.CharField(max_length=300, blank=True)
    docs_url = models.URLField(blank=True)
    demo_url = models.URLField(blank=True)
    is_default = models.BooleanField(default=False)
    answers_age = models.CharField(max_length=5, choices=Ageing.choices, default=Ageing.MINOR)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["is_default"], condition=models.Q(is_default=True), name="one_default_product"
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def stands_in(self) -> tuple[str, int]:
        return (Scope.PRODUCT, self.pk)


def version_key(name: str) -> str:
    """Sorts versions as people mean them: 4.10 after 4.9, 4.3 b2 before 4.3 (pre-releases come first)."""
    number, _, rest = re.sub(r"\A[vV]", "", name).replace("-", " ").partition(" ")
    match = re.match(r"([0-9.]*)(.*)", number)
    digits, tail = (match[1], match[2] + rest) if match else ("", number + rest)
    parts = [int(part) for part in digits.split(".") if part][:5]
    padded = ".".join(f"{part:06d}" for part in [*parts, *[0] * (5 - len(parts))])
    return f"{padded}{' ' + tail.strip().lower() if tail.strip() else '~'}"[:80]


class VersionQuerySet(models.QuerySet["Version"]):
    def released(self) -> "VersionQuerySet":
        return self.filter(released_at__isnull=False)

    def newest_first(self) -> "VersionQuerySet":
        return self.order_by("-sort_key")


class Version(models.Model):
    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="versions")
    name = models.CharField(max_length=40)
    sort_key = models.CharField(max_length=80)
    released_at = models.DateTimeField(null=True)

    objects = VersionQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["product", "name"], name="one_version_of_a_name")]
        indexes: ClassVar = [models.Index(fields=["product", "-sort_key"])]

    def __str__(self) -> str:
        return self.name

    @property
    def line(self) -> str:
        """How the keys of all versions begin that answers need not be asked again in; "" for a pre-release, or never.

        What sorts before it belongs to earlier lines.
        """
        parts = {Ageing.MINOR: 2, Ageing.MAJOR: 1, Ageing.NEVER: 0}[Ageing(self.product.answers_age)]
        return ".".join(self.sort_key.split(".")[:parts]) if self.sort_key.endswith("~") else ""


class Horizon(models.TextChoices):
    NOW = "now", _("Now")
    NEXT = "next", _("Next")
    LATER = "later", _("Later")


class MilestoneQuerySet(models.QuerySet["Milestone"]):
    def open(self) -> "MilestoneQuerySet":
        return self.filter(reached_at=None, dropped_at=None)


class Milestone(models.Model):
    """A version to come: what it is for, about when, and how near (now, next, later)."""

    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="milestones")
    version = models.OneToOneField(Version, on_delete=models.PROTECT, related_name="milestone")
    slug = models.SlugField(max_length=60, unique=True)
    goal = models.CharField(max_length=200, blank=True)
    description = models.TextField(blank=True)
    horizon = models.CharField(max_length=6, choices=Horizon.choices, default=Horizon.LATER)
    start_date = models.DateField(null=True, blank=True)
    due_date = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField()
    reached_at = models.DateTimeField(null=True)
    dropped_at = models.DateTimeField(null=True)

    objects = MilestoneQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["horizon", "due_date"])]

    def __str__(self) -> str:
        return self.version.name

    def get_absolute_url(self) -> str:
        return reverse("milestone", args=[self.slug])

    @property
    def path(self) -> str:
        """Where it is read, without a language before it."""
        return f"/roadmap/{self.slug}/"

    @property
    def is_open(self) -> bool:
        return self.reached_at is None and self.dropped_at is None


class Component(models.Model):
    """A part of a product, with the person who looks after it."""

    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="components")
    slug = models.SlugField()
    name = models.CharField(max_length=80)
    owner = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["product", "slug"], name="one_component_of_a_slug")]
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name
