"""Keyset paging: a page goes on after a row, named by its moment and id, so no page costs more than the first."""

from dataclasses import dataclass
from datetime import UTC, datetime

from django.db.models import Q
from django.utils.dateparse import parse_datetime


def number_in(text: str | None, *, digits: int = 18) -> int:
    """A number out of an address or form; 0 for what is none, or longer than a column takes (9 digits: a plain integer)."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) <= digits else 0


@dataclass(frozen=True)
class Mark:
    """The last row of the page before.

    What stands after it is asked for as one range of the index and a choice in it: of two ranges joined by 'or'
    databases begin at the list's top.
    """

    at: datetime
    pk: int

    def __str__(self) -> str:
        return f"{self.at.astimezone(UTC).isoformat().removesuffix('+00:00')}Z_{self.pk}"

    def older(self, field: str, key: str = "pk") -> Q:
        """What stands after it when the newest by `field` comes first, of the same moment the highest `key`."""
        return Q(**{f"{field}__lte": self.at}) & (Q(**{f"{field}__lt": self.at}) | Q(**{f"{key}__lt": self.pk}))

    def younger(self, field: str, key: str = "pk") -> Q:
        """What stands after it when the oldest by `field` comes first, of the same moment the lowest `key`."""
        return Q(**{f"{field}__gte": self.at}) & (Q(**{f"{field}__gt": self.at}) | Q(**{f"{key}__gt": self.pk}))


def read_mark(text: str) -> Mark | None:
    """The mark in an address; None (the first page) for what cannot be read."""
    stamp, _, pk = text.replace(" ", "+").rpartition("_")
    try:
        at = parse_datetime(stamp)
        return Mark(at.astimezone(UTC), number_in(pk)) if at and at.tzinfo and number_in(pk) else None
    except (ValueError, OverflowError):  # no such day, or before the first there is
        return None
