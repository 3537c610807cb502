"""Signs of life, and what happens to the jobs of a worker that gives none (django-tasks#46)."""

import os
import socket
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django_tasks_db.models import DBTaskResult

from trialogue.core.jobs.models import Worker
from trialogue.core.jobs.run import WorkerDied, fail

BEAT = timedelta(seconds=2)
SILENCE = timedelta(seconds=10)


def enter(name: str, *, at: datetime) -> None:
    """A worker starts; it must be known before it takes its first job."""
    Worker.objects.create(name=name, host=socket.gethostname(), pid=os.getpid(), started_at=at, seen_at=at)


def leave(name: str, *, at: datetime) -> None:
    """A worker stopped cleanly; what it could not put back by itself is given back here."""
    Worker.objects.filter(name=name).delete()
    give_back(at=at)


def beat(name: str, *, at: datetime) -> None:
    """A worker lives. One that slept through its own funeral (a suspended laptop) comes back."""
    if not Worker.objects.filter(name=name).update(seen_at=at):
        enter(name, at=at)


def reap(*, at: datetime) -> int:
    """Look for workers that fell silent and hand their jobs to others. Costs one small query when all are well."""
    return give_back(at=at) if _silent(at).exists() else 0


@transaction.atomic
def give_back(*, at: datetime) -> int:
    """Hand every job that runs on no living worker to others; that counts as a try. Returns how many."""
    running = list(DBTaskResult.objects.running().select_for_update(skip_locked=True))
    living = set(Worker.objects.filter(seen_at__gte=at - SILENCE).values_list("name", flat=True))
    orphans = [row for row in running if row.worker_ids[-1] not in living]
    for row in orphans:
        fail(row, WorkerDied(row.worker_ids[-1]), at=at, pause=timedelta(0))
    _silent(at).delete()
    return len(orphans)


def _silent(at: datetime) -> QuerySet[Worker]:
    return Worker.objects.filter(seen_at__lt=at - SILENCE)
