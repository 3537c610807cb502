"""In which countries members are, as far as they show it to everybody, and never so that one could be found."""

from dataclasses import dataclass

from babel import Locale, UnknownLocaleError
from django.db.models import Count, TextField, Value
from django.db.models.fields.json import KT
from django.db.models.functions import Coalesce
from django.utils.translation import get_language

from trialogue.people.persons import PROFILE_FIELDS, Person, Shown

FEWEST = 5
MOST = 12


@dataclass(frozen=True)
class Countries:
    """`shown` are codes with counts, the most first; `others` are the people of all cells too small to be shown,
    `count` is in how many countries they all are (0 where that would say too much).
    """

    shown: list[tuple[str, int]]
    others: int
    count: int


def countries() -> Countries:
    """Counts by country in one query. Cells under five people are hidden together; what is too few even then says nothing."""
    level = Coalesce(KT("shown__country"), Value(str(PROFILE_FIELDS["country"])), output_field=TextField())
    rows = (
        Person.objects.members()
        .filter(merged_into=None, hidden=False, is_bot=False)
        .exclude(country="")
        .annotate(level=level)
        .filter(level=Shown.PUBLIC)
        .values_list("country")
        .annotate(n=Count("pk"))
        .order_by("-n", "country")
    )
    found = [(code, n) for code, n in rows]
    shown = [(code, n) for code, n in found if n >= FEWEST][:MOST]
    others = sum(n for _code, n in found) - sum(n for _code, n in shown)
    people = sum(n for _code, n in found)
    return Countries(shown, others if others >= FEWEST else 0, len(found) if people >= FEWEST else 0)


def country_name(code: str) -> str:
    """The country in the reader's language; the code where nobody knows its name."""
    try:
        known = Locale.parse(get_language() or "en", sep="-").territories
    except (UnknownLocaleError, ValueError):
        known = Locale("en").territories
    return str(known.get(code.upper(), code))
