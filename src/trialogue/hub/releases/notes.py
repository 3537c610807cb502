"""Release notes, drafted from what landed, with thanks to those who asked."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from trialogue.hub.products.models import Milestone
from trialogue.hub.tickets.models import Ticket, TicketKind
from trialogue.hub.tickets.waiting import known_to, waits_for
from trialogue.hub.tickets.workflow import State
from trialogue.people.notices.models import Because
from trialogue.people.persons import Person

SECTIONS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("new", (TicketKind.FEATURE, TicketKind.TASK)),
    ("repaired", (TicketKind.BUG, TicketKind.SECURITY)),
    ("docs", (TicketKind.DOCUMENTATION,)),
)


def _heading(section: str) -> str:
    return {"new": _("You will notice"), "repaired": _("Repaired"), "docs": _("Documentation")}[section]


def landed(milestone: Milestone) -> Iterable[Ticket]:
    """What everybody may read of: private tickets never stand in notes."""
    return (
        Ticket.objects.visible_to(None)
        .filter(milestone=milestone, state=State.LANDED)
        .select_related("conversation", "assignee")
        .order_by("-need_count", "number")
    )


def _askers(tickets: list[Ticket]) -> dict[int, str]:
    """For each ticket the one who asked first where everybody may read it, as a mention."""
    asked = known_to(None, [wait for wait in waits_for(tickets) if wait.because == Because.ASKED])
    first: dict[int, int] = {}
    for wait in asked:
        first.setdefault(wait.ticket_id, wait.person_id)
    people = Person.objects.select_related("merged_into").in_bulk(set(first.values()))
    speakers = {pk: person.heir for pk, person in people.items()}
    return {
        ticket_id: f"@{speakers[person_id].handle}" for ticket_id, person_id in first.items() if person_id in speakers
    }


def _line(ticket: Ticket, asker: str) -> str:
    thanks = [_("asked by %(name)s") % {"name": asker}] if asker else []
    if ticket.assignee:
        thanks.append(_("built by %(name)s") % {"name": f"@{ticket.assignee.handle}"})
    return f"- {ticket.title} (#{ticket.number}){', ' + ', '.join(thanks) if thanks else ''}"


def draft_notes(milestone: Milestone) -> str:
    """Markdown: a section a kind, a line a ticket, the most needed first."""
    tickets = list(landed(milestone))
    askers = _askers(tickets)
    parts: list[str] = [milestone.goal] if milestone.goal else []
    for section, kinds in SECTIONS:
        lines = [_line(ticket, askers.get(ticket.pk, "")) for ticket in tickets if ticket.kind in kinds]
        if lines:
            parts.append(f"# {_heading(section)}\n\n" + "\n".join(lines))
    return "\n\n".join(parts)
