"""Taking a job from the queue and trying it once."""

import secrets
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from traceback import format_exception
from types import FrameType
from typing import Any

import structlog
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django_tasks.base import TaskContext, TaskResultStatus
from django_tasks_db.models import DBTaskResult, get_date_max

from trialogue.core.jobs.declare import limits_of

Row = DBTaskResult[Any, Any]
Clock = Callable[[], datetime]
log = structlog.get_logger(__name__)

FIRST_PAUSE = timedelta(seconds=15)
LONGEST_PAUSE = timedelta(hours=1)


class TimeLimitExceeded(BaseException):
    """A try took longer than its job allows. Not an `Exception`, so that no job swallows it."""


class Stopping(BaseException):
    """The worker must stop now; the job is given back and its try is not counted."""


class WorkerDied(Exception):
    """The worker that ran a job fell silent."""


def ready(at: datetime) -> QuerySet[Row]:
    """The jobs that may start now, the most urgent first."""
    return DBTaskResult.objects.filter(
        Q(run_after=get_date_max()) | Q(run_after__lte=at), status=TaskResultStatus.READY
    )


def claim(worker: str, *, at: datetime) -> Row | None:
    """Take the next job for a worker, or nothing. Looks without a lock first: an idle worker never blocks a writer."""
    if not ready(at).exists():
        return None
    with transaction.atomic():
        row: Row | None = ready(at).select_for_update(skip_locked=True).first()
        if row is not None:
            row.claim(worker)
    return row


def attempt(row: Row, *, clock: Clock = timezone.now) -> BaseException | None:
    """Try a claimed job once and write down what came of it. Returns what went wrong, or nothing."""
    try:
        with _time_limit(row):
            value = _call(row)
    except Stopping:
        put_back(row)
        raise
    except (Exception, TimeLimitExceeded, SystemExit) as wrong:  # noqa: BLE001 - whatever a job raises is kept on its row
        fail(row, wrong, at=clock())
        return wrong
    _write(row, status=TaskResultStatus.SUCCESSFUL, return_value=value, traceback="", exception_class_path="")
    return None


def fail(row: Row, wrong: BaseException, *, at: datetime, pause: timedelta | None = None) -> None:
    """Note a failed try: another one after a pause, or, when none is left, the end. The traceback stays either way."""
    tries = len(row.worker_ids)
    note = {
        "exception_class_path": f"{type(wrong).__module__}.{type(wrong).__qualname__}",
        "traceback": "".join(format_exception(wrong)),
    }
    log.warning("job failed", job=row.task_path, tries=tries, error=repr(wrong))
    if tries <= _retries(row):
        _write(
            row, status=TaskResultStatus.READY, run_after=at + (pause_after(tries) if pause is None else pause), **note
        )
    else:
        _write(row, status=TaskResultStatus.FAILED, **note)


def put_back(row: Row) -> None:
    """Give a claimed job back as if it had never been taken."""
    _write(row, status=TaskResultStatus.READY, worker_ids=row.worker_ids[:-1])


def pause_after(tries: int) -> timedelta:
    """How long to wait after so many tries: doubling, at most an hour, spread by a quarter so that crowds part."""
    doubled: int = 2 ** (tries - 1)
    return min(FIRST_PAUSE * doubled, LONGEST_PAUSE) * (0.75 + secrets.randbelow(501) / 1000)


def pause_after_death(tries: int) -> timedelta:
    """How long a job waits whose worker died: not at all the first time, then doubling, for it may be what kills them."""
    doubled: int = 2 ** (tries - 1)
    return min(timedelta(seconds=doubled - 1), LONGEST_PAUSE)


def run_all(*, at: datetime | None = None, raise_failures: bool = True) -> int:
    """Do every job that may start now, also those the jobs ask for, here and in order. Returns how many were tried.

    For tests and for commands that must see the end of their work.
    """
    clock = timezone.now if at is None else lambda: at
    tried = 0
    while (row := claim("run-all", at=clock())) is not None:
        tried += 1
        wrong = attempt(row, clock=clock)
        if wrong is not None and raise_failures:
            raise wrong
    return tried


def _call(row: Row) -> Any:
    task: Any = row.task
    result: Any = row.task_result
    context = (TaskContext(task_result=result),) if task.takes_context else ()
    return task.call(*context, *result.args, **result.kwargs)


def _retries(row: Row) -> int:
    try:
        return limits_of(row.task)[0]
    except Exception:  # noqa: BLE001 - the job's code may be gone after an update; then it is not tried again
        return 0


def _write(row: Row, *, status: TaskResultStatus, **changes: Any) -> None:
    """Change the row unless it was taken from this worker meanwhile (`started_at` says whose turn it is)."""
    if status in {TaskResultStatus.SUCCESSFUL, TaskResultStatus.FAILED}:
        changes["finished_at"] = timezone.now()
    mine = DBTaskResult.objects.filter(pk=row.pk, status=TaskResultStatus.RUNNING, started_at=row.started_at)
    if not mine.update(status=status, **changes):
        log.warning("job was given to another worker", job=row.task_path)


@contextmanager
def _time_limit(row: Row) -> Iterator[None]:
    """Raise `TimeLimitExceeded` inside the job when its time is up (only the main thread has an alarm clock)."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def ring(signum: int, frame: FrameType | None) -> None:
        raise TimeLimitExceeded(row.task_path)

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, limits_of(row.task)[1])
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
