"""What the figures are read from: who acted on which day, and what was last counted."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import Exists, OuterRef, Q

from trialogue.people.persons import Person


class ActivityDayQuerySet(models.QuerySet["ActivityDay"]):
    def counted(self) -> "ActivityDayQuerySet":
        """Of people, not of bots (few, so that this costs less than a join)."""
        return self.exclude(person__in=Person.objects.filter(is_bot=True))

    def between(self, first: date, last: date) -> "ActivityDayQuerySet":
        """Both days included."""
        return self.filter(day__range=(first, last))


class ActivityDay(models.Model):
    """What one person did on one day (UTC), counted from the event log: a row can always be made anew from it.

    What an imported person did stands under whom they turned out to be.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    acts = models.PositiveIntegerField()
    asked = models.PositiveIntegerField()
    given = models.PositiveIntegerField()

    objects = ActivityDayQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["person", "day"], name="one_row_a_person_and_day")]
        indexes: ClassVar = [models.Index(fields=["day", "person"])]

    def __str__(self) -> str:
        return f"{self.person_id} on {self.day}"


def acted(day: Q) -> Q:
    """People with an act on such a day."""
    return Q(Exists(ActivityDay.objects.filter(day, person_id=OuterRef("pk"))))


class Progress(models.Model):
    """How far the log is counted (one row). `acts` names the acts that were counted: others, and all is made anew.

    `person_id` is the last person whose days were made anew, while that goes on; interrupted, it goes on from there.
    """

    event_id = models.BigIntegerField(default=0)
    acts = models.CharField(max_length=64, blank=True)
    person_id = models.BigIntegerField(null=True)

    def __str__(self) -> str:
        return f"counted to {self.event_id}"


class Reading(models.Model):
    """What a figure said when it was last counted. `values` is the figure's own shape, `n` how many it rests on."""

    name = models.CharField(max_length=40, unique=True)
    at = models.DateTimeField()
    n = models.PositiveIntegerField()
    values = models.JSONField()

    def __str__(self) -> str:
        return f"{self.name} at {self.at}"
