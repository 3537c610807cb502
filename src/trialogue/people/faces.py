"""People as they stand beside what they say: few columns, one query for a whole page.

A Person has many columns; joined to every row of a list they cost more than all the rest of the page.
"""

from collections.abc import Iterable

from django.db.models import Model

from trialogue.core.prepared import Prepared

from .persons import Person

_SHOWN = ("handle", "name", "says", "voice", "picture", "picture__name", "merged_into")

_people = Prepared(lambda _viewer, pks: Person.objects.filter(pk__in=pks).select_related("picture").only(*_SHOWN))


def faces(ids: Iterable[int | None]) -> dict[int, Person]:
    """These people by id, with picture and whom they were merged into; a second query where somebody was."""
    wanted = {pk for pk in ids if pk}
    if not wanted:
        return {}
    found = {person.pk: person for person in _people(pks=wanted)}
    heirs = faces({person.merged_into_id for person in found.values()} - found.keys())
    for person in found.values():
        if person.merged_into_id:
            person.merged_into = (heirs | found).get(person.merged_into_id)
    return found


def put_faces(places: Iterable[tuple[Model, str]], known: Iterable[Person] = ()) -> None:
    """Fills foreign keys to people: (row, name of its field). Rows that name nobody stay so.

    Nobody is asked for who is `known` with their face.
    """
    fill = [(row, field, getattr(row, f"{field}_id")) for row, field in places]
    there = {person.pk: person for person in known}
    found = there | faces({pk for _row, _field, pk in fill} - there.keys())
    for row, field, pk in fill:
        if pk in found:
            setattr(row, field, found[pk])
