"""In which countries members are, as far as they show it to everybody, and never so that one could be found."""

from dataclasses import dataclass
from datetime import datetime

from babel import Locale, UnknownLocaleError
from django.db.models import Case, Count, TextField, Value, When
from django.db.models.fields.json import KT
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import get_language

from trialogue.core.jobs import every
from trialogue.hub.growth.models import Reading
from trialogue.people.persons import PROFILE_FIELDS, Person, Shown

FEWEST = 5
MOST = 12
#: From so many people on the clock counts them, once an hour; until then the page does.
MANY = 2_000
READING = "crowd"


@dataclass(frozen=True)
class Crowd:
    """How many people there are, and in which countries they are.

    `shown` are codes with counts, the most first; `others` are the people of all cells too small to be shown,
    `country_count` is in how many countries they all are (0 where that would say too much).
    """

    people: int
    shown: list[tuple[str, int]]
    others: int
    country_count: int


def crowd() -> Crowd:
    """Cells under five people are hidden together; what is too few even then says nothing.

    Of many people it is what the clock last counted: one query, else two.
    """
    counted = Reading.objects.filter(name=READING, n__gte=MANY).values_list("values", flat=True).first()
    by_country = count() if counted is None else counted
    found = sorted(((code, n) for code, n in by_country.items() if code), key=lambda cell: (-cell[1], cell[0]))
    shown = [(code, n) for code, n in found if n >= FEWEST][:MOST]
    placed = sum(n for _code, n in found)
    others = placed - sum(n for _code, n in shown)
    return Crowd(
        sum(by_country.values()), shown, others if others >= FEWEST else 0, len(found) if placed >= FEWEST else 0
    )


def count() -> dict[str, int]:
    """People by the country they show everybody; under '' those who show none. One query, through all people."""
    level = Coalesce(KT("shown__country"), Value(str(PROFILE_FIELDS["country"])), output_field=TextField())
    rows = (
        Person.objects.members()
        .filter(merged_into=None, hidden=False, is_bot=False)
        .annotate(level=level)
        .annotate(where=Case(When(level=Shown.PUBLIC, then="country"), default=Value("")))
        .values_list("where")
        .annotate(n=Count("pk"))
        .order_by()
    )
    return dict(rows)


def count_again(*, at: datetime) -> None:
    counted = count()
    Reading.objects.update_or_create(name=READING, defaults={"at": at, "n": sum(counted.values()), "values": counted})


@every(hours=1)
def count_crowd() -> None:
    count_again(at=timezone.now())


def country_name(code: str) -> str:
    """The country in the reader's language; the code where nobody knows its name."""
    try:
        known = Locale.parse(get_language() or "en", sep="-").territories
    except (UnknownLocaleError, ValueError):
        known = Locale("en").territories
    return str(known.get(code.upper(), code))
