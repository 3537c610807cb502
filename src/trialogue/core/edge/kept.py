"""Parts of pages that one process keeps for the next reader: the body of a topic, a list's rows.

As in the edge cache nothing is kept longer than a minute (parts say how long ago things were), nor after a touch that
reaches it. Who asks puts everything into the key that the part depends on besides: reader's rights, language, version.
What depends on its key alone is `lasting`: it says nothing of what people do, so that no touch and no time ends it.
"""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Collection, Hashable, Mapping
from dataclasses import dataclass, is_dataclass
from typing import Any, TypeVar

from .knowledge import NO_CONVERSATION, Knowledge, knowledge

T = TypeVar("T")
LIFE = 60.0
ROOM = 32 * 1024 * 1024
SMALL = 200


def size_of(part: Any) -> int:
    """About how many bytes it takes: its texts, and a little for everything else."""
    if isinstance(part, (str, bytes)):
        return len(part) + SMALL
    if isinstance(part, Mapping):
        part = part.values()
    elif is_dataclass(part):
        part = vars(part).values()
    elif not isinstance(part, (list, tuple)):
        return SMALL
    return SMALL + sum(size_of(each) for each in part)


@dataclass(frozen=True)
class _Entry:
    part: Any
    made_at: float
    serial: int
    talk: int
    size: int


class Kept:
    """The parts asked for last, in about `room` bytes."""

    def __init__(
        self, *, known: Knowledge = knowledge, clock: Callable[[], float] = time.monotonic, room: int = ROOM
    ) -> None:
        self._known, self._clock, self._room = known, clock, room
        self._parts: OrderedDict[Hashable, _Entry] = OrderedDict()
        self._size = 0
        self._lock = threading.Lock()

    def get(self, key: Hashable, make: Callable[[], T], *, talk: int = NO_CONVERSATION) -> T:
        """What is kept under the key, else what `make` makes now. It must not be changed by who gets it.

        `talk` is the one conversation whose posts the part shows.
        """
        return self.many({key: talk}, lambda _missing: {key: make()})[key]

    def lasting(self, key: Hashable, make: Callable[[], T]) -> T:
        """The same for a part that depends on nothing but its key."""
        entry = self._parts.get(key)
        if entry is None:
            part = make()
            entry = _Entry(part, self._clock(), 0, NO_CONVERSATION, size_of(part))
            self._keep(key, entry)
        found: T = entry.part
        return found

    def many(
        self, keys: Mapping[Hashable, int], make: Callable[[Collection[Hashable]], Mapping[Hashable, T]]
    ) -> dict[Hashable, T]:
        """What is kept under each key (with its conversation), else what `make` makes of those that are missing."""
        serial, now = self._known.hear(), self._clock()
        found = {key: entry for key in keys if (entry := self._parts.get(key)) and self._fresh(entry, now)}
        missing = [key for key in keys if key not in found]
        made = make(missing) if missing else {}
        for key, part in made.items():
            self._keep(key, _Entry(part, now, serial, keys[key], size_of(part)))
        return {**{key: entry.part for key, entry in found.items()}, **made}

    def _fresh(self, entry: _Entry, now: float) -> bool:
        return now - entry.made_at < LIFE and self._known.holds(entry.serial, entry.talk)

    def _keep(self, key: Hashable, entry: _Entry) -> None:
        with self._lock:
            old = self._parts.pop(key, None)
            self._size += entry.size - (old.size if old else 0)
            self._parts[key] = entry
            while self._size > self._room:
                self._size -= self._parts.popitem(last=False)[1].size

    def forget(self) -> None:
        with self._lock:
            self._parts.clear()
            self._size = 0


kept = Kept()
