"""The worker: takes jobs one after the other, while a second thread gives signs of life and keeps the clock."""

import os
import select
import signal
import threading
import time
import uuid
from types import FrameType

import structlog
from django.db import Error, close_old_connections, connection
from django.utils import timezone
from django.utils.module_loading import autodiscover_modules

from trialogue.core.jobs.clock import enqueue_due
from trialogue.core.jobs.declare import limits_of
from trialogue.core.jobs.liveness import BEAT, beat, enter, give_back, give_back_own, leave, reap
from trialogue.core.jobs.run import Row, Stopping, attempt, claim

log = structlog.get_logger(__name__)

POLL = 0.5
GRACE = 3.0  # seconds a running job has to end by itself when the worker must stop
HUNG = 30.0  # seconds past its time limit after which a job that cannot be interrupted takes the process with it


class WorkerLoop:
    """One worker process. `run()` returns when a signal asked it to stop.

    Whoever starts it again after its death gives it the same `name`: so it knows at once which jobs have lost their worker.
    """

    def __init__(self, name: str = "") -> None:
        self.name = name or uuid.uuid4().hex
        self.stopping = False
        self.unsettled = True  # jobs may stand in our name that we do not do
        self.deadline: float | None = None
        self.woken, self.waker = os.pipe()
        self.ended = threading.Event()

    def run(self) -> None:
        """Work until SIGTERM or SIGINT."""
        autodiscover_modules("jobs")
        self._listen()
        enter(self.name, at=timezone.now())
        give_back(at=timezone.now())
        keeper = threading.Thread(target=self._keep, name="keeper", daemon=True)
        keeper.start()
        try:
            while not self.stopping:
                self._turn()
        except Stopping:
            log.info("a running job was given back")
        finally:
            self.ended.set()
            keeper.join(timeout=GRACE)
            leave(self.name, at=timezone.now())

    def _turn(self) -> None:
        close_old_connections()
        try:
            if self.unsettled:
                give_back_own(self.name, at=timezone.now())
                self.unsettled = False
            row = claim(self.name, at=timezone.now())
            if row is not None:
                self._attempt(row)
                return
        except Error as wrong:  # the database is away or busy: it comes back, and what stands in our name is given back
            self.unsettled = True
            log.warning("database error", error=str(wrong))
        select.select([self.woken], [], [], POLL)

    def _attempt(self, row: Row) -> None:
        self.deadline = time.monotonic() + _seconds(row) + HUNG
        try:
            attempt(row)
        finally:
            self.deadline = None

    def _listen(self) -> None:
        for signum in (signal.SIGTERM, signal.SIGINT):
            signal.signal(signum, self._stop)

    def _stop(self, signum: int, frame: FrameType | None) -> None:
        """Stop soon; a job that needs longer than the grace, or a second signal, is interrupted and given back."""
        if self.stopping and self.deadline is not None:
            raise Stopping
        self.stopping = True
        os.write(self.waker, b".")
        if self.deadline is not None:
            signal.signal(signal.SIGALRM, self._interrupt)
            signal.setitimer(signal.ITIMER_REAL, GRACE)

    def _interrupt(self, signum: int, frame: FrameType | None) -> None:
        if self.deadline is not None:
            raise Stopping

    def _keep(self) -> None:
        """Give a sign of life, take back the jobs of the dead, keep the clock; end the process if its job hangs."""
        while not self.ended.wait(BEAT.total_seconds()):
            deadline = self.deadline
            if deadline is not None and time.monotonic() > deadline:
                os._exit(70)
            try:
                close_old_connections()
                beat(self.name, at=timezone.now())
                reap(at=timezone.now())
                enqueue_due(at=timezone.now())
            except Error as wrong:
                log.warning("no sign of life could be given", error=str(wrong))
        connection.close()


def _seconds(row: Row) -> float:
    try:
        return limits_of(row.task)[1]
    except Exception:  # noqa: BLE001 - code that is gone fails in the attempt, where it is written down
        return 0.0
