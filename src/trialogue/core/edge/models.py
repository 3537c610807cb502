"""Touches: the rows by which processes tell one another what to forget."""

from datetime import timedelta
from typing import ClassVar

from django.db import models
from django.utils import timezone

from trialogue.core.jobs import every

KEPT = timedelta(days=1)
BATCH = 500


class Touch(models.Model):
    """What was shown of this conversation (null: anything that was shown) may be otherwise since this row is there."""

    conversation_id = models.BigIntegerField(null=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["at"])]

    def __str__(self) -> str:
        return f"touch of {self.conversation_id or 'everything'}"


@every(hours=1)
def prune_touches() -> None:
    """Forget what every process has long heard of."""
    old = Touch.objects.filter(at__lt=timezone.now() - KEPT).order_by()
    while ids := list(old.values_list("pk", flat=True)[:BATCH]):
        Touch.objects.filter(pk__in=ids).delete()
