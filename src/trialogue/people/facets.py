"""What people can be found by, as rows: one for each thing somebody says, with who sees it, and how many say the same.

Kept by the actions in the transaction of the change, so that what is hidden is not found from that moment on. Only
members have rows: who left, is kept out or did not confirm an address yet is not looked for.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from typing import ClassVar

from django.db import connection, models, transaction
from django.db.models import F, Q

from trialogue.core.audiences import Viewer

from .persons import PROFILE_FIELDS, Person, Shown

VALUE, WORDS, STEP = 120, 40, 500
WORD = re.compile(r"[^\W_]+")


class Kind(models.TextChoices):
    VOICE = "voice"
    COUNTRY = "country"
    LANGUAGE = "language"
    SKILL = "skill"
    WOULD_LIKE = "would_like"
    WORD = "word"


class PersonFacetQuerySet(models.QuerySet["PersonFacet"]):
    def seen_by(self, viewer: Viewer | None) -> "PersonFacetQuerySet":
        """Of what is shown to this viewer, and all of their own."""
        if viewer is None:
            return self.filter(shown=Shown.PUBLIC)
        return self.filter(Q(shown__in=[Shown.PUBLIC, Shown.MEMBERS]) | Q(person_id=viewer.pk))

    def beginning(self, letters: str) -> "PersonFacetQuerySet":
        """As one range of the index, in either database."""
        if connection.vendor == "postgresql":
            return self.filter(value__startswith=letters)
        return self.filter(value__gte=letters, value__lt=f"{letters}\U0010ffff")


class PersonFacet(models.Model):
    """One thing a person says of themselves; `value` is how it is compared, `label` how they wrote it."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="facets")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    value = models.CharField(max_length=VALUE)
    label = models.CharField(max_length=VALUE)
    shown = models.CharField(max_length=8, choices=Shown.choices)

    objects = PersonFacetQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["person", "kind", "value"], name="said_once")]
        indexes: ClassVar = [
            models.Index(
                fields=["kind", "value", "shown", "person"], name="facet_value",
                opclasses=["varchar_pattern_ops", "varchar_pattern_ops", "varchar_ops", "int8_ops"],
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.kind} {self.value}"


class FacetTally(models.Model):
    """How many show the same to everybody, and to members."""

    kind = models.CharField(max_length=10, choices=Kind.choices)
    value = models.CharField(max_length=VALUE)
    label = models.CharField(max_length=VALUE)
    public = models.IntegerField(default=0)
    members = models.IntegerField(default=0)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["kind", "value"], name="counted_once")]
        indexes: ClassVar = [
            models.Index(fields=["kind", "-public", "value"]),
            models.Index(fields=["kind", "-members", "value"]),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.value}: {self.members}"


Key = tuple[str, str]
#: How it was written, and who sees it.
Said = tuple[str, str]


def compared(text: str) -> str:
    """How two ways of writing the same are one."""
    return " ".join(text.split()).casefold()[:VALUE]


def words_in(text: str) -> list[str]:
    return list(dict.fromkeys(WORD.findall(text.casefold())))[:WORDS]


def _all(person: Person) -> Iterator[tuple[Kind, str, str, str]]:
    def level(field: str) -> str:
        return str(person.shown.get(field, PROFILE_FIELDS[field]))

    for voice in person.voices or [person.voice]:
        yield Kind.VOICE, voice, voice, Shown.PUBLIC
    if person.country:
        yield Kind.COUNTRY, person.country, person.country, level("country")
    for code in person.languages:
        yield Kind.LANGUAGE, code, code, level("languages")
    for text in person.skills:
        yield Kind.SKILL, compared(text), text, level("skills")
    for text in person.would_like:
        yield Kind.WOULD_LIKE, compared(text), text, level("would_like")
    for word in words_in(f"{person.name} {person.handle} {person.says}"):
        yield Kind.WORD, word[:VALUE], word[:VALUE], Shown.PUBLIC


def said_by(person: Person) -> dict[Key, Said]:
    """Everything they can be found by; of the same said twice the first."""
    said: dict[Key, Said] = {}
    for kind, value, label, shown in _all(person):
        if value:
            said.setdefault((str(kind), value), (label[:VALUE], str(shown)))
    return said


def _is_member(person: Person) -> bool:
    return Person.objects.members().filter(pk=person.pk, is_bot=False, merged_into=None).exists()


@transaction.atomic
def keep(person: Person) -> None:
    """Writes what changed; the person is locked, so that two changes at once are counted one after the other."""
    fresh = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    wanted = said_by(fresh) if _is_member(fresh) else {}
    rows = {(row.kind, row.value): row for row in PersonFacet.objects.filter(person=fresh)}
    had = {key: (row.label, row.shown) for key, row in rows.items()}
    PersonFacet.objects.filter(pk__in=[rows[key].pk for key in had if wanted.get(key) != had[key]]).delete()
    fresh_keys = [key for key in wanted if had.get(key) != wanted[key]]
    PersonFacet.objects.bulk_create(_rows(fresh, {key: wanted[key] for key in fresh_keys}))
    for key in sorted(key for key in {*had, *wanted} if had.get(key) != wanted.get(key) and key[0] != Kind.WORD):
        _count(key, had.get(key), wanted.get(key))


def _rows(person: Person, said: Mapping[Key, Said]) -> list[PersonFacet]:
    return [
        PersonFacet(person=person, kind=kind, value=value, label=label, shown=shown)
        for (kind, value), (label, shown) in said.items()
    ]


def _weight(said: Said | None) -> tuple[int, int]:
    """(to everybody, to members) of one person."""
    shown = said[1] if said else Shown.NOBODY
    return int(shown == Shown.PUBLIC), int(shown != Shown.NOBODY)


def _count(key: Key, old: Said | None, new: Said | None) -> None:
    (public, members), (now_public, now_members) = _weight(old), _weight(new)
    if (public, members) == (now_public, now_members):
        return
    tally, _made = FacetTally.objects.get_or_create(
        kind=key[0], value=key[1], defaults={"label": (new or old or key)[0]}
    )
    more = {"public": F("public") + now_public - public, "members": F("members") + now_members - members}
    FacetTally.objects.filter(pk=tally.pk).update(**more)


def keep_all(ids: Collection[int]) -> None:
    """Writes the rows of people who have none yet and counts them: for many at once."""
    members = Person.objects.members().filter(is_bot=False, merged_into=None)
    waiting = sorted(ids)
    for begin in range(0, len(waiting), STEP):
        rows = [
            row for each in members.filter(pk__in=waiting[begin : begin + STEP]) for row in _rows(each, said_by(each))
        ]
        PersonFacet.objects.bulk_create(rows)
    count_all()


@transaction.atomic
def count_all() -> None:
    """Counts everything anew."""
    found = PersonFacet.objects.exclude(kind=Kind.WORD).exclude(shown=Shown.NOBODY)
    public = models.Count("pk", filter=Q(shown=Shown.PUBLIC))
    counted = found.values("kind", "value").annotate(label=models.Min("label"), n=public, m=models.Count("pk"))
    FacetTally.objects.all().delete()
    FacetTally.objects.bulk_create(
        FacetTally(kind=row["kind"], value=row["value"], label=row["label"], public=row["n"], members=row["m"])
        for row in counted.order_by("kind", "value")
    )
