"""Saying how far a long work is: a bar on a terminal, a line now and then elsewhere."""

from collections.abc import Callable
from typing import TextIO

WIDTH = 28
EVERY = 10.0  # seconds between lines where nobody watches
OFTEN = 0.1  # between two states of the bar


class Progress:
    def __init__(self, out: TextIO, clock: Callable[[], float]) -> None:
        self.out = out
        self.clock = clock
        self.is_terminal = out.isatty()
        self.said_at = clock()

    def say(self, what: str, done: int, total: int = 0) -> None:
        """Called as often as one likes; speaks only so often."""
        now = self.clock()
        if now - self.said_at < (OFTEN if self.is_terminal else EVERY):
            return
        self.said_at = now
        if self.is_terminal:
            filled = WIDTH * done // total if total else 0
            bar = f"[{'#' * filled}{'.' * (WIDTH - filled)}] " if total else ""
            self.out.write(f"\r{bar}{self._count(what, done, total)}\x1b[K")
        else:
            self.out.write(f"{self._count(what, done, total)}\n")
        self.out.flush()

    def end(self) -> None:
        if self.is_terminal:
            self.out.write("\r\x1b[K")
            self.out.flush()

    @staticmethod
    def _count(what: str, done: int, total: int) -> str:
        return f"{what}: {done:,} of {total:,}" if total else f"{what}: {done:,}"
