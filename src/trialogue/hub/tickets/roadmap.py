"""The roadmap: what is built now, what comes next, what is talked about."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Count, F, IntegerField, QuerySet, Value, When, Window
from django.db.models.functions import Coalesce, RowNumber
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from trialogue.core.audiences import Viewer
from trialogue.core.prepared import Prepared
from trialogue.hub.products.models import Horizon, Milestone
from trialogue.people.faces import put_faces
from trialogue.people.persons import Person

from .expecting import likely
from .filters import Filter
from .models import Ticket, TicketQuerySet
from .progress import Progress
from .rows import Card, cards, needed_by
from .versions import version_name
from .workflow import State

IN_LANE = 12


@dataclass(frozen=True)
class Lane:
    slug: str
    title: str
    note: str
    cards: list[Card]
    more: str = ""
    more_url: str = ""


LANE = Coalesce("milestone__horizon", Value(Horizon.LATER.value))


def _ahead(member: Viewer | None) -> TicketQuerySet:
    """What is not released; LANE says where it stands, without a version it is 'later'."""
    return Ticket.objects.visible_to(member).open().filter(milestone__reached_at=None, milestone__dropped_at=None)


def _placed(viewer: Viewer | None) -> QuerySet[Ticket, tuple[int, str, int]]:
    """With a version before without, the most needed first, what landed last."""
    loose = Case(When(milestone=None, then=Value(1)), default=Value(0), output_field=IntegerField())
    landed = Case(When(state=State.LANDED, then=Value(1)), default=Value(0), output_field=IntegerField())
    order = [loose, landed, F("need_count").desc(), F("number").asc()]
    placed = _ahead(viewer).annotate(
        lane=LANE,
        place=Window(RowNumber(), partition_by=[LANE], order_by=order),
        size=Window(Count("pk"), partition_by=[LANE]),
    )
    return placed.filter(place__lte=IN_LANE).order_by("lane", "place").values_list("pk", "lane", "size")


def _rows(_viewer: None, pks: Collection[int]) -> TicketQuerySet:
    return Ticket.objects.for_rows().filter(pk__in=pks)


_in_lanes, _tickets = Prepared(_placed), Prepared(_rows)


def _places(member: Person | None) -> tuple[dict[int, str], dict[str, int]]:
    """The lane of each ticket that is shown, in order, and how many each lane has; one narrow query."""
    found = _in_lanes(member)
    return {pk: lane for pk, lane, _size in found}, {lane: size for _pk, lane, size in found}


def _note(horizon: str, ahead: Sequence[Milestone]) -> str:
    names = ", ".join(version_name(one) for one in ahead if one.horizon == horizon)
    if horizon == Horizon.NOW:
        return _("being built for %(version)s") % {"version": names} if names else _("nothing is being built")
    if horizon == Horizon.NEXT:
        return _("agreed for %(version)s") % {"version": names} if names else _("nothing is agreed yet")
    return _("talked about, nothing promised")


def _more(horizon: str, ahead: Sequence[Milestone]) -> str:
    """Where the rest of a lane stands: the version's own list, or everything that has no version."""
    here = [one.slug for one in ahead if one.horizon == horizon]
    if horizon == Horizon.LATER:
        return Filter(milestone="none", by="needed").query()
    return Filter(milestone=here[0] if len(here) == 1 else "", by="needed").query()


def lanes(ahead: Sequence[Milestone], member: Person | None, tickets_url: str) -> list[Lane]:
    """Now, next and later; four queries however many tickets."""
    places, sizes = _places(member)
    tickets = {ticket.pk: ticket for ticket in _tickets(pks=list(places))} if places else {}
    shown = [tickets[pk] for pk in places if pk in tickets]
    put_faces((ticket, "assignee") for ticket in shown)
    mine = needed_by(shown, member)
    made = []
    for horizon in Horizon:
        here = [ticket for ticket in shown if places[ticket.pk] == horizon]
        rest = sizes.get(horizon, 0) - len(here)
        words = ngettext("%(n)d more, by vote", "%(n)d more, by vote", rest) % {"n": rest} if rest > 0 else ""
        more = tickets_url + _more(horizon, ahead)
        made.append(Lane(horizon, str(horizon.label), _note(horizon, ahead), cards(here, member, mine), words, more))
    return made


def headline(ahead: Sequence[Milestone], progress: dict[int, Progress], *, today: date) -> str:
    """The one sentence: where the version being built stands."""
    if not ahead:
        return _("No version is planned yet. What comes next is yours to shape.")
    first = ahead[0]
    words = {"version": version_name(first), "progress": progress[first.pk].sentence}
    said = _("Version %(version)s %(progress)s.") % words
    return " ".join([said, likely(first.due_date, today=today), _("What comes after it is still yours to shape.")])
