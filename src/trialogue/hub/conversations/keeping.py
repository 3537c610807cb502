"""How long what was taken away is kept."""

from datetime import datetime, timedelta

from .models import Removal

KEPT = timedelta(days=30)


def kept_until(removal: Removal) -> datetime:
    """Until when it can be brought back; then what it said is destroyed."""
    return removal.at + KEPT


def is_over(removal: Removal, *, at: datetime) -> bool:
    """Whether it is too late to bring it back, also where the clock has not come to destroying it yet."""
    return removal.purged_at is not None or kept_until(removal) <= at
