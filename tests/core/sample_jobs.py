"""Jobs that only tests ask for. What they did is written to a file or kept in a list."""

import os
import time
from pathlib import Path

from trialogue.core.jobs import job

done: list[str] = []


@job()
def remember(word: str) -> None:
    done.append(word)


@job(retries=1)
def break_down() -> None:
    raise ValueError("the mail server said no")


@job(retries=0, time_limit=0.2)
def dawdle() -> None:
    time.sleep(30)


@job()
def ask_for_more(word: str) -> None:
    remember.enqueue(word)


@job()
def write_line(path: str) -> None:
    """Hangs the first time, so that its worker can be killed in the middle; writes a line the second time."""
    note = Path(path)
    started = note.exists()
    with note.open("a") as out:
        out.write(f"{'finished' if started else 'started'} {os.getpid()}\n")
    if not started:
        time.sleep(600)
