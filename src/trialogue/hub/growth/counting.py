"""Counting every figure, each hour: a page reads what was counted and says as of when."""

from datetime import datetime

from django.utils import timezone

from trialogue.core.jobs import every

from .days import catch_up
from .figures import FIGURES
from .models import Reading


def count_all(*, at: datetime) -> None:
    """Brings the days up to the log, then counts each figure anew."""
    catch_up(at=at)
    for figure in FIGURES:
        counted = figure.count(at)
        Reading.objects.update_or_create(
            name=figure.name, defaults={"at": at, "n": counted.n, "values": counted.values}
        )


@every(hours=1, time_limit=3000)
def count_figures() -> None:
    count_all(at=timezone.now())
