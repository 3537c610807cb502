"""How far a version has come, counted from what the reader may see."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Count, QuerySet
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from trialogue.core.audiences import Viewer
from trialogue.core.design.meters import meter
from trialogue.core.design.states import state_mark
from trialogue.core.prepared import Prepared
from trialogue.hub.products.models import Milestone
from trialogue.people.persons import Person

from .models import Ticket
from .workflow import BEGUN_STATES, DONE_STATES, State


@dataclass(frozen=True)
class Progress:
    """Tickets of one version: how many are done, begun and not begun. Declined ones do not count."""

    done: int = 0
    begun: int = 0
    waiting: int = 0

    @property
    def total(self) -> int:
        return self.done + self.begun + self.waiting

    @property
    def words(self) -> str:
        """'17 of 30'."""
        return _("%(done)d of %(total)d") % {"done": self.done, "total": self.total}

    @property
    def label(self) -> str:
        said = _("%(done)d of %(total)d landed") % {"done": self.done, "total": self.total}
        begun = ngettext("%(n)d more in progress or review", "%(n)d more in progress or review", self.begun) % {
            "n": self.begun
        }
        return f"{said}, {begun}" if self.begun else said

    @property
    def meter(self) -> SafeString:
        return meter(self.done, self.begun, self.total, self.label)

    @property
    def legend(self) -> list[SafeString]:
        """The parts of the meter in words."""
        parts = [
            (State.LANDED, self.done, _("%(n)d landed")),
            (State.DOING, self.begun, _("%(n)d in progress or review")),
            (State.ACCEPTED, self.waiting, _("%(n)d not begun")),
        ]
        return [state_mark(slug, said % {"n": count}) for slug, count, said in parts if count]

    @property
    def sentence(self) -> str:
        """How far, as one would say it after the version's name: 'is a little over half done'."""
        if not self.total:
            return _("is still empty")
        if self.done == self.total:
            return _("is done and waits to be released")
        if not self.done:
            return _("has begun") if self.begun else _("has not begun yet")
        limits = [
            (0.2, _("has its first parts")),
            (0.45, _("is less than half done")),
            (0.55, _("is about half done")),
            (0.7, _("is a little over half done")),
            (0.9, _("is mostly done")),
        ]
        share = self.done / self.total
        return next((said for limit, said in limits if share < limit), _("is nearly done"))


def _counted(by_state: dict[str, int]) -> Progress:
    done = sum(by_state.get(state, 0) for state in DONE_STATES)
    begun = sum(by_state.get(state, 0) for state in BEGUN_STATES)
    waiting = sum(by_state.get(state, 0) for state in (State.NEW, State.ACCEPTED, State.PLANNED))
    return Progress(done, begun, waiting)


def _by_state(viewer: Viewer | None, milestones: Collection[int]) -> "QuerySet[Ticket, tuple[int, str, int]]":
    seen = Ticket.objects.visible_to(viewer).filter(milestone__in=milestones)
    return seen.values_list("milestone_id", "state").annotate(n=Count("pk")).order_by()


_counts = Prepared(_by_state)


def progress_of(milestones: Collection[Milestone], member: Person | None) -> dict[int, Progress]:
    """For each of these versions; one query. Tickets the reader may not see are not counted."""
    states: dict[int, dict[str, int]] = {one.pk: {} for one in milestones}
    for milestone_id, state, count in _counts(member, milestones=list(states)) if states else []:
        states[milestone_id][state] = count
    return {pk: _counted(by_state) for pk, by_state in states.items()}
