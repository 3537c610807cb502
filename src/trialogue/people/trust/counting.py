"""What somebody read and gave here, as far as trust asks. The apps whose rows they are say how they are counted."""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping

from django.db.models import QuerySet

from trialogue.people.persons import Person

from .levels import Level, TrustLevel
from .numbers import MEASURES, earned

# How much of a measure each of these people (ids) has; who has nothing may be left out.
Count = Callable[[Collection[int]], Mapping[int, int]]

_counts: dict[str, Count] = {}
STEP = 500


def measures(name: str) -> Callable[[Count], Count]:
    """Marks a function as what counts this measure, in one query."""

    def mark(count: Count) -> Count:
        _counts[name] = count
        return count

    return mark


@measures("days")
def _days(people: Collection[int]) -> Mapping[int, int]:
    return dict(Person.objects.filter(pk__in=people).values_list("pk", "days_seen"))


def counts_of(people: Collection[int]) -> dict[int, dict[str, int]]:
    """Each person's counts; what they wrote before they were claimed counts as theirs."""
    merged = Person.objects.filter(merged_into__in=people).values_list("pk", "merged_into_id")
    heirs = {pk: pk for pk in people} | {pk: into for pk, into in merged if into}
    found = {pk: dict.fromkeys(MEASURES, 0) for pk in people}
    for name, count in _counts.items():
        for pk, much in count(list(heirs)).items():
            found[heirs[pk]][name] += much or 0
    return found


def levels_of(people: Collection[int]) -> dict[int, TrustLevel]:
    """The rows that hold now; who has none is new."""
    return {row.person_id: row for row in TrustLevel.objects.filter(person__in=people, until=None)}


def in_steps(people: QuerySet[Person]) -> Iterator[list[int]]:
    """Their ids, at most 500 at once."""
    last = 0
    while ids := list(people.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:STEP]):
        yield ids
        last = ids[-1]


def preview(numbers: Mapping[str, int]) -> dict[Level, int]:
    """How many members would stand where, were these the numbers: nobody comes down, what is held stays."""
    found: Counter[Level] = Counter()
    for ids in in_steps(Person.objects.members()):
        held = levels_of(ids)
        for pk, counts in counts_of(ids).items():
            row = held.get(pk)
            now = Level(row.level) if row else Level.NEW
            found[now if row and row.held else max(now, earned(counts, numbers))] += 1
    return {level: found[level] for level in Level}
