"""The last two stations of a topic's loop: released and told."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Min, OuterRef, Q, QuerySet, Subquery
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from trialogue.core.audiences import Viewer, audience_ids
from trialogue.core.design.loop import Station
from trialogue.core.prepared import Prepared
from trialogue.core.words import here
from trialogue.hub.forum import panels
from trialogue.hub.forum.models import Topic
from trialogue.hub.forum.panels import Legs, Link
from trialogue.hub.products.models import Milestone
from trialogue.hub.tickets.models import Origin
from trialogue.people.persons import Person

from .actions.drafting import address
from .models import Release, Told


@dataclass(frozen=True)
class _Telling:
    """How many were told through a topic, since when, and one of them by name."""

    people: int
    at: datetime
    first: str


def _told_through(viewer: Viewer | None, topics: Collection[int]) -> "QuerySet[Told, tuple[int, int, datetime, str]]":
    seen = Told.objects.visible_to(viewer).filter(topic_id__in=topics)
    first = seen.filter(topic_id=OuterRef("topic_id")).order_by("because", "pk").values("person__name")[:1]
    counted = seen.values("topic_id").annotate(
        people=Count("person", distinct=True), since=Min("at"), name=Subquery(first)
    )
    return counted.order_by().values_list("topic_id", "people", "since", "name")


def _carried_over(viewer: Viewer | None, topics: Collection[int]) -> "QuerySet[Origin]":
    seen = Q(
        ticket__conversation__audience_id__in=audience_ids(viewer), ticket__conversation__removal__conversation=None
    )
    return (
        Origin.objects.filter(seen, topic_id__in=topics)
        .select_related(
            "ticket__fixed_in__release__product",
            "ticket__fixed_in__release__published_by__merged_into",
            "ticket__milestone__version",
        )
        .order_by()
    )


_told_rows = Prepared(_told_through)
_carried = Prepared(_carried_over)


def _tellings(topic_ids: list[int], member: Person | None) -> dict[int, _Telling]:
    """One query for all topics."""
    rows = _told_rows(member, topics=topic_ids)
    return {topic: _Telling(people, since, name) for topic, people, since, name in rows}


def _origins(topic_ids: list[int], member: Person | None) -> dict[int, list[Origin]]:
    """One query: the visible tickets of these topics with the version they are in or planned for."""
    rows: dict[int, list[Origin]] = {}
    # Sorted here: asked of the database, Django compares every column of so wide a query.
    for origin in sorted(_carried(member, topics=topic_ids), key=lambda origin: (origin.at, origin.pk)):
        rows.setdefault(origin.topic_id, []).append(origin)
    return rows


def _release_of(origin: Origin) -> Release | None:
    version = origin.ticket.fixed_in
    release: Release | None = getattr(version, "release", None) if version else None
    if release is not None and version is not None:
        release.version = version
    return release if release and release.is_published else None


def _expected(milestone: Milestone) -> str:
    """When it is likely, in words; never a promise of a day."""
    due = milestone.due_date
    if due is None:
        return str(milestone.get_horizon_display())
    return _("likely %(month)s") % {"month": date_format(due, pgettext("a month far ahead", "F Y"))}


def _released(release: Release) -> Station:
    by = release.published_by
    return Station(
        "released",
        "done",
        who=by and by.heir,
        what=str(release),
        url=here(address(release)),
        at=release.published_at,
    )


def _ahead(origins: list[Origin]) -> list[Station]:
    """Planned for a version that is still to come."""
    plan = next((origin.ticket.milestone for origin in origins if origin.ticket.milestone), None)
    if plan is None:
        return []
    return [
        Station("released", "next", what=str(plan), url=here(plan.path), expected=_expected(plan)),
        Station("told", "next"),
    ]


def told_words(first: str, people: int) -> str:
    """'Wanjiru Kamau and 13 others'."""
    if people == 1:
        return first
    words = ngettext("%(name)s and %(n)d other", "%(name)s and %(n)d others", people - 1)
    return words % {"name": first, "n": people - 1}


def _told(telling: _Telling) -> Station:
    return Station("told", "done", what=told_words(telling.first, telling.people), at=telling.at)


@panels.provide_legs(40)
def legs(topics: Sequence[Topic], member: Person | None) -> dict[int, Legs]:
    """Two queries, however many topics; one while nothing is out."""
    origins = _origins([topic.pk for topic in topics], member)
    all_out = {
        pk: [release for origin in carried if (release := _release_of(origin))] for pk, carried in origins.items()
    }
    told_of = [pk for pk, those in all_out.items() if those]
    tellings = _tellings(told_of, member) if told_of else {}
    found: dict[int, Legs] = {}
    for topic_id, carried in origins.items():
        out = all_out[topic_id]
        stations = [_released(out[0])] if out else _ahead(carried)
        if out and topic_id in tellings:
            stations.append(_told(tellings[topic_id]))
        links = [Link(str(r), str(r.get_channel_display()), here(address(r)), "released") for r in dict.fromkeys(out)]
        found[topic_id] = Legs(stations, links)
    return found
