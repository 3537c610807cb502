"""Downloads of the last 28 days, by release. Fetches are counted, not people."""

from datetime import datetime

from django.db.models import F, Q, Sum
from django.db.models.functions import Coalesce

from trialogue.hub.releases.models import Release, ReleaseQuerySet

from .people import days_now
from .shapes import Counted

MOST = 12


def with_downloads(at: datetime) -> ReleaseQuerySet:
    """Published releases with `lately`: fetches of their files in the 28 days up to `at`."""
    lately = Sum("files__days__fetched", filter=Q(files__days__day__range=days_now(at)))
    return Release.objects.published().filter(conversation__removal=None).annotate(lately=Coalesce(lately, 0))


def count_downloads(at: datetime) -> Counted:
    """[release, fetches], the most first, at most twelve; and all of them together."""
    rows = list(
        with_downloads(at)
        .filter(Q(lately__gt=0))
        .select_related("product", "version")
        .order_by(F("lately").desc(), "-pk")
    )
    total = sum(row.lately for row in rows)  # type: ignore[attr-defined]
    shown = [[str(row), row.lately] for row in rows[:MOST]]  # type: ignore[attr-defined]
    return Counted(total, {"downloads": total, "releases": shown})
