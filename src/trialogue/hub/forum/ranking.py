"""What was talked about most: counted by the clock, read as a list."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class Period(models.TextChoices):
    WEEK = "week", _("this week")
    MONTH = "month", _("this month")
    YEAR = "year", _("this year")
    ALL = "all", _("ever")


class Ranking(models.Model):
    """How much happened in a topic within a period; only the foremost topics of each have one."""

    topic = models.ForeignKey("forum.Topic", on_delete=models.CASCADE, related_name="rankings")
    period = models.CharField(max_length=5, choices=Period.choices)
    score = models.PositiveIntegerField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["period", "topic"], name="ranked_once_a_period")]
        indexes: ClassVar = [models.Index(fields=["period", "-score", "-topic"])]

    def __str__(self) -> str:
        return f"{self.topic_id}: {self.score} {self.period}"
