"""How a job is declared: `@job(retries=8)` for work that is asked for, `@every(minutes=5)` for work the clock asks for."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import ParamSpec, TypeVar

from django_tasks.base import Task

P = ParamSpec("P")
T = TypeVar("T")
Tick = Callable[[], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Job(Task[P, T]):
    """A task that knows how often it may be tried again and how many seconds one try may take."""

    retries: int = 8
    time_limit: float = 600.0


@dataclass(frozen=True, slots=True)
class Schedule:
    """What the clock asks for, and how often."""

    job: Job[[], None]
    period: timedelta


SCHEDULES: dict[str, Schedule] = {}


def job(*, retries: int = 8, time_limit: float = 600.0, priority: int = 0) -> Callable[[Callable[P, T]], Job[P, T]]:
    """Make a module-level function a job: `f.enqueue(*args)` asks for it, arguments must fit into JSON.

    With 8 retries the last try comes about three hours after the first.
    """

    def declare(function: Callable[P, T]) -> Job[P, T]:
        return Job(func=function, retries=retries, time_limit=time_limit, priority=priority)

    return declare


def every(*, retries: int = 3, time_limit: float = 600.0, **period: float) -> Callable[[Tick], Job[[], None]]:
    """Make a function a job that is enqueued once in each period (`minutes=5`), by whichever worker is first.

    A period in which no worker ran is not made up for; the current one is, at once. A worker that dies in the middle
    takes one of the tries; three more come within two minutes.
    """

    def declare(function: Tick) -> Job[[], None]:
        declared: Job[[], None] = Job(func=function, retries=retries, time_limit=time_limit)
        SCHEDULES[declared.module_path] = Schedule(declared, timedelta(**period))
        return declared

    return declare


def limits_of(task: object) -> tuple[int, float]:
    """Retries and seconds of any task; one that other packages declared is tried once and may take ten minutes."""
    if isinstance(task, Job):
        return task.retries, task.time_limit
    return 0, 600.0
