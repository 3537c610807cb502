"""Signs of life, and what happens to the jobs of a worker that gives none (django-tasks#46)."""

import os
import socket
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django_tasks_db.models import DBTaskResult

from trialogue.core.jobs.models import Worker
from trialogue.core.jobs.run import Row, WorkerDied, fail, pause_after_death

BEAT = timedelta(seconds=2)
SILENCE = timedelta(seconds=10)


def enter(name: str, *, at: datetime) -> None:
    """A worker starts; it must be known before it takes its first job. It may have the name of one that died."""
    here = {"host": socket.gethostname(), "pid": os.getpid(), "started_at": at, "seen_at": at}
    Worker.objects.update_or_create(name=name, defaults=here)


def leave(name: str, *, at: datetime) -> None:
    """A worker stopped cleanly; what it could not put back by itself is given back here."""
    Worker.objects.filter(name=name).delete()
    give_back(at=at)


def beat(name: str, *, at: datetime) -> None:
    """A worker lives. One that slept through its own funeral (a suspended laptop) comes back."""
    if not Worker.objects.filter(name=name).update(seen_at=at):
        enter(name, at=at)


def reap(*, at: datetime) -> int:
    """Look for workers that fell silent and hand their jobs to others. Costs two small queries when all are well.

    A sign of life from the time to come was given before the clock was set back: it counts as given now, so that the
    dead do not live on until then, and the living have the time to give another.
    """
    to_come = Worker.objects.filter(seen_at__gt=at + SILENCE)
    if to_come.exists():
        to_come.update(seen_at=at)
    return give_back(at=at) if _silent(at).exists() else 0


@transaction.atomic
def give_back(*, at: datetime) -> int:
    """Hand every job that runs on no living worker to others; that counts as a try. Returns how many."""
    running = _running()
    living = set(Worker.objects.filter(seen_at__gte=at - SILENCE).values_list("name", flat=True))
    orphans = [row for row in running if row.worker_ids[-1] not in living]
    _hand_on(orphans, at)
    _silent(at).delete()
    return len(orphans)


@transaction.atomic
def give_back_own(name: str, *, at: datetime) -> int:
    """Hand on what this worker holds and does not do: its process died, or the end of a job could not be written."""
    own = [row for row in _running() if row.worker_ids[-1] == name]
    _hand_on(own, at)
    return len(own)


def _running() -> list[Row]:
    return list(DBTaskResult.objects.running().select_for_update(skip_locked=True))


def _hand_on(orphans: list[Row], at: datetime) -> None:
    for row in orphans:
        fail(row, WorkerDied(row.worker_ids[-1]), at=at, pause=pause_after_death(len(row.worker_ids)))


def _silent(at: datetime) -> QuerySet[Worker]:
    return Worker.objects.filter(seen_at__lt=at - SILENCE)
