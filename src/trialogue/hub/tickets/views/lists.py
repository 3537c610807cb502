"""The list of tickets."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from trialogue.hub.tickets.filters import Filter, sentence
from trialogue.hub.tickets.listing import listed, versions_and_parts
from trialogue.hub.tickets.models import TicketKind
from trialogue.hub.tickets.rows import rows
from trialogue.hub.tickets.workflow import State
from trialogue.people.middleware import Request
from trialogue.people.persons import Person

Choices = list[tuple[str, str]]


def _lists(here: Filter, member: Person | None) -> list[tuple[str, list[tuple[str, str, bool]]]]:
    """The lists of the margin: heading, then (label, address, whether this is the one)."""
    mine = {"taken": _("Taken by me"), "asked": _("What I asked for"), "following": _("What I follow")}
    everybody = [
        (_("Everything open"), Filter()),
        (_("New, nobody looked yet"), Filter(state="new")),
        (_("Wants an owner"), Filter(owner="none", by="needed")),
        (_("Most needed"), Filter(by="needed")),
        (_("Planned for no version"), Filter(milestone="none", by="needed")),
        (_("Released"), Filter(state="released", by="newest")),
        (_("Not planned, and why"), Filter(state="declined", by="newest")),
    ]
    yours = [(label, Filter(mine=name, state="all" if name == "asked" else "open")) for name, label in mine.items()]
    groups = [(_("Yours"), yours)] if member else []
    here = Filter(**{**vars(here), "after": ""})
    return [
        (heading, [(label, one.query() or "?", one == here) for label, one in ones])
        for heading, ones in [*groups, (_("Everybody’s"), everybody)]
    ]


def _selects(here: Filter, milestones: Choices, components: Choices) -> list[dict[str, Any]]:
    states: Choices = [("open", _("Not released yet")), ("all", _("All")), *((s.value, str(s.label)) for s in State)]
    kinds: Choices = [("", _("All")), *((k.value, str(k.label)) for k in TicketKind)]
    orders: Choices = [("state", _("State")), ("needed", _("Most needed")), ("newest", _("Newest"))]
    selects = [
        ("state", _("State"), states, here.state),
        ("kind", _("Kind"), kinds, here.kind),
        ("milestone", _("Version"), [("", _("All")), ("none", _("None yet")), *milestones], here.milestone),
        ("component", _("Part"), [("", _("All")), *components], here.component),
        ("by", _("In order of"), orders, here.by),
    ]
    return [
        {"name": name, "label": label, "options": [(value, word, value == now) for value, word in options]}
        for name, label, options, now in selects
        if len(options) > 2 or now  # noqa: PLR2004 - 'all' and 'none' alone are no choice
    ]


def _listing(here: Filter, member: Person | None) -> dict[str, Any]:
    found = listed(here, member)
    milestones, components = versions_and_parts()
    said = sentence(
        here, sum(found.counts.values()),
        milestone=dict(milestones).get(here.milestone, here.milestone), component=dict(components).get(here.component, here.component),
    )  # fmt: skip
    return {
        "rows": rows(found.tickets, member, counts=found.counts if here.by == "state" else None),
        "said": said,
        "lists": _lists(here, member),
        "selects": _selects(here, milestones, components),
        "kept": [("mine", here.mine), ("owner", here.owner)],
        "older": here.query(after=found.more) if found.more else "",
        "newer": here.query() if here.after else "",
    }


def ticket_list(request: Request) -> HttpResponse:
    """Everybody of the same standing reads the same list, but for what is their own."""
    member = request.member
    here = Filter.read(request.GET, member)
    alike = member and (member.standing, member.pk if here.mine else 0)
    context = {
        "filter": here,
        "alike": alike,
        "listing": lambda: _listing(here, member),
        "new_url": reverse("ticket-new"),
    }
    return render(request, "tickets/list.html", context)
