"""How far somebody is known here: five plain levels, each a row with since when and why."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class Level(models.IntegerChoices):
    NEW = 0, _("new")
    ARRIVED = 1, _("arrived")
    KNOWN = 2, _("known")
    TRUSTED = 3, _("trusted")
    LEADER = 4, _("leader")


class TrustLevel(models.Model):
    """Where one person stands, from `since` until `until`; without a row they are new.

    `by` is empty where it grew by itself. What somebody set by hand is `held`: it grows on only when they let it.
    """

    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="trust_levels")
    level = models.PositiveSmallIntegerField(choices=Level.choices)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    by = models.ForeignKey("people.Person", null=True, on_delete=models.SET_NULL, related_name="+")
    because = models.CharField(max_length=300, blank=True)
    held = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person"], condition=models.Q(until=None), name="one_level_at_a_time")
        ]

    def __str__(self) -> str:
        return f"{self.person_id} is {self.get_level_display()}"
