"""What the list of tickets asks the database for, in prepared queries."""

from dataclasses import dataclass

from django.db.models import Count, QuerySet

from trialogue.core.audiences import Viewer
from trialogue.core.prepared import Prepared
from trialogue.hub.products.models import Component, Milestone
from trialogue.people.persons import Person

from .filters import Filter, in_order, marks, narrowed, turned
from .models import Ticket, TicketQuerySet

NONE = "none"
#: The words of a filter that have few values each, as (name, value): for each combination asked for one query is kept.
Few = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Listed:
    """One page, the word that leads to the next, and how many there are in each state."""

    tickets: list[Ticket]
    more: str
    counts: dict[str, int]


def _meant(viewer: Viewer | None, few: Few, milestone: str | None, component: str | None) -> TicketQuerySet:
    named = {name: value for name, value in (("milestone", milestone), ("component", component)) if value is not None}
    return narrowed(Ticket.objects.visible_to(viewer), Filter(**{**dict(few), **named}), viewer)


def _page(
    viewer: Viewer | None, few: Few, milestone: str | None, component: str | None, **after: int
) -> TicketQuerySet:
    meant = _meant(viewer, few, milestone, component)
    return in_order(meant.for_rows(), dict(few)["by"], list(after.values()))


def _by_state(
    viewer: Viewer | None, few: Few, milestone: str | None, component: str | None
) -> QuerySet[Ticket, tuple[str, int]]:
    return _meant(viewer, few, milestone, component).values_list("state").annotate(n=Count("pk")).order_by()


_pages, _counts = Prepared(_page), Prepared(_by_state)


def listed(here: Filter, member: Person | None) -> Listed:
    """Two queries."""
    slugs = {"milestone": here.milestone, "component": here.component}
    few = tuple((name, value) for name, value in vars(here).items() if name not in {*slugs, "after"})
    if here.milestone == NONE:
        few += (("milestone", NONE),)
    named = {name: slug if slug not in ("", NONE) else None for name, slug in slugs.items()}
    after = {f"after_{nth}": number for nth, number in enumerate(marks(here))}
    found = _pages(member, few=few, **named, **after)
    return Listed(*turned(found, here.by), dict(_counts(member, few=few, **named)))


_versions = Prepared(
    lambda _viewer: Milestone.objects.open().order_by("version__sort_key").values_list("slug", "version__name")
)
_components = Prepared(lambda _viewer: Component.objects.order_by("name").values_list("slug", "name").distinct())


def versions_and_parts() -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """What the list may be narrowed to, as (slug, name)."""
    return _versions(), _components()
