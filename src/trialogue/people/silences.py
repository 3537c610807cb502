"""Somebody reads and writes nothing for a while: a row with who, until when and why. It ends by itself."""

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _

from trialogue.core.audiences import Audience
from trialogue.core.design.moments import full


class SilenceQuerySet(models.QuerySet["Silence"]):
    def running(self, *, at: datetime) -> "SilenceQuerySet":
        return self.filter(lifted_at=None, until__gt=at)


class Silence(models.Model):
    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="silences")
    by = models.ForeignKey("people.Person", null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()
    until = models.DateTimeField()
    reason = models.CharField(max_length=300)
    # Who was told of it: the silenced, and those who look after the place.
    circle = models.ForeignKey(Audience, on_delete=models.PROTECT, related_name="+")
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.ForeignKey("people.Person", null=True, on_delete=models.SET_NULL, related_name="+")

    objects = SilenceQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(until__gt=models.F("at")), name="silence_ends_later")
        ]

    def __str__(self) -> str:
        return f"silence of {self.person_id} until {self.until:%Y-%m-%d %H:%M}"


def silence_words(person: models.Model) -> str:
    """What somebody silenced is told where they try to write; "" when nobody silences them (any more)."""
    now = timezone.now()
    running = Silence.objects.filter(person_id=person.pk).running(at=now).first()
    if running is None:
        return ""
    said = _("You read here and write nothing until %(until)s. The reason: %(reason)s")
    return said % {"until": full(running.until), "reason": running.reason}
