"""Rows of tickets with everything ready to print."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.safestring import SafeString

from trialogue.core.audiences import Viewer
from trialogue.core.design import people, states
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
    """One line of a list. `heading` is set on the first row of a group, with how many the group has."""

    number: int
    title: str
    url: str
    glyph: SafeString
    part: str
    who: SafeString
    version: str
    loop: SafeString
    taker: SafeString
    need: int
    seen_by: str
    heading: str = ""
    group_count: int = 0


@dataclass(frozen=True, slots=True)
class Card:
    """One ticket of a lane of the roadmap."""

    number: int
    title: str
    url: str
    state: SafeString
    taker: str
    avatar: SafeString
    need: int
    mine: bool

    @property
    def pressed(self) -> str:
        return "true" if self.mine else "false"

    @property
    def act(self) -> str:
        """What the button sends: to be counted, or not any more."""
        return "take_back" if self.mine else "affect"


def _waits(viewer: Viewer) -> "QuerySet[Affected, tuple[int]]":
    said = Affected.objects.filter(person_id=viewer.pk).values_list("ticket_id")
    asked = Origin.objects.filter(asker_id=viewer.pk).values_list("ticket_id")
    # Begun at the member's own reactions, which are few, and not at the tickets, which are many.
    same = Reaction.objects.filter(person_id=viewer.pk, kind=ReactionKind.SAME, post__number=1)
    return said.union(asked, same.values_list("post__conversation__topic__origins__ticket_id"))


_waited_for = Prepared(_waits)


def first_askers(tickets: Sequence[Ticket], member: Person | None) -> dict[int, str]:
    """For each ticket the name of who asked first, as far as this member may see where; one query."""
    origins = Origin.objects.visible_to(member).filter(ticket__in=tickets, asker__isnull=False)
    named = origins.order_by("-at", "-pk").values_list("ticket_id", "asker__merged_into__name", "asker__name")
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


def _row(ticket: Ticket, asker: str, *, version: str, heading: str = "", group_count: int = 0) -> Row:
    return Row(
        number=ticket.number,
        title=ticket.title,
        url=ticket.get_absolute_url(),
        glyph=states.state_glyph(ticket.state),
        part=ticket.component.name if ticket.component else "",
        who=people_words(asker, ticket.need_count),
        version=version,
        loop=how_far(ticket),
        taker=taker(ticket),
        need=ticket.need_count,
        seen_by=ticket.seen_by,
        heading=heading,
        group_count=group_count,
    )


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


def cards(tickets: Sequence[Ticket], mine: set[int]) -> list[Card]:
    return [
        Card(
            number=ticket.number,
            title=ticket.title,
            url=ticket.get_absolute_url(),
            state=states.state_mark(ticket.state, state_label(ticket)),
            taker=ticket.assignee.name if ticket.assignee else "",
            avatar=people.avatar(ticket.assignee, "s") if ticket.assignee else SafeString(""),
            need=ticket.need_count,
            mine=ticket.pk in mine,
        )
        for ticket in tickets
    ]
