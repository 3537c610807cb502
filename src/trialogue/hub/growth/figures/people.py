"""How many there are, how many act, who came and who fell silent."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta

from django.db.models import Count, Min, Q

from trialogue.hub.growth.methods.flow import Flow, flow
from trialogue.hub.growth.models import ActivityDay, acted
from trialogue.people.audiences import Role, RoleGrant, Scope
from trialogue.people.persons import Person, PersonQuerySet

from .shapes import Counted

WINDOW = 28  # days: four weeks, so that each holds as many Mondays
WEEKS = 52
Days = tuple[date, date]


def day_of(at: datetime) -> date:
    return at.astimezone(UTC).date()


def days_now(at: datetime) -> Days:
    """The 28 days that end with this one."""
    last = day_of(at)
    return last - timedelta(days=WINDOW - 1), last


def days_before(at: datetime) -> Days:
    """The 28 days before those."""
    first = days_now(at)[0]
    return first - timedelta(days=WINDOW), first - timedelta(days=1)


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def members() -> PersonQuerySet:
    return Person.objects.members().filter(merged_into=None, is_bot=False)


def with_role(at: datetime) -> set[int]:
    """Who held a role on that moment: how staff are told apart. Who leads a group is a member like others."""
    running = Q(until=None) | Q(until__gt=at)
    leading = Q(role=Role.MANAGER, scope__in=[Scope.GROUP, Scope.CATEGORY])
    return set(RoleGrant.objects.filter(running, ~leading, at__lte=at).values_list("person_id", flat=True))


def active_in(days: Days) -> set[int]:
    rows = ActivityDay.objects.counted().between(*days)
    return set(rows.order_by().values_list("person_id", flat=True).distinct())


def flow_between(before: Days, now: Days) -> Flow[int]:
    """The people of both windows by id; three queries."""
    people = Person.objects.filter(acted(Q(day__range=now)), acted(Q(day__lt=now[0])), is_bot=False)
    return flow(active_in(before), active_in(now), set(people.values_list("pk", flat=True)))


def weekly_active(first: date, last: date) -> list[tuple[date, int]]:
    """How many people acted in each week (named by its Monday) from the one of `first` to the one of `last`.

    One small query a week: each reads a stretch of an index, and none has to name the week of every row.
    """
    people = Count("person", distinct=True)
    return [
        (week, ActivityDay.objects.counted().between(week, week + timedelta(days=6)).aggregate(n=people)["n"])
        for week in _every_week(first, last)
    ]


def weekly_new(first: date, last: date) -> list[tuple[date, int]]:
    """How many acted for the first time ever in each of these weeks."""
    begun = ActivityDay.objects.counted().values("person").annotate(first=Min("day")).order_by()
    counts = Counter(monday_of(row["first"]) for row in begun.filter(first__gte=monday_of(first)))
    return [(week, counts[week]) for week in _every_week(first, last)]


def _every_week(first: date, last: date) -> list[date]:
    """The Mondays, of weeks without anybody too."""
    begin, end = monday_of(first), monday_of(last)
    return [begin + timedelta(weeks=nth) for nth in range((end - begin).days // 7 + 1)]


def _whole_weeks(at: datetime) -> list[list[object]]:
    """[Monday, active, new] of the last 52 weeks that are over, none before the first act of all."""
    last = monday_of(day_of(at)) - timedelta(weeks=1)
    begun = ActivityDay.objects.counted().aggregate(first=Min("day"))["first"]
    first = max(monday_of(begun), last - timedelta(weeks=WEEKS - 1)) if begun else last
    if begun is None or first > last:
        return []
    both = zip(weekly_active(first, last), weekly_new(first, last), strict=True)
    return [[week.isoformat(), active, new] for (week, active), (_week, new) in both]


def count_members(at: datetime) -> Counted:
    here = set(members().filter(joined_at__lte=at).values_list("pk", flat=True))
    return Counted(len(here), {"members": len(here), "with_role": len(here & with_role(at))})


def count_active(at: datetime) -> Counted:
    """With who held a role told apart, and the weeks behind it."""
    active = active_in(days_now(at))
    first, last = days_now(at)
    return Counted(
        len(active),
        {
            "active": len(active),
            "with_role": len(active & with_role(at)),
            "first_day": first.isoformat(),
            "last_day": last.isoformat(),
            "weeks": _whole_weeks(at),
        },
    )


def count_flow(at: datetime) -> Counted:
    found = flow_between(days_before(at), days_now(at))
    kinds = ("before", "active", "new", "retained", "returned", "lapsed")
    return Counted(len(found.before | found.active), {kind: len(getattr(found, kind)) for kind in kinds})
