"""Topics, tickets and releases as rows of the first page: few queries, ready values."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef, Window
from django.db.models.functions import RowNumber
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from trialogue.core.audiences import Viewer
from trialogue.core.design.moments import moment
from trialogue.core.design.people import avatar
from trialogue.core.design.states import state_mark
from trialogue.core.prepared import Prepared
from trialogue.core.words import here
from trialogue.hub.forum.models import Topic
from trialogue.hub.products.models import Horizon, Milestone
from trialogue.hub.releases.models import Told
from trialogue.hub.tickets.models import Origin, OriginQuerySet, Ticket
from trialogue.hub.tickets.workflow import BEGUN_STATES, State
from trialogue.people.persons import Person


@dataclass(frozen=True)
class Row:
    """One line of a list: who, title, what else, how it stands."""

    avatar: SafeString
    title: str
    url: str
    meta: SafeString
    state: SafeString


def _leading(viewer: Viewer | None, topics: Collection[int]) -> OriginQuerySet:
    mine = Told.objects.filter(topic_id=OuterRef("topic_id"), person_id=viewer.pk if viewer else 0)
    origins = Origin.objects.leading_to(viewer).filter(topic__in=topics).annotate(was_told=Exists(mine))
    return origins.select_related("ticket__milestone__version", "ticket__fixed_in").order_by("pk")


_origins = Prepared(_leading)


def origins_of(topics: Sequence[Topic], member: Person | None) -> dict[int, Origin]:
    """The ticket each topic became, as far as this member sees it, and whether they were told of it; one query."""
    return {origin.topic_id: origin for origin in _origins(member, topics=[topic.pk for topic in topics])}


def reached(origin: Origin | None) -> str:
    """How far along the loop: a kind of `core.design.loop`."""
    if origin is None:
        return "asked"
    if origin.was_told:  # type: ignore[attr-defined] # annotated by origins_of
        return "told"
    state = origin.ticket.state
    if state == State.RELEASED:
        return "released"
    return "change" if state in (*BEGUN_STATES, State.LANDED) else "ticket"


def state_of(topic: Topic, origin: Origin | None) -> SafeString:
    """What a reader wants to know first: in which version, planned for which, answered, how many replies."""
    ticket = origin.ticket if origin else None
    replies = topic.conversation.reply_count
    if ticket and ticket.fixed_in:
        return state_mark("released", _("In %(version)s") % {"version": ticket.fixed_in.name})
    if ticket and ticket.milestone and ticket.is_open:
        return state_mark("planned", _("Planned for %(version)s") % {"version": ticket.milestone.version.name})
    if topic.solved:
        return state_mark("answered")
    if replies:
        return state_mark("accepted", ngettext("%(n)d reply", "%(n)d replies", replies) % {"n": replies})
    return state_mark("unanswered") if topic.is_question else state_mark("accepted", _("No reply yet"))


def _meta(topic: Topic) -> SafeString:
    talk = topic.conversation
    asker = topic.asker.name if topic.asker else _("Somebody")
    if talk.reply_count and talk.last_poster:
        words = _("%(asker)s. Last reply by %(poster)s, %(when)s")
        values = {"poster": format_html("<bdi>{}</bdi>", talk.last_poster.name), "when": moment(talk.last_post_at)}
    else:
        words, values = _("%(asker)s, %(when)s"), {"when": moment(talk.started_at)}
    return mark_safe(words % {"asker": format_html("<bdi>{}</bdi>", asker), **values})


def rows_of(topics: Sequence[Topic], member: Person | None) -> list[Row]:
    origins = origins_of(topics, member) if topics else {}
    return [
        Row(
            avatar(topic.asker),
            topic.title,
            here(topic.conversation.path),
            _meta(topic),
            state_of(topic, origins.get(topic.pk)),
        )
        for topic in topics
    ]


def talked_about(member: Person | None, *, most: int = 4) -> list[Row]:
    """The topics with the newest posts; two queries."""
    return rows_of(list(Topic.objects.visible_to(member).for_list().newest_reply_first()[:most]), member)


@dataclass
class Lane:
    label: str
    versions: str
    tickets: list[Ticket]


def lanes(member: Person | None, *, most: int = 3) -> list[Lane]:
    """Now, next, later: the versions to come and what is most needed in each; two queries, none when nothing is planned."""
    plans = list(Milestone.objects.open().select_related("version").order_by(F("due_date").asc(nulls_last=True), "pk"))
    if not plans:
        return []
    rank = Window(
        RowNumber(), partition_by=F("milestone__horizon"), order_by=[F("need_count").desc(), F("number").desc()]
    )
    tickets = (
        Ticket.objects.visible_to(member).open().filter(milestone__in=[plan.pk for plan in plans])
        .select_related("conversation", "milestone").annotate(rank=rank).filter(rank__lte=most).order_by("rank")
    )  # fmt: skip
    by_horizon: dict[str, list[Ticket]] = {}
    for ticket in tickets:
        by_horizon.setdefault(ticket.milestone.horizon, []).append(ticket)  # type: ignore[union-attr] # filtered by it
    return [_lane(horizon, plans, by_horizon.get(horizon, [])) for horizon in Horizon]


def _lane(horizon: Horizon, plans: Sequence[Milestone], tickets: list[Ticket]) -> Lane:
    versions = [plan.version.name for plan in plans if plan.horizon == horizon]
    if not versions:
        return Lane(str(horizon.label), _("being thought about") if horizon == Horizon.LATER else "", tickets)
    named = ngettext("version %(names)s", "versions %(names)s", len(versions)) % {"names": ", ".join(versions[:2])}
    return Lane(str(horizon.label), named, tickets)


def needs(ticket: Ticket) -> str:
    """'37 people need this', nothing where nobody said so."""
    n = ticket.need_count
    return ngettext("%(n)d person needs this", "%(n)d people need this", n) % {"n": n} if n else ""
