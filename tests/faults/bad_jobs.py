"""Jobs that do harm, for tests alone. What they did is a line in a file."""

import os
import signal
import time
from pathlib import Path

from trialogue.core.jobs import job


def _note(path: str, what: str) -> None:
    with Path(path).open("a", encoding="utf-8") as out:
        out.write(f"{what}\n")


@job()
def good(path: str, number: int) -> None:
    _note(path, f"good {number}")


@job(retries=1)
def fails(path: str) -> None:
    _note(path, "fails")
    raise ValueError("on purpose")


@job(retries=0, time_limit=0.5)
def dawdles(path: str) -> None:
    _note(path, "dawdles")
    time.sleep(300)


@job(retries=0, time_limit=0.5)
def is_deaf(path: str) -> None:
    """Cannot be interrupted: its process has to go with it."""
    _note(path, "is deaf")
    signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGALRM])
    time.sleep(300)


@job(retries=2)
def kills(path: str) -> None:
    _note(path, "kills")
    os._exit(9)
