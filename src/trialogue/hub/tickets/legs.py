"""The ticket's stations on a topic's way, its links in the margin, and the entry in a post's menu."""

from collections.abc import Collection, Sequence
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from trialogue.core.audiences import Viewer
from trialogue.core.design.loop import Station
from trialogue.core.prepared import Prepared
from trialogue.hub.conversations.models import Post
from trialogue.hub.forum.models import Topic
from trialogue.hub.forum.panels import Legs, Link, PostAct, provide_legs, provide_post_acts
from trialogue.people.persons import Person
from trialogue.people.rights import may

from .expecting import expected
from .looks import state_label
from .models import Move, Origin, OriginQuerySet
from .workflow import BEGUN_STATES, DONE_STATES, State


def _carried_over(viewer: Viewer | None, topics: Collection[int]) -> OriginQuerySet:
    related = ("ticket__conversation", "ticket__milestone__version", "ticket__fixed_in", "ticket__assignee", "by")
    return Origin.objects.leading_to(viewer).filter(topic__in=topics).select_related(*related).order_by()


_carried = Prepared(_carried_over)
_steps = Prepared(
    lambda _viewer, tickets: Move.objects.filter(ticket__in=tickets).select_related("by").order_by("at", "pk")
)


def _origins(topics: Sequence[Topic], member: Person | None) -> dict[int, list[Origin]]:
    """The tickets each topic became, as far as this member may see them; one query."""
    found = _carried(member, topics=[topic.pk for topic in topics])
    together: dict[int, list[Origin]] = {}
    # Sorted here: asked of the database, Django compares every column of so wide a query.
    for origin in sorted(found, key=lambda origin: (origin.at, origin.pk)):
        together.setdefault(origin.topic_id, []).append(origin)
    return together


def _moves(origins: dict[int, list[Origin]]) -> dict[int, list[Move]]:
    """The moves of all these tickets in order; one query, none where there are no tickets."""
    tickets = {origin.ticket_id for those in origins.values() for origin in those}
    together: dict[int, list[Move]] = {}
    if tickets:
        for move in _steps(tickets=tickets):
            together.setdefault(move.ticket_id, []).append(move)
    return together


def _farthest(origins: Sequence[Origin]) -> Origin:
    """Of several tickets the one that is nearest to its people: released, landed, begun; declined last."""
    order = [
        State.DECLINED,
        State.NEW,
        State.ACCEPTED,
        State.PLANNED,
        State.DOING,
        State.REVIEW,
        State.LANDED,
        State.RELEASED,
    ]
    return max(origins, key=lambda origin: order.index(State(origin.ticket.state)))


def _days(earlier: date | None, later: date | None) -> int | None:
    return max((later - earlier).days, 0) if earlier and later else None


def _ticket_station(topic: Topic, origin: Origin) -> Station:
    name = origin.by.name if origin.by else ""
    number = f"#{origin.ticket.number}"
    return Station(
        "ticket",
        "done",
        who=origin.by,
        what=_("%(number)s by %(name)s") % {"number": number, "name": name} if name else number,
        url=origin.ticket.get_absolute_url(),
        at=origin.at,
        days_since_previous=_days(topic.conversation.started_at.date(), origin.at.date()),
    )


def _last(moves: Sequence[Move], states: Sequence[str]) -> Move | None:
    return next((move for move in reversed(moves) if move.new in states), None)


def _change_station(origin: Origin, moves: Sequence[Move], today: date) -> Station:
    """Done when it landed, now while somebody works on it, else ahead with what may be expected."""
    ticket = origin.ticket
    if ticket.state in DONE_STATES and (landed := _last(moves, [State.LANDED])):
        who = ticket.assignee or landed.by
        return Station(
            "change", "done", who=who, what=who.name if who else "", url=ticket.get_absolute_url(), at=landed.at,
            days_since_previous=_days(origin.at.date(), landed.at.date()),
        )  # fmt: skip
    if ticket.state in BEGUN_STATES and (begun := _last(moves, [State.DOING])):
        who = ticket.assignee or begun.by
        what = _("%(name)s is at it") % {"name": who.name} if who else state_label(ticket)
        return Station("change", "now", who=who, what=what, url=ticket.get_absolute_url(), at=begun.at, days_since_previous=_days(origin.at.date(), begun.at.date()))  # fmt: skip
    due = ticket.milestone.due_date if ticket.milestone and ticket.milestone.is_open else None
    return Station(
        "change",
        "next",
        what="" if ticket.state == State.DECLINED else state_label(ticket),
        expected=expected(due, today=today),
    )


def _link(origin: Origin) -> Link:
    ticket = origin.ticket
    return Link(ticket.title, f"#{ticket.number}, {state_label(ticket)}", ticket.get_absolute_url(), ticket.state)


@provide_legs(20)
def legs(topics: Sequence[Topic], member: Person | None) -> dict[int, Legs]:
    """Two queries for all topics: their tickets, and the moves of these."""
    origins = _origins(topics, member)
    moves, today = _moves(origins), timezone.localdate()
    found: dict[int, Legs] = {}
    for topic in topics:
        if not (mine := origins.get(topic.pk)):
            continue
        main = _farthest(mine)
        stations = [_ticket_station(topic, main), _change_station(main, moves.get(main.ticket_id, []), today)]
        found[topic.pk] = Legs(stations, [_link(origin) for origin in mine])
    return found


@provide_post_acts
def post_acts(topic: Topic, post: Post, member: Person | None) -> list[PostAct]:
    if not may(member, "ticket.carry_over", topic):
        return []
    url = reverse("ticket-from-post", args=[topic.pk, topic.slug, post.number])
    return [PostAct(_("Make a ticket"), "circle-dot", url)]
