"""Rows of tickets with everything ready to print."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from html import escape

from django.db.models import QuerySet
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from trialogue.core.audiences import Viewer
from trialogue.core.design import people, states
from trialogue.core.design.icons import icon
from trialogue.core.prepared import Prepared
from trialogue.hub.conversations.models import Reaction, ReactionKind
from trialogue.people.faces import put_faces
from trialogue.people.persons import Person

from .looks import how_far, people_words, state_label, taker
from .models import Affected, Origin, Ticket
from .waiting import waiting_by_topic
from .workflow import State


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a list: its title as a link, what stands before and after. `heading`: first of a group of so many."""

    start: SafeString
    link: SafeString
    end: SafeString
    heading: str = ""
    group_count: int = 0


@dataclass(frozen=True, slots=True)
class Card:
    """One ticket of a lane of the roadmap; `votes` is the button, for guests the way to it."""

    words: SafeString
    votes: SafeString


def _waits(viewer: Viewer) -> "QuerySet[Affected, tuple[int]]":
    said = Affected.objects.filter(person_id=viewer.pk).values_list("ticket_id")
    asked = Origin.objects.filter(asker_id=viewer.pk).values_list("ticket_id")
    # Begun at the member's own reactions, which are few, and not at the tickets, which are many.
    same = Reaction.objects.filter(person_id=viewer.pk, kind=ReactionKind.SAME, post__number=1)
    return said.union(asked, same.values_list("post__conversation__topic__origins__ticket_id"))


_waited_for = Prepared(_waits)


def _askers(viewer: Viewer | None, tickets: Collection[int]) -> "QuerySet[Origin, tuple[int, str | None, str]]":
    origins = Origin.objects.visible_to(viewer).filter(ticket__in=tickets, asker__isnull=False)
    return origins.order_by("-at", "-pk").values_list("ticket_id", "asker__merged_into__name", "asker__name")


_named_askers = Prepared(_askers)


def first_askers(tickets: Sequence[Ticket], member: Person | None) -> dict[int, str]:
    """For each ticket the name of who asked first, as far as this member may see where; one query."""
    named = _named_askers(member, tickets=[ticket.pk for ticket in tickets]) if tickets else []
    return {ticket_id: heir or name for ticket_id, heir, name in named}


def waited_for(member: Person) -> set[int]:
    """The tickets this member waits for, said there or in a topic; one query."""
    return {ticket_id for (ticket_id,) in _waited_for(member) if ticket_id}


def needed_by(tickets: Sequence[Ticket], member: Person | None) -> set[int]:
    """Which of these this member waits for, said there or in a topic; one query, none for guests."""
    if member is None or not tickets:
        return set()
    said = Affected.objects.filter(ticket__in=tickets, person=member).values_list("ticket_id")
    asked = waiting_by_topic(member).filter(ticket__in=tickets).values_list("ticket_id")
    return {ticket_id for (ticket_id,) in said.union(asked)}


def _meta(ticket: Ticket, asker: str, version: str) -> str:
    seen_by = ticket.seen_by
    lock = f'<span class="row tight nowrap">{icon("lock")}{escape(seen_by)}</span>' if seen_by else ""
    told = [word for word in (version, ticket.component.name if ticket.component else "") if word]
    spans = "".join(f"<span>{escape(word)}</span>" for word in told)
    who = people_words(asker, ticket.need_count)
    return f'<p class="meta"><span class="id">#{ticket.number}</span>{lock}{spans}<span>{who}</span></p>'


def _row(ticket: Ticket, asker: str, *, version: str, heading: str = "", group_count: int = 0) -> Row:
    word = escape(_("people need this"))
    need = f'{icon("arrow-big-up")}{ticket.need_count}<span class="vh"> {word}</span>'
    end = f'{_meta(ticket, asker, version)}</div>{how_far(ticket)}{taker(ticket)}<span class="up">{need}</span>'
    return Row(
        mark_safe(f"{states.state_glyph(ticket.state)}<div>"), _link(ticket), mark_safe(end), heading, group_count
    )


def _link(ticket: Ticket) -> SafeString:
    url = escape(ticket.get_absolute_url())
    return mark_safe(f'<a href="{url}"><bdi>{escape(ticket.title)}</bdi></a>')


def rows(
    tickets: Sequence[Ticket], member: Person | None, *, counts: dict[str, int] | None = None, versions: bool = True
) -> list[Row]:
    """The rows; with `counts` (state → how many) they come in groups that say so. `versions`: each says its own."""
    askers = first_askers(tickets, member)
    put_faces((ticket, field) for ticket in tickets for field in ("assignee", "reporter"))
    made: list[Row] = []
    before = ""
    for ticket in tickets:
        reporter = ticket.reporter.name if ticket.reporter else ""
        new_group = counts is not None and ticket.state != before
        before = ticket.state
        made.append(
            _row(
                ticket,
                askers.get(ticket.pk, reporter),
                version=str(ticket.milestone) if ticket.milestone and versions else "",
                heading=str(State(ticket.state).label) if new_group else "",
                group_count=(counts or {}).get(ticket.state, 0),
            )
        )
    return made


def _votes(ticket: Ticket, member: Person | None, mine: set[int]) -> SafeString:
    """What the button sends: to be counted, or not any more."""
    url = escape(f"{ticket.get_absolute_url()}affect/")
    said = escape(_("people need this. Affects me too"))
    inside = f'{icon("arrow-big-up")}{ticket.need_count}<span class="vh"> {said}</span>'
    if member is None:
        return mark_safe(f'<a class="votes" href="{url}" rel="nofollow">{inside}</a>')
    name, pressed = ("take_back", "true") if ticket.pk in mine else ("affect", "false")
    return mark_safe(
        f'<button class="votes" form="acts" formaction="{url}" name="{name}" value="1" aria-pressed="{pressed}">{inside}</button>'
    )


def _card(ticket: Ticket) -> SafeString:
    owner = ""
    if ticket.assignee:
        face, name = people.avatar(ticket.assignee, "s"), escape(ticket.assignee.name)
        owner = f'<span class="row tight nowrap">{face}<bdi>{name}</bdi></span>'
    state = states.state_mark(ticket.state, state_label(ticket))
    return mark_safe(f'<h3>{_link(ticket)}</h3><p>{state}{owner}<span class="id">#{ticket.number}</span></p>')


def cards(tickets: Sequence[Ticket], member: Person | None, mine: set[int]) -> list[Card]:
    return [Card(_card(ticket), _votes(ticket, member, mine)) for ticket in tickets]
