"""What this process has heard of touches, and so whether something it keeps still holds."""

import threading
import time
from collections.abc import Callable, Iterable

from django.db import connection

Row = tuple[int, int | None]
#: Asks for the touches above an id (None: the last ones) and for those of these ids.
Ask = Callable[[int | None, Iterable[int]], list[Row]]

LAST = 200
HOLE_KEPT = 300.0
MOST_TALKS = 10_000
#: For what shows no conversation at all: it holds until something reaches every page.
NO_CONVERSATION = 0


def ask_database(above: int | None, also: Iterable[int]) -> list[Row]:
    """One query, on the primary key. Not by the ORM: it runs before pages that cost less than building a query does."""
    after = f"(SELECT COALESCE(MAX(id), 0) - {LAST} FROM core_touch)" if above is None else str(int(above))  # noqa: S608 - whole numbers
    holes = ",".join(str(int(pk)) for pk in also)
    or_holes = f" OR id IN ({holes})" if holes else ""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT id, conversation_id FROM core_touch WHERE id > {after}{or_holes} ORDER BY id")  # noqa: S608 - whole numbers
        return list(cursor.fetchall())


class Knowledge:
    """Counts what it hears: `serial` is the count now, and a thing kept at some serial holds while nothing that
    reaches it was heard since.

    An id that is missing below the highest one belongs to a transaction that is still open or was given up (ids come in
    order, commits do not): it is asked for again for five minutes.
    """

    def __init__(self, ask: Ask = ask_database, clock: Callable[[], float] = time.monotonic) -> None:
        self._ask, self._clock, self._lock = ask, clock, threading.Lock()
        self._highest: int | None = None
        self._holes: dict[int, float] = {}
        self._talks: dict[int, int] = {}
        self._everything = 0
        self._heard_at = float("-inf")
        self._asking = threading.local()
        self.serial = 0

    def begin(self) -> None:
        """A request begins in this thread."""
        self._asking.due = True

    def hear(self) -> int:
        """Hears what is new before the first thing that a request takes out of what is kept; returns the serial."""
        if not getattr(self._asking, "due", True):
            return self.serial
        serial = self.listen()
        if hasattr(self._asking, "due"):
            self._asking.due = False
        return serial

    def forget(self) -> None:
        """Begins anew: for another database, or one that was restored."""
        self._highest, self._holes, self._talks = None, {}, {}
        self._heard_at = float("-inf")
        self.serial += 1
        self._everything = self.serial

    def listen(self, *, at_most: float = 0.0) -> int:
        """Hears what is new, unless it did so less than `at_most` seconds ago; returns the serial.

        Raises what the database raises: then nothing that is kept may be believed.
        """
        if self._clock() - self._heard_at < at_most:
            return self.serial
        with self._lock:
            if self._clock() - self._heard_at >= at_most:
                began = self._clock()
                self._hear(self._ask(self._highest, self._holes))
                self._heard_at = began
            return self.serial

    def holds(self, serial: int, talk: int | None) -> bool:
        """Whether what was made at this serial still is so: of one conversation alone, or (None) of anything."""
        if talk is None:
            return serial == self.serial
        return serial >= self._everything and serial >= self._talks.get(talk, 0)

    def _hear(self, rows: list[Row]) -> None:
        if not rows and not self._holes:
            return
        now = self._clock()
        self.serial += bool(rows)
        if self._highest is None and rows:
            self._highest = rows[0][0] - 1
        for pk, talk in rows:
            self._note_holes(pk, now)
            if talk is None:
                self._everything = self.serial
            else:
                self._talks[talk] = self.serial
        self._holes = {pk: since for pk, since in self._holes.items() if now - since < HOLE_KEPT}
        if len(self._talks) > MOST_TALKS:
            self._talks, self._everything = {}, self.serial

    def _note_holes(self, pk: int, now: float) -> None:
        highest = self._highest or 0
        if pk > highest:
            self._holes.update(dict.fromkeys(range(highest + 1, pk), now))
            self._highest = pk
        else:
            self._holes.pop(pk, None)


knowledge = Knowledge()
