"""The days of each person, from the event log: again from the start, or what came since. Run twice, it says the same."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from itertools import islice
from typing import TypeVar

from django.db import transaction
from django.db.models import Count, Max, Q
from django.db.models.functions import TruncDate

from trialogue.core.activity.models import Event
from trialogue.people.notices.telling import heirs
from trialogue.people.persons import Person

from .acts import ACTS, VERBS, Side, on_side
from .models import ActivityDay, Progress

CHUNK = 500  # rows a transaction, at most: SQLite has one writer
PEOPLE = 200  # whose days are read at once
NEWS = 5_000  # events looked through at once
MANY = 50_000  # more news than this, and every day is made anew: that reads each event once
# No reader may assume that the order of ids is the order of commits: what was recorded lately is looked through again.
LATE = timedelta(minutes=30)
COUNTED = sha256(repr(ACTS).encode()).hexdigest()

T = TypeVar("T")
Days = dict[tuple[int, date], tuple[int, int, int]]


def _chunks(things: Iterable[T], size: int) -> Iterator[list[T]]:
    rest = iter(things)
    while chunk := list(islice(rest, size)):
        yield chunk


def catch_up(*, at: datetime) -> None:
    """Brings the days up to the log as it is at `at`. Interrupted, the next run goes on."""
    progress, _made = Progress.objects.get_or_create(pk=1)
    newest, settled = _newest(at)
    if progress.acts != COUNTED or (progress.person_id is None and newest - progress.event_id > MANY):
        progress.acts, progress.person_id, progress.event_id = COUNTED, 0, settled
        progress.save()
    if progress.person_id is not None:
        _rebuild(progress)
    _count_news(progress.event_id)
    progress.event_id = max(progress.event_id, settled)
    progress.save()


def _newest(at: datetime) -> tuple[int, int]:
    """The newest event, and the one up to which no more are to come, however long the transactions beside us run."""
    newest = Event.objects.aggregate(newest=Max("pk"))["newest"] or 0
    settled = Event.objects.filter(recorded_at__lt=at - LATE).order_by("-pk").values_list("pk", flat=True).first()
    return newest, max(settled or 0, newest - MANY)


def _rebuild(progress: Progress) -> None:
    """Every day of everybody, from the whole log, after the person where it was interrupted."""
    everybody = Person.objects.order_by("pk").values_list("pk", flat=True)
    while people := list(everybody.filter(pk__gt=progress.person_id)[:PEOPLE]):
        recount(people)
        progress.person_id = people[-1]
        progress.save()
    progress.person_id = None
    progress.save()


def recount(people: list[int]) -> None:
    """Every day of these people."""
    _write(people, _read(people))


def _count_news(after: int) -> None:
    """The days of those who acted in events above this id."""
    news = Event.objects.filter(pk__gt=after, verb__in=VERBS, actor_id__isnull=False).order_by("pk")
    while rows := list(news.filter(pk__gt=after).values_list("pk", "actor_id", "at")[:NEWS]):
        now = heirs({person_id for _pk, person_id, _moment in rows if person_id})
        touched: dict[int, set[date]] = {}
        for _pk, person_id, moment in rows:
            if heir := now.get(person_id or 0):
                touched.setdefault(heir, set()).add(moment.astimezone(UTC).date())
        for people in _chunks(sorted(touched), PEOPLE):
            days = set.union(*(touched[pk] for pk in people))
            _write(people, _read(people, min(days), max(days)), min(days), max(days))
        after = rows[-1][0]


def _read(people: list[int], first: date = date.min, last: date = date.max) -> Days:
    """What these people did on each day, themselves or as an imported person they turned out to be; two queries."""
    themselves = Q(pk__in=people, merged_into=None) | Q(merged_into__in=people)
    now = {pk: into or pk for pk, into in Person.objects.filter(themselves).values_list("pk", "merged_into_id")}
    events = Event.objects.filter(actor_id__in=list(now), verb__in=VERBS)
    if first > date.min:
        events = events.filter(at__gte=_midnight(first), at__lt=_midnight(last + timedelta(days=1)))
    rows = (
        events.values("actor_id", day=TruncDate("at", tzinfo=UTC))
        .annotate(
            acts=Count("pk"),
            asked=Count("pk", filter=on_side(Side.ASKS)),
            given=Count("pk", filter=on_side(Side.GIVES)),
        )
        .order_by("actor_id", "day")
    )
    found: Days = {}
    for row in rows:
        key = (now[row["actor_id"] or 0], row["day"])
        acts, asked, given = found.get(key, (0, 0, 0))
        found[key] = (acts + row["acts"], asked + row["asked"], given + row["given"])
    return found


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def _write(people: list[int], days: Days, first: date = date.min, last: date = date.max) -> None:
    """These rows and, within the days read, no others."""
    kept = ActivityDay.objects.filter(person_id__in=people, day__range=(first, last))
    there = {(row.person_id, row.day): row for row in kept}
    gone = [row.pk for key, row in there.items() if key not in days]
    changed = [
        ActivityDay(person_id=person_id, day=day, acts=acts, asked=asked, given=given)
        for (person_id, day), (acts, asked, given) in days.items()
        if (old := there.get((person_id, day))) is None or (old.acts, old.asked, old.given) != (acts, asked, given)
    ]
    for rows in _chunks(changed, CHUNK):
        with transaction.atomic():
            ActivityDay.objects.bulk_create(
                rows, update_conflicts=True, unique_fields=["person", "day"], update_fields=["acts", "asked", "given"]
            )
    for pks in _chunks(gone, CHUNK):
        with transaction.atomic():
            ActivityDay.objects.filter(pk__in=pks).delete()
