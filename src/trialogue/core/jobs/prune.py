"""Finished jobs, used keys and what broken uploads left do not stay for ever."""

from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from trialogue.core.jobs.declare import every
from trialogue.core.once import UsedKey

KEPT = {TaskResultStatus.SUCCESSFUL: timedelta(days=2), TaskResultStatus.FAILED: timedelta(days=90)}
KEYS_KEPT = timedelta(days=7)
PARTS_KEPT = timedelta(days=1)
BATCH = 500


@every(hours=1)
def prune_jobs() -> None:
    """Forget jobs that succeeded two days ago or failed for good three months ago."""
    for status, kept in KEPT.items():
        old = DBTaskResult.objects.filter(status=status, finished_at__lt=timezone.now() - kept).order_by()
        while ids := list(old.values_list("pk", flat=True)[:BATCH]):
            DBTaskResult.objects.filter(pk__in=ids).delete()


@every(hours=6)
def prune_keys() -> None:
    """Forget one-use keys a week after their use: nobody sends a form again that late."""
    old = UsedKey.objects.filter(at__lt=timezone.now() - KEYS_KEPT).order_by()
    while ids := list(old.values_list("pk", flat=True)[:BATCH]):
        UsedKey.objects.filter(pk__in=ids).delete()


@every(hours=24)
def prune_parts() -> None:
    """Take away what an upload left half-written a day ago, when its process died: no row points at it."""
    old = (timezone.now() - PARTS_KEPT).timestamp()
    for part in Path(settings.FILES_ROOT).glob("*/*.part"):
        if part.stat().st_mtime < old:
            part.unlink(missing_ok=True)
