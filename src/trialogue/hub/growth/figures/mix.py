"""What the active do, and where members say they are."""

from datetime import datetime

from django.db.models import Count, Q, Sum

from trialogue.hub.growth.methods.diversity import effective_number
from trialogue.hub.growth.methods.proportion import wilson
from trialogue.hub.growth.models import ActivityDay
from trialogue.people.persons import PersonQuerySet, Shown

from .people import days_now, members
from .shapes import Counted


def count_giving(at: datetime) -> Counted:
    """Of the active: who only asked, asked and gave, only gave, did neither (votes, thanks, answers accepted)."""
    rows = ActivityDay.objects.counted().between(*days_now(at)).values("person").order_by()
    sums = rows.annotate(all_asked=Sum("asked"), all_given=Sum("given")).values_list("all_asked", "all_given")
    kinds = [(asked > 0, given > 0) for asked, given in sums]
    gave = sum(given for _asked, given in kinds)
    share = wilson(gave, len(kinds)) if kinds else None
    values = {
        "only_asked": kinds.count((True, False)),
        "both": kinds.count((True, True)),
        "only_gave": kinds.count((False, True)),
        "neither": kinds.count((False, False)),
        "gave": gave,
        "share": [share.p, share.low, share.high] if share else None,
    }
    return Counted(len(kinds), values)


def with_country() -> PersonQuerySet:
    """Members who name a country and show it, to members at least."""
    shown = Q(shown__country__isnull=True) | ~Q(shown__country=Shown.NOBODY)  # who chose nothing shows it
    return members().exclude(country="").filter(shown)


def count_countries(at: datetime) -> Counted:
    """[country, members], the most first. Counts under five are for those who look after the site, not for the public."""
    rows = with_country().filter(joined_at__lte=at).values_list("country").annotate(n=Count("pk"))
    cells = [[code, n] for code, n in rows.order_by("-n", "country")]
    said = sum(n for _code, n in cells)
    everybody = members().filter(joined_at__lte=at).count()
    even = effective_number(n for _code, n in cells)
    return Counted(said, {"cells": cells, "members": everybody, "as_many_as": round(even, 1)})
