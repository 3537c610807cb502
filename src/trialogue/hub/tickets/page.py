"""What the page of one ticket says: its head, its margin, what one may do with it."""

from dataclasses import dataclass, field
from datetime import date

from django.db.models import Exists, OuterRef, Q, Subquery
from django.http import Http404
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from trialogue.core.audiences import Viewer
from trialogue.core.design.icons import glyph
from trialogue.core.prepared import Prepared
from trialogue.hub.conversations.models import Follow
from trialogue.hub.conversations.parts import title_links
from trialogue.hub.forum.margin import Hearing, hearing
from trialogue.people.persons import Person
from trialogue.people.rights import may

from .expecting import expected
from .forms import moves_of
from .looks import kind_mark, need_words, priority_mark, state_pill
from .models import Affected, Origin, Ticket, TicketQuerySet
from .waiting import waiting_by_topic
from .workflow import DONE_STATES, State

# What 'Asked in' says of a topic; people and conversations have many more columns.
ASKED = (
    "topic__slug",
    "topic__solved",
    "topic__same_count",
    "topic__conversation__title",
    "asker__name",
    "asker__merged_into__name",
)


@dataclass(frozen=True)
class Asked:
    """A topic this ticket comes from."""

    title: str
    url: str
    meta: str
    glyph: SafeString
    asker: str


@dataclass(frozen=True)
class Act:
    """Something this member may do with the ticket; each has a page of its own."""

    label: str
    icon: str
    url: str


@dataclass(frozen=True)
class Page:
    pill: SafeString
    kind: SafeString
    priority: SafeString
    need: str
    mine: bool
    waits: bool
    hearing: Hearing | None
    took: str
    seen_by: str
    due: str
    asked: list[Asked] = field(default_factory=list)
    acts: list[Act] = field(default_factory=list)
    moves: list[tuple[str, str]] = field(default_factory=list)


def _with_its_page(viewer: Viewer | None, number: int) -> TicketQuerySet:
    tickets = (
        Ticket.objects.visible_to(viewer)
        .filter(number=number)
        .select_related("conversation__audience", "component", "milestone__version", "fixed_in", "found_in")
    )
    if viewer is None:
        return tickets
    mine = Follow.objects.filter(conversation_id=OuterRef("conversation_id"), person_id=viewer.pk)
    return tickets.annotate(
        affected_me=Exists(Affected.objects.filter(ticket=OuterRef("pk"), person_id=viewer.pk)),
        waits=Exists(waiting_by_topic(viewer).filter(ticket=OuterRef("pk")))
        | (Q(reporter_id=viewer.pk) & ~Exists(Origin.objects.filter(ticket=OuterRef("pk")))),
        level=Subquery(mine.values("level")[:1]),
        last_read=Subquery(mine.values("last_read")[:1]),
    )


_tickets = Prepared(_with_its_page)


def found(member: Person | None, number: int) -> Ticket:
    """With everything its page says of it, and of this member and it, in one query; 404 for what is not there for them."""
    tickets = _tickets(member, number=number)
    if not tickets:
        raise Http404
    return tickets[0]


_origins = Prepared(
    lambda viewer, ticket: (
        Origin.objects.visible_to(viewer)
        .filter(ticket=ticket)
        .order_by("at", "pk")
        .select_related("topic__conversation", "asker__merged_into")
        .only(*ASKED)
    )
)


def asked_in(ticket: Ticket, member: Person | None) -> list[Asked]:
    """The topics it comes from, as far as this member may see them; one query."""
    return [
        Asked(
            title=origin.topic.title,
            url=origin.topic.get_absolute_url(),
            meta=_meta(origin),
            glyph=glyph("disc" if origin.topic.solved else "dashed"),
            asker=_asker(origin),
        )
        for origin in _origins(member, ticket=ticket.pk)
    ]


def _asker(origin: Origin) -> str:
    person = origin.asker and origin.asker.heir
    return person.name if person else _("Somebody who has left")


def _meta(origin: Origin) -> str:
    """'Wanjiru Kamau, and 13 who have it too'."""
    count = origin.topic.same_count
    too = ngettext("%(n)d has it too", "%(n)d have it too", count) % {"n": count} if count else ""
    return ", ".join(filter(None, [_asker(origin), too, _("answered") if origin.topic.solved else ""]))


def took(ticket: Ticket, today: date) -> str:
    """How long it took, or how long people have been waiting; in days."""
    done = ticket.state in DONE_STATES
    days = ((ticket.moved_at.date() if done else today) - ticket.opened_at.date()).days
    if ticket.state == State.RELEASED:
        return ngettext("%(n)d day from ticket to release", "%(n)d days from ticket to release", days) % {"n": days}
    if done:
        return ngettext("%(n)d day until it landed", "%(n)d days until it landed", days) % {"n": days}
    if ticket.state == State.DECLINED:
        return ""
    return ngettext("open for %(n)d day", "open for %(n)d days", days) % {"n": days} if days else _("opened today")


def _acts(ticket: Ticket, member: Person) -> list[Act]:
    acts: list[Act] = []
    if may(member, "ticket.plan", ticket) and ticket.state != State.RELEASED:
        acts.append(Act(_("Plan"), "milestone", "ticket-plan"))
    if may(member, "ticket.edit", ticket) or may(member, "ticket.retitle", ticket):
        acts.append(Act(_("Change"), "pencil", "ticket-edit"))
    if may(member, "ticket.narrow", ticket) or may(member, "ticket.widen", ticket):
        acts.append(Act(_("Who sees it"), "eye", "ticket-audience"))
    own = [Act(act.label, act.icon, reverse(act.url, args=[ticket.number])) for act in acts]
    titles = title_links(ticket.conversation, member)
    return own + [Act(link.label, link.icon, link.url) for link in titles]


def page_for(ticket: Ticket, member: Person | None, *, today: date) -> Page:
    mine = bool(getattr(ticket, "affected_me", False))
    waits = bool(getattr(ticket, "waits", False))
    planned = ticket.milestone if ticket.milestone and ticket.milestone.is_open else None
    return Page(
        pill=state_pill(ticket),
        kind=kind_mark(ticket.kind),
        priority=priority_mark(ticket.priority),
        need=need_words(ticket.need_count, mine=mine or waits, over=not ticket.is_open),
        mine=mine,
        waits=waits,
        hearing=hearing(getattr(ticket, "level", None)) if member else None,
        took=took(ticket, today),
        seen_by=ticket.seen_by,
        due=expected(planned.due_date, today=today) if planned else "",
        asked=asked_in(ticket, member),
        acts=_acts(ticket, member) if member else [],
        moves=moves_of(ticket, member) if member and may(member, "ticket.move", ticket) else [],
    )
