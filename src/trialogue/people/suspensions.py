"""Somebody may not sign in for now: a row with who, when and why. Undone by `lifted_at`."""

from typing import ClassVar

from django.db import models

from .persons import Person


class Suspension(models.Model):
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="suspensions")
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()
    reason = models.CharField(max_length=300)
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person"], condition=models.Q(lifted_at=None), name="one_open_suspension")
        ]

    def __str__(self) -> str:
        return f"suspension of {self.person_id}"
