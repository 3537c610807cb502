"""A tree of processes with one parent: who dies is started again, and nobody outlives the parent."""

import ctypes
import os
import select
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NoReturn

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
FIRST_PAUSE = 0.5
LONGEST_PAUSE = 30.0
STEADY = 10.0  # seconds after which a child counts as well again
PATIENCE = 6.0  # seconds children have to stop before they are killed
PR_SET_PDEATHSIG = 1


@dataclass
class Child:
    """What to run, and how it fares. `run` is called in a process of its own and ends with it."""

    name: str
    run: Callable[[], object]
    pid: int = 0
    started: float = 0.0
    deaths: int = 0
    next_start: float = field(default_factory=time.monotonic)

    def start(self, forget: Callable[[], None]) -> None:
        """Fork; Ctrl-C reaches only the parent (the child has a process group of its own)."""
        parent = os.getpid()
        sys.stdout.flush()
        sys.stderr.flush()
        self.started = time.monotonic()
        self.pid = os.fork()
        if not self.pid:
            forget()
            os.setpgid(0, 0)
            end_with_parent(parent, signal.SIGTERM)
            _end(self.run)

    def mourn(self, status: int) -> None:
        """Say that it died and when it comes back: later each time, unless it had been well for a while."""
        now = time.monotonic()
        self.deaths = 1 if now - self.started > STEADY else self.deaths + 1
        pause = min(FIRST_PAUSE * 2 ** (self.deaths - 1), LONGEST_PAUSE)
        self.pid, self.next_start = 0, now + pause
        code = os.waitstatus_to_exitcode(status)
        print(f"{self.name} ended unexpectedly ({code}); it starts again in {pause:g} s.", file=sys.stderr, flush=True)


class Supervisor:
    """Runs children until SIGINT, SIGTERM or SIGHUP, then stops them all. Its process must have no other thread."""

    def __init__(self, *children: Child) -> None:
        self.children = children
        self.stopping = False

    def run(self) -> None:
        """Return when every child has ended."""
        self.woken, self.waker = os.pipe()
        os.set_blocking(self.waker, False)
        signal.set_wakeup_fd(self.waker, warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        for signum in SIGNALS:
            signal.signal(signum, self._stop)
        while not self.stopping:
            self._start_due()
            self._wait()
            self._bury()
        self._stop_all()

    def _stop(self, *_: object) -> None:
        self.stopping = True

    def _start_due(self) -> None:
        for child in self.children:
            if not child.pid and child.next_start <= time.monotonic():
                child.start(self._forget)

    def _wait(self) -> None:
        """Sleep until a signal comes (a dead child is one) or a child is due."""
        due = [child.next_start - time.monotonic() for child in self.children if not child.pid]
        ready, _, _ = select.select([self.woken], [], [], max(0.0, min(due)) if due else None)
        if ready:
            os.read(self.woken, 4096)

    def _bury(self) -> None:
        for child in self.children:
            if child.pid:
                pid, status = os.waitpid(child.pid, os.WNOHANG)
                if pid:
                    child.mourn(status)

    def _stop_all(self) -> None:
        living = {child.pid for child in self.children if child.pid}
        for pid in living:
            _send(pid, signal.SIGTERM)
        until = time.monotonic() + PATIENCE
        while living and time.monotonic() < until:
            select.select([self.woken], [], [], 0.05)
            living = {pid for pid in living if not os.waitpid(pid, os.WNOHANG)[0]}
        for pid in living:
            _send(pid, signal.SIGKILL)
            os.waitpid(pid, 0)

    def _forget(self) -> None:
        """In the child: nothing of the supervisor's signals."""
        signal.set_wakeup_fd(-1)
        os.close(self.woken)
        os.close(self.waker)
        for signum in (*SIGNALS, signal.SIGCHLD):
            signal.signal(signum, signal.SIG_DFL)


def end_with_parent(parent: int, signum: signal.Signals) -> None:
    """Let the kernel send this process a signal when its parent dies, by whatever means (Linux only)."""
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, int(signum), 0, 0, 0)
        if os.getppid() != parent:
            os._exit(1)


def _end(run: Callable[[], object]) -> NoReturn:
    """Run and leave without the parent's clean-up; what went wrong is printed."""
    code = 1
    try:
        run()
        code = 0
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 1
    except BaseException:  # noqa: BLE001 - a forked child must never return into its parent's code
        sys.excepthook(*sys.exc_info())
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _send(pid: int, signum: signal.Signals) -> None:
    try:
        os.kill(pid, signum)
    except ProcessLookupError:
        pass
