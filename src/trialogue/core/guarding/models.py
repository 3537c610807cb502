"""How often the guard noticed something, and what came of it. Never the text, nor whose it was."""

from typing import ClassVar

from django.db import models


class Outcome(models.TextChoices):
    ASKED = "asked"
    REFUSED = "refused"
    OVERRULED = "overruled"
    FALSE_ALARM = "false_alarm"


class Sighting(models.Model):
    """One kind noticed in one writing. `person_id` stands only where somebody called it a false alarm: they chose to tell."""

    kind = models.CharField(max_length=24)
    place = models.CharField(max_length=24)
    outcome = models.CharField(max_length=12, choices=Outcome.choices)
    at = models.DateTimeField()
    person_id = models.BigIntegerField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["at", "kind", "outcome"]), models.Index(fields=["outcome", "-at"])]

    def __str__(self) -> str:
        return f"{self.kind}: {self.outcome}"
