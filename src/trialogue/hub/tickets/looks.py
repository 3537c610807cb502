"""How kinds, priorities and states are drawn and named."""

from html import escape

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from trialogue.core.design import people, states
from trialogue.core.design.icons import icon
from trialogue.core.design.loop import loop_small

from .models import Priority, Ticket, TicketKind
from .workflow import BEGUN_STATES, DONE_STATES, State

KIND_ICONS: dict[str, str] = {
    TicketKind.BUG: "bug",
    TicketKind.FEATURE: "lightbulb",
    TicketKind.TASK: "wrench",
    TicketKind.DOCUMENTATION: "book-open",
    TicketKind.SECURITY: "shield",
}
PRIORITY_SLUGS: dict[int, str] = {Priority.LOW: "low", Priority.NORMAL: "normal", Priority.HIGH: "high"}


def kind_mark(kind: str) -> SafeString:
    """Icon and word, never one alone."""
    return format_html('<span class="row tight nowrap kind">{}{}</span>', icon(KIND_ICONS[kind]), label_of(kind))


def label_of(kind: str) -> str:
    return str(dict(TicketKind.choices).get(kind, kind))


def state_label(ticket: Ticket) -> str:
    """'Released in 4.2', 'Planned for 4.3', else the state's word."""
    if ticket.state == State.RELEASED and ticket.fixed_in:
        return _("Released in %(version)s") % {"version": ticket.fixed_in.name}
    if ticket.state == State.PLANNED and ticket.milestone:
        return _("Planned for %(version)s") % {"version": ticket.milestone.version.name}
    return str(ticket.get_state_display())


def state_pill(ticket: Ticket) -> SafeString:
    return states.state_mark(ticket.state, state_label(ticket), soft=True)


def priority_mark(priority: int) -> SafeString:
    return states.priority(PRIORITY_SLUGS[priority], str(dict(Priority.choices)[priority]))


def how_far(ticket: Ticket) -> SafeString:
    """The loop in small. Whether people were told is the releases' to know."""
    if ticket.state == State.RELEASED:
        return loop_small("released")
    begun = ticket.state in BEGUN_STATES or ticket.state in DONE_STATES
    return loop_small("change" if begun else "ticket")


def taker(ticket: Ticket) -> SafeString:
    """The assignee's shape with the name for who cannot see it, or an empty ring."""
    if ticket.assignee is None:
        drawn, said = '<span class="nobody"></span>', _("wants an owner")
    else:
        drawn, said = people.avatar(ticket.assignee, "s"), _("taken by %(name)s") % {"name": ticket.assignee.name}
    return mark_safe(f'<span class="taker">{drawn}<span class="vh">{escape(said)}</span></span>')


def people_words(first: str, count: int) -> SafeString:
    """'Tamar Levi and 43 others': who asked first, and how many wait with them."""
    if not first:
        return SafeString(ngettext("%(n)d person", "%(n)d people", count) % {"n": count})
    name = mark_safe(f"<bdi>{escape(first)}</bdi>")
    if count < 2:  # noqa: PLR2004 - nobody else
        return name
    said = ngettext("%(name)s and %(n)d other", "%(name)s and %(n)d others", count - 1)
    return mark_safe(said % {"name": name, "n": count - 1})


def need_words(count: int, *, mine: bool, over: bool) -> str:
    """What the vote says: '23 people need this, you too'; `over`: there is nothing to wait for any more."""
    if count == 0 and not over:
        return _("Affects me too")
    if over:
        said = ngettext("%(n)d person needed this", "%(n)d people needed this", count) % {"n": count}
    else:
        said = ngettext("%(n)d person needs this", "%(n)d people need this", count) % {"n": count}
    return _("%(people)s, you too") % {"people": said} if mine else said
