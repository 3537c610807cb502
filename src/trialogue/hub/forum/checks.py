"""Whether an answer still holds: who said so of which version, and who was asked."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from trialogue.hub.products.models import Version
from trialogue.people.persons import Person


class Still(models.TextChoices):
    YES = "yes", _("It still holds")
    CHANGED = "changed", _("It changed")
    NO = "no", _("It does not hold any more")


class AnswerCheck(models.Model):
    """One person's word on one version; said again, the newer one stands."""

    solution = models.ForeignKey("forum.Solution", on_delete=models.CASCADE, related_name="checks")
    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="+")
    still = models.CharField(max_length=7, choices=Still.choices)
    by = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["solution", "version", "by"], name="one_word_a_version")
        ]

    def __str__(self) -> str:
        return f"{self.solution_id} in {self.version_id}: {self.still}"


class AnswerAsked(models.Model):
    """This person was asked whether the answer holds in this version; never twice, and seldom."""

    solution = models.ForeignKey("forum.Solution", on_delete=models.CASCADE, related_name="asked")
    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["solution", "version", "person"], name="asked_once_a_version")
        ]
        indexes: ClassVar = [models.Index(fields=["person", "-at"])]

    def __str__(self) -> str:
        return f"{self.person_id} asked of {self.solution_id}"
