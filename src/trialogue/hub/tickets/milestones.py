"""One version to come: its tickets, who asked, and how its plan changed."""

from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from typing import Any

from django.db.models import Q
from django.utils.dateparse import parse_date
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from trialogue.core.activity.models import Event
from trialogue.core.activity.sentences import read
from trialogue.core.design.moments import day, moment
from trialogue.hub.products.models import Horizon, Milestone
from trialogue.people.faces import faces
from trialogue.people.persons import Person

from .filters import PAGE, in_order, turned
from .models import Origin, Ticket
from .rows import Row, rows

CHANGES = 30
ASKERS = 24


@dataclass(frozen=True)
class PlanChange:
    """One entry of the plan's history: the sentence, what was and is, why."""

    sentence: SafeString
    when: SafeString
    parts: list[tuple[str, str, str]]
    reason: str


def groups(milestone: Milestone, member: Person | None) -> tuple[list[Row], int]:
    """The first tickets of the version by state, and how many more there are (at least)."""
    tickets = Ticket.objects.visible_to(member).filter(milestone=milestone)
    shown, more = turned(list(in_order(tickets.for_rows(), "state")), "state")
    states = [ticket.state for ticket in shown]
    counts = {state: states.count(state) for state in states}
    return rows(shown, member, counts=counts, versions=False), PAGE if more else 0


def asked_by(milestone: Milestone, member: Person | None) -> list[Person]:
    """The people whose words these tickets carry, as far as the reader may see where, and who opened the others."""
    visible = Ticket.objects.visible_to(member).filter(milestone=milestone)
    origins = Origin.objects.visible_to(member).filter(ticket__in=visible)
    asked = Q(pk__in=origins.values("asker")) | Q(pk__in=visible.filter(origins=None).values("reporter"))
    found = faces(Person.objects.filter(asked).order_by("name").values_list("pk", flat=True)[: 2 * ASKERS])
    people = {one.heir.pk: one.heir for one in found.values()}
    return sorted(people.values(), key=attrgetter("name"))[:ASKERS]


def _words(name: str, value: Any) -> str:
    if name == "horizon":
        return str(dict(Horizon.choices).get(value, value))
    if name.endswith("_date"):
        on = value if isinstance(value, date) else parse_date(value or "")
        return day(on) if on else _("no date")
    return str(value or "") or _("nothing")


def _parts(event: Event) -> list[tuple[str, str, str]]:
    labels = {
        "goal": _("Goal"), "description": _("Description"), "horizon": _("Place"), "start_date": _("Begin"), "due_date": _("Expected"),
    }  # fmt: skip
    old, new = event.old or {}, event.new or {}
    if not isinstance(old, dict) or not isinstance(new, dict):
        return []
    return [(labels[name], _words(name, old.get(name)), _words(name, new[name])) for name in labels if name in new]


def changes_of(milestone: Milestone) -> list[PlanChange]:
    """The plan's history, newest first; a version and its plan are seen by everybody."""
    events = (
        Event.objects.of(milestone).filter(verb__in=["milestone.planned", "milestone.replanned"]).order_by("-at", "-id")
    )
    return [PlanChange(read(e.verb, e.words), moment(e.at), _parts(e), e.reason) for e in events[:CHANGES]]
