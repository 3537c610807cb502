"""Finding people: what one may ask for, and who answers to it. Somebody is found only by what they show the viewer."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from trialogue.core.edge.kept import kept

from .audiences import Role, RoleGrant, Scope
from .countries import country_name, language_name
from .facets import FacetTally, Kind, PersonFacet, PersonFacetQuerySet, compared, words_in
from .persons import Person, PersonQuerySet, Voice

MOST_OPTIONS, MOST_WORDS = 60, 5
LOTS = 1000
#: Numbers below this are not told to guests.
FEW = 5
TEAM = (Role.MAINTAINER, Role.DEVELOPER, Role.MANAGER, Role.MODERATOR)


@dataclass(frozen=True)
class Option:
    """What may be chosen, and how many answer to it (None: not told)."""

    value: str
    label: str
    count: int | None = None


@dataclass(frozen=True)
class Filter:
    """One thing to ask for; `name` stands in the address."""

    name: str
    label: str | Promise
    options: Callable[[Person | None], list[Option]]
    narrow: Callable[[PersonQuerySet, str, Person | None], PersonQuerySet]
    label_of: Callable[[str, Person | None], str] = lambda value, _viewer: value


_filters: dict[int, Filter] = {}


def declare_filter(order: int, asked: Filter) -> None:
    """Adds something to ask for; apps above name their own (groups have 70)."""
    _filters[order] = asked


def filters() -> list[Filter]:
    return [_filters[order] for order in sorted(_filters)]


def everybody(viewer: Person | None) -> PersonQuerySet:
    return Person.objects.visible_to(viewer).members().filter(is_bot=False)


def narrowed(viewer: Person | None, asked: Mapping[str, str]) -> PersonQuerySet:
    """Who answers to all of this: `q` to their name, handle and line, and each filter that is asked for."""
    people = everybody(viewer)
    for word in words_in(asked.get("q", ""))[:MOST_WORDS]:
        rows = PersonFacet.objects.filter(kind=Kind.WORD).beginning(word)
        people = _among(people, rows)
    for each in filters():
        if value := asked.get(each.name, ""):
            people = each.narrow(people, value, viewer)
    return people


def _among(people: PersonQuerySet, rows: PersonFacetQuerySet) -> PersonQuerySet:
    """Those who have such a row.

    Where many do, each person is asked in the order of the list, which soon fills a page; where few do, the rows come first.
    Databases choose the second for both, and read tens of thousands of rows for thirty.
    """
    if rows.values("pk")[LOTS : LOTS + 1].exists():
        return people.filter(Exists(rows.filter(person=OuterRef("pk"))))
    return people.filter(pk__in=rows.values("person_id"))


def _answering(kind: Kind) -> Callable[[PersonQuerySet, str, Person | None], PersonQuerySet]:
    def narrow(people: PersonQuerySet, value: str, viewer: Person | None) -> PersonQuerySet:
        rows = PersonFacet.objects.seen_by(viewer).filter(kind=kind, value=value)
        return _among(people, rows)

    return narrow


def _written(kind: Kind) -> Callable[[PersonQuerySet, str, Person | None], PersonQuerySet]:
    narrow = _answering(kind)
    return lambda people, value, viewer: narrow(people, compared(value), viewer)


def tallies(kind: str, *, to_members: bool) -> list[tuple[str, str, int]]:
    """(value, label, how many) of what most say, the most common first; kept for all readers alike."""
    column = "members" if to_members else "public"

    def counted() -> list[tuple[str, str, int]]:
        found = FacetTally.objects.filter(**{"kind": kind, f"{column}__gt": 0}).order_by(f"-{column}", "value")
        return list(found.values_list("value", "label", column)[:MOST_OPTIONS])

    return kept.get(("said by people", kind, to_members), counted)


def told(count: int, viewer: Person | None) -> int | None:
    return count if viewer is not None or count >= FEW else None


def _own(kind: str, viewer: Person | None) -> Iterable[str]:
    if viewer is None:
        return []
    return [viewer.country] if kind == Kind.COUNTRY else list(viewer.languages)


def _coded(kind: Kind, name_of: Callable[[str], str]) -> Callable[[Person | None], list[Option]]:
    """By name; what somebody shows to nobody is offered to themselves."""

    def options(viewer: Person | None) -> list[Option]:
        counts = {value: n for value, _label, n in tallies(kind, to_members=viewer is not None)}
        codes = {*counts, *_own(kind, viewer)} - {""}
        named = [Option(code, name_of(code), told(counts.get(code, 0), viewer) or None) for code in codes]
        return sorted(named, key=lambda option: option.label)

    return options


def _free(kind: Kind) -> Callable[[Person | None], list[Option]]:
    def options(viewer: Person | None) -> list[Option]:
        found = tallies(kind, to_members=viewer is not None)
        return [Option(label, label, told(n, viewer)) for _value, label, n in found]

    return options


def _with_role(people: PersonQuerySet, role: str, viewer: Person | None) -> PersonQuerySet:
    running = Q(until=None) | Q(until__gt=timezone.now())
    places = (Scope.SITE, Scope.PRODUCT)
    grants = RoleGrant.objects.filter(running, role=role, role__in=TEAM, scope__in=places)
    return people.filter(pk__in=grants.values("person_id"))


def _voiced(people: PersonQuerySet, value: str, viewer: Person | None) -> PersonQuerySet:
    return _answering(Kind.VOICE)(people, value, viewer) if value in Voice.values else people


def _role_name(value: str, _viewer: Person | None = None) -> str:
    return str(dict(Role.choices).get(value, value))


declare_filter(
    10,
    Filter(
        "voice", _("What brings them here"), lambda _viewer: [Option(value, str(label)) for value, label in Voice.choices],
        _voiced, lambda value, _viewer: str(dict(Voice.choices).get(value, "")),
    ),
)  # fmt: skip
declare_filter(
    20,
    Filter(
        "country", _("Country"), _coded(Kind.COUNTRY, country_name), _answering(Kind.COUNTRY),
        lambda value, _viewer: country_name(value),
    ),
)  # fmt: skip
declare_filter(
    30,
    Filter(
        "language", _("Speaks"), _coded(Kind.LANGUAGE, language_name), _answering(Kind.LANGUAGE),
        lambda value, _viewer: language_name(value),
    ),
)  # fmt: skip
declare_filter(40, Filter("skill", _("Ask about"), _free(Kind.SKILL), _written(Kind.SKILL)))
declare_filter(50, Filter("would_like", _("Would like to"), _free(Kind.WOULD_LIKE), _written(Kind.WOULD_LIKE)))
declare_filter(
    60,
    Filter(
        "role", _("Here as"), lambda _viewer: [Option(role, _role_name(role)) for role in TEAM], _with_role, _role_name
    ),
)
