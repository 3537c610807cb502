"""Jobs that failed at their last try: what is known of them, and trying them again."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult, get_date_max

from trialogue.core.jobs.run import Row


@dataclass(frozen=True)
class Failure:
    """`why` is the last line of what went wrong; the whole of it stays in the database."""

    pk: UUID
    name: str
    why: str
    tries: int
    asked_at: datetime
    failed_at: datetime | None


def failed() -> QuerySet[Row]:
    """The failed ones, the latest first."""
    return DBTaskResult.objects.filter(status=TaskResultStatus.FAILED).order_by("-finished_at", "-pk")


def failure_of(row: Row) -> Failure:
    said = row.traceback.strip().splitlines()
    return Failure(
        pk=row.pk, name=row.task_path.removeprefix("trialogue."), why=said[-1] if said else row.exception_class_path,
        tries=len(row.worker_ids), asked_at=row.enqueued_at, failed_at=row.finished_at,
    )  # fmt: skip


def put_in_again(pk: UUID) -> bool:
    """As if it had never been tried. False when it is not failed any more."""
    fresh = {"status": TaskResultStatus.READY, "run_after": get_date_max(), "worker_ids": [], "finished_at": None}
    return bool(failed().filter(pk=pk).order_by().update(**fresh))
