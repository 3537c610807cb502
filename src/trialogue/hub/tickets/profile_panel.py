"""On a profile: the tickets somebody wrote or works on."""

from django.db.models import Q
from django.utils.translation import gettext as _

from trialogue.core.design.states import state_mark
from trialogue.core.words import here
from trialogue.people.panels import Line, Section, Whose, provide_section

from .models import Ticket

FEW = 6


def _meta(ticket: Ticket, whose: Whose) -> str:
    works = ticket.assignee_id in whose.ids
    return _("#%(number)d, works on it") % {"number": ticket.number} if works else f"#{ticket.number}"


@provide_section(30)
def tickets(whose: Whose) -> Section:
    theirs = Q(reporter__in=whose.ids) | Q(assignee__in=whose.ids)
    found = (
        Ticket.objects.visible_to(whose.viewer).filter(theirs).select_related("conversation").order_by("-number")[:FEW]
    )
    lines = [
        Line(
            ticket.title,
            here(ticket.conversation.path),
            _meta(ticket, whose),
            state_mark(ticket.state, ticket.get_state_display()),
        )
        for ticket in found
    ]
    return Section(_("Tickets"), _("Written or worked on"), lines)
