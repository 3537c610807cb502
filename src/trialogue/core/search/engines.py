"""The two indexes behind one door: which documents speak of what was asked, and how much."""

from collections.abc import Collection
from typing import Protocol

from django.db import connection

from . import postgres, sqlite
from .asking import Question

#: A document's id and how much it speaks of what was asked, the more the higher.
Hit = tuple[int, float]


class Engine(Protocol):
    def ensure(self) -> None:
        """Makes the index where there is none. What is in it follows the table's rows by itself."""

    def find(
        self,
        question: Question,
        audience_ids: Collection[int],
        *,
        most: int,
        titles: bool,
        kinds: Collection[str] = (),
    ) -> list[Hit]:
        """At most this many of the newest documents for these audiences; `titles`: that say it in their title.

        `kinds`: of these alone.
        """

    def wipe(self) -> None:
        """Lets nothing stay in the index of words that left it. Not inside a transaction."""


def engine() -> Engine:
    return sqlite if connection.vendor == "sqlite" else postgres


def ensure(**_kwargs: object) -> None:
    """Runs after every migrate."""
    engine().ensure()
