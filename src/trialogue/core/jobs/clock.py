"""The clock: each turn of each schedule is taken by one worker, however many there are."""

from datetime import datetime

from django.db import IntegrityError, transaction

from trialogue.core.jobs.declare import SCHEDULES, Schedule
from trialogue.core.jobs.models import CronRun

KEPT_TURNS = 10


def enqueue_due(*, at: datetime) -> list[str]:
    """Enqueue every scheduled job whose turn nobody has taken yet. Returns the names of those won here."""
    return [name for name, schedule in SCHEDULES.items() if _take_turn(name, schedule, at)]


def _take_turn(name: str, schedule: Schedule, at: datetime) -> bool:
    slot = int(at.timestamp() // schedule.period.total_seconds())
    turns = CronRun.objects.filter(name=name)
    if turns.filter(slot=slot).exists():  # this one, not a later one: the clock may have been wrong and set back
        return False
    try:
        with transaction.atomic():
            CronRun.objects.create(name=name, slot=slot, at=at)
            schedule.job.enqueue()
    except IntegrityError:  # another worker was faster
        return False
    turns.filter(slot__lt=slot - KEPT_TURNS).delete()
    return True
