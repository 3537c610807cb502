"""Somebody may not sign in for now: a row with who, when, why and until when (never by itself where it does not say).

Undone by `lifted_at`.
"""

from datetime import datetime
from typing import ClassVar

from django.db import models

from .persons import Person


class SuspensionQuerySet(models.QuerySet["Suspension"]):
    def running(self) -> "SuspensionQuerySet":
        return self.filter(lifted_at=None)

    def over(self, *, at: datetime) -> "SuspensionQuerySet":
        """Those whose time came."""
        return self.running().filter(until__lte=at)


class Suspension(models.Model):
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="suspensions")
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()
    until = models.DateTimeField(null=True)
    reason = models.CharField(max_length=300)
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")

    objects = SuspensionQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person"], condition=models.Q(lifted_at=None), name="one_open_suspension")
        ]

    def __str__(self) -> str:
        return f"suspension of {self.person_id}"
