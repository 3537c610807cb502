"""Keyset paging: a page goes on after a row, named by its moment and id, so no page costs more than the first."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils.dateparse import parse_datetime


@dataclass(frozen=True)
class Mark:
    """The last row of the page before."""

    at: datetime
    pk: int

    def __str__(self) -> str:
        return f"{self.at.isoformat()}_{self.pk}"

    def older(self, field: str) -> Q:
        """What stands after it when the newest by `field` comes first."""
        return Q(**{f"{field}__lt": self.at}) | Q(**{field: self.at, "pk__lt": self.pk})


def read_mark(text: str) -> Mark | None:
    """The mark in an address; None (the first page) for what cannot be read."""
    stamp, _, pk = text.replace(" ", "+").rpartition("_")
    try:
        at = parse_datetime(stamp)
        return Mark(at, int(pk)) if at is not None and at.tzinfo is not None else None
    except ValueError:
        return None
