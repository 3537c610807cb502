"""That everything of somebody was cleared away, and what of it has no place of its own while it is away."""

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import Q

from trialogue.core.erasing import KEPT


class ClearingQuerySet(models.QuerySet["Clearing"]):
    def open(self) -> "ClearingQuerySet":
        """Those nobody took back."""
        return self.filter(undone_at=None)


class Clearing(models.Model):
    """Who, when, why; `done` of `total` rows have gone, or, once it was undone, have come back."""

    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="clearings")
    by = models.ForeignKey("people.Person", null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()
    reason = models.CharField(max_length=300)
    # The suspension made with it; none where they were kept out before.
    suspension = models.ForeignKey("people.Suspension", null=True, on_delete=models.SET_NULL, related_name="+")
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    finished_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey("people.Person", null=True, on_delete=models.SET_NULL, related_name="+")
    purged_at = models.DateTimeField(null=True)

    objects = ClearingQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person"], condition=Q(undone_at=None), name="one_open_clearing")
        ]

    def __str__(self) -> str:
        return f"clearing of {self.person_id}"

    @property
    def kept_until(self) -> datetime:
        return self.at + KEPT

    def is_over(self, *, at: datetime) -> bool:
        """Whether it is too late to bring anything back."""
        return self.purged_at is not None or self.kept_until <= at


class Swept(models.Model):
    """A row that is away, column by column: it comes back as it was."""

    clearing = models.ForeignKey(Clearing, on_delete=models.CASCADE, related_name="swept")
    kind = models.CharField(max_length=60)
    row = models.JSONField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["clearing", "kind"])]

    def __str__(self) -> str:
        return f"{self.kind} of {self.clearing_id}"


def is_cleared(person: str) -> models.Exists:
    """Whether the person this column names is cleared away now."""
    return models.Exists(Clearing.objects.open().filter(person=models.OuterRef(person)))


def names_cleared() -> Q:
    """Of an event: somebody who is cleared away did it, or it tells of what they did."""
    return Q(is_cleared("actor_id")) | Q(is_cleared("on_behalf_of_id"))
