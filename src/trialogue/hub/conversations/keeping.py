"""How long what was taken away is kept."""

from datetime import datetime

from trialogue.core.erasing import KEPT

from .models import Removal


def kept_until(removal: Removal) -> datetime:
    """Until when it can be brought back; then what it said is destroyed."""
    return removal.at + KEPT


def is_over(removal: Removal, *, at: datetime) -> bool:
    """Whether it is too late to bring it back, also where the clock has not come to destroying it yet."""
    return removal.purged_at is not None or kept_until(removal) <= at
