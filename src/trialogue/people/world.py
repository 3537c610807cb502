"""The world as tiles: a square for each country, roughly where it lies, with how many are there and who represents it."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, QuerySet
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from trialogue.core.edge.kept import kept

from .countries import country_name
from .facets import FacetTally, Kind, PersonFacet
from .finding import FEW
from .persons import Person

ACTIVE_FOR = timedelta(days=90)
TILE, GAP = 36, 4
#: From how many on a tile is drawn darker.
LEVELS = (1, 5, 20, 100)
# Our own drawing: row and column of each country; small neighbours were moved to stand side by side.
GRID = """
.. .. .. .. .. .. .. GL .. .. .. .. .. .. .. .. .. .. .. .. .. .. .. .. .. .. .. ..
.. .. CA .. .. .. .. .. .. IS .. .. NO SE FI .. .. .. .. .. .. .. .. .. .. .. .. ..
.. .. US .. .. .. .. .. .. IE GB .. DK .. EE .. .. RU .. .. .. .. .. .. .. .. .. ..
.. .. .. .. .. .. .. .. .. .. .. NL DE PL LV BY .. .. .. .. .. .. .. .. .. .. .. ..
.. .. MX .. .. BS .. .. .. .. BE LU CZ SK LT UA .. .. KZ .. .. MN .. .. .. .. .. ..
.. .. GT BZ .. CU .. .. .. .. FR CH AT HU RO MD .. .. .. .. .. .. .. .. .. .. .. ..
.. .. SV HN .. JM HT DO KN AD MC LI SI HR RS BG .. GE UZ KG .. CN .. KP .. JP .. ..
.. .. .. NI .. .. PR DM AG PT ES IT SM BA XK TR AM AZ TM TJ .. .. .. KR TW .. .. ..
.. .. .. CR .. .. .. VC LC .. .. VA .. ME MK CY SY IQ IR AF NP BT .. HK .. .. .. ..
.. .. .. .. PA .. .. GD BB .. .. .. MT AL GR LB JO KW BH PK IN BD MM LA VN .. .. ..
.. .. .. .. CO VE TT .. .. .. MA DZ TN LY EG IL PS SA QA AE LK .. TH KH .. PH .. ..
.. .. .. .. EC GY SR .. .. .. MR ML NE TD SD ER .. YE OM .. MV .. MY .. BN PW FM MH
.. .. .. .. PE BO BR .. CV GM SN BF NG CF SS ET DJ .. .. .. .. .. .. SG ID TL PG NR
.. .. .. .. .. PY UY .. GW GN CI GH TG BJ UG KE SO .. .. .. .. .. .. .. .. .. SB KI
.. .. .. .. CL AR .. .. SL LR .. GQ CM CG RW TZ .. SC .. .. .. .. .. .. .. .. VU TV
.. .. .. .. .. .. .. .. .. .. .. ST GA CD BI MW KM .. .. .. .. .. .. .. AU .. FJ WS
.. .. .. .. .. .. .. .. .. .. .. .. AO ZM ZW MZ MG MU .. .. .. .. .. .. .. .. .. TO
.. .. .. .. .. .. .. .. .. .. .. .. NA BW SZ .. .. .. .. .. .. .. .. .. .. .. NZ ..
.. .. .. .. .. .. .. .. .. .. .. .. .. ZA LS .. .. .. .. .. .. .. .. .. .. .. .. ..
"""
TILES = {
    code: (column, row)
    for row, line in enumerate(GRID.split("\n")[1:-1])
    for column, code in enumerate(line.split())
    if code != ".."
}
COLUMNS, ROWS = (1 + max(place[axis] for place in TILES.values()) for axis in (0, 1))

#: Who did something since a moment: the ids of people.
Active = Callable[[datetime], "QuerySet[Any, int | None]"]
_active: list[Active] = []


def knows_who_is_active(active: Active) -> Active:
    """Marks the function of an app above that knows what counts as doing something here."""
    _active[:] = [active]
    return active


@dataclass(frozen=True)
class Country:
    code: str
    name: str
    people: int
    active: int
    represented: bool


@dataclass(frozen=True)
class World:
    """Countries by number; `people` and `elsewhere` count those in countries too small to be told to a guest, too."""

    countries: list[Country]
    people: int
    elsewhere: int

    @property
    def without(self) -> list[Country]:
        """Those that nobody represents."""
        return [country for country in self.countries if not country.represented]


def _counted(viewer: Person | None) -> dict[str, int]:
    column = "members" if viewer is not None else "public"
    return dict(FacetTally.objects.filter(**{"kind": Kind.COUNTRY, f"{column}__gt": 0}).values_list("value", column))


def _active_in(viewer: Person | None, since: datetime) -> dict[str, int]:
    if not _active:
        return {}
    rows = PersonFacet.objects.seen_by(None) if viewer is None else PersonFacet.objects.exclude(shown="nobody")
    busy = rows.filter(kind=Kind.COUNTRY, person__in=_active[0](since)).order_by()
    return dict(busy.values_list("value").annotate(n=Count("pk")))


def world(viewer: Person | None, *, at: datetime, represented: Collection[str]) -> World:
    """What this viewer is told: a guest nothing of countries where fewer than five show that they live there."""

    def counted() -> tuple[dict[str, int], dict[str, int]]:
        return _counted(viewer), _active_in(viewer, at - ACTIVE_FOR)

    counts, active = kept.get(("world", viewer is not None), counted)
    shown = {code: n for code, n in counts.items() if viewer is not None or n >= FEW}
    busy = {code: n for code, n in active.items() if viewer is not None or n >= FEW}
    found = [Country(code, country_name(code), n, busy.get(code, 0), code in represented) for code, n in shown.items()]
    everyone = sum(counts.values())
    return World(
        sorted(found, key=lambda country: (-country.people, country.name)), everyone, everyone - sum(shown.values())
    )


def drawing(seen: World, represented: Collection[str]) -> SafeString:
    """The tiles; those who do not see them have the table beneath."""
    counts = {country.code: country.people for country in seen.countries}
    tiles = format_html_join("", "{}", ((_tile(code, counts.get(code, 0), code in represented),) for code in TILES))
    size = (COLUMNS * (TILE + GAP), ROWS * (TILE + GAP))
    label = _("The world, a tile for each country: the darker, the more people. The table below says the same.")
    return format_html(
        '<svg class="world" viewBox="0 0 {} {}" role="img" aria-label="{}">{}</svg>', *size, label, tiles
    )


def _tile(code: str, people: int, represented: bool) -> SafeString:  # noqa: FBT001 - drawn once for each of two looks
    column, row = TILES[code]
    x, y = column * (TILE + GAP), row * (TILE + GAP)
    level = sum(people >= least for least in LEVELS)
    arch = (
        format_html('<path class="rep" d="M{} {}v-4a4 4 0 0 1 8 0v4Z"/>', x + TILE - 11, y + 12) if represented else ""
    )
    return format_html(
        '<g class="l{}"><title>{}</title><rect x="{}" y="{}" width="{}" height="{}" rx="5"/><text x="{}" y="{}">{}</text>{}</g>',
        level, f"{country_name(code)} {people}" if people else country_name(code), x, y, TILE, TILE, x + TILE // 2,
        y + TILE - 9, code, arch,
    )  # fmt: skip
