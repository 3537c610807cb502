"""What the list of tickets shows: read from the address, said in a sentence, linked to its neighbours."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.db.models import Case, F, IntegerField, Q, Value, When
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from trialogue.core.audiences import Viewer
from trialogue.people.persons import Person

from .models import Ticket, TicketKind, TicketQuerySet
from .workflow import State

# The nearer to release, the higher up.
STATE_ORDER = (
    State.REVIEW, State.DOING, State.PLANNED, State.ACCEPTED, State.NEW, State.LANDED, State.RELEASED, State.DECLINED,
)  # fmt: skip
RANK = {state: len(STATE_ORDER) - n for n, state in enumerate(STATE_ORDER)}
ORDERS = ("state", "needed", "newest")
MINE = ("asked", "taken", "following")
PAGE = 40


@dataclass(frozen=True)
class Filter:
    """The words of the address; what makes no sense is left out rather than refused."""

    state: str = "open"
    kind: str = ""
    milestone: str = ""
    component: str = ""
    mine: str = ""
    owner: str = ""
    by: str = "state"
    after: str = ""

    @classmethod
    def read(cls, query: QueryDict, member: Person | None) -> "Filter":
        def one_of(name: str, values: tuple[str, ...], usual: str = "") -> str:
            given = query.get(name, "")
            return given if given in values else usual

        return cls(
            state=one_of("state", ("open", "all", *State.values), "open"),
            kind=one_of("kind", tuple(TicketKind.values)),
            milestone=query.get("milestone", "")[:60],
            component=query.get("component", "")[:60],
            mine=one_of("mine", MINE) if member else "",
            owner=one_of("owner", ("none",)),
            by=one_of("by", ORDERS, "state"),
            after=query.get("after", "")[:40],
        )

    def query(self, **changes: str) -> str:
        """The address of this list with some words changed; usual ones stand unsaid."""
        new = replace(self, after="", **changes) if "after" not in changes else replace(self, **changes)
        usual = Filter()
        said = {name: value for name, value in vars(new).items() if value and value != getattr(usual, name)}
        return f"?{urlencode(said)}" if said else "?"

    @property
    def is_narrow(self) -> bool:
        return bool(self.kind or self.milestone or self.component or self.mine or self.owner or self.state != "open")


def _mine(mine: str, member: Viewer) -> Q:
    if mine == "taken":
        return Q(assignee_id=member.pk)
    if mine == "following":
        return Q(conversation__follows__person_id=member.pk, conversation__follows__level="watching")
    asked = Q(origins__asker_id=member.pk) | Q(affected__person_id=member.pk)
    return Q(pk__in=Ticket.objects.filter(asked | Q(reporter_id=member.pk)).values("pk"))


def narrowed(tickets: TicketQuerySet, to: Filter, member: Viewer | None) -> TicketQuerySet:
    """The tickets this filter means, in no order yet."""
    if to.state == "open":
        tickets = tickets.open()
    elif to.state != "all":
        tickets = tickets.filter(state=to.state)
    if to.kind:
        tickets = tickets.filter(kind=to.kind)
    if to.milestone:
        tickets = (
            tickets.filter(milestone=None) if to.milestone == "none" else tickets.filter(milestone__slug=to.milestone)
        )
    if to.component:
        tickets = tickets.filter(component__slug=to.component)
    if to.owner:
        tickets = tickets.filter(assignee=None)
    return tickets.filter(_mine(to.mine, member)) if to.mine and member else tickets


def _keys(by: str) -> tuple[str, ...]:
    return {"state": ("rank", "need_count", "number"), "needed": ("need_count", "number"), "newest": ("number",)}[by]


def _beyond(keys: Sequence[str], values: Sequence[int]) -> Q:
    """Keyset paging over columns that all descend: what stands after this row."""
    beyond, same = Q(pk__in=[]), Q()
    for key, value in zip(keys, values, strict=True):
        beyond |= same & Q(**{f"{key}__lt": value})
        same &= Q(**{key: value})
    return beyond


def marks(to: Filter) -> list[int]:
    """The row after which the page begins, as its order counts; nothing for what is no such row."""
    parts = to.after.split("-")
    fits = len(parts) == len(_keys(to.by)) and all(part.isdecimal() and len(part) < 10 for part in parts)  # noqa: PLR2004 - fits an integer
    return [int(part) for part in parts] if fits else []


def in_order(tickets: TicketQuerySet, by: str, after: Sequence[int] = ()) -> TicketQuerySet:
    """The tickets of one page in this order, and one more where there are more."""
    keys = _keys(by)
    if by == "state":
        ranks = [When(state=state, then=Value(rank)) for state, rank in RANK.items()]
        tickets = tickets.annotate(rank=Case(*ranks, output_field=IntegerField()))
    if after:
        tickets = tickets.filter(_beyond(keys, after))
    return tickets.order_by(*(F(key).desc() for key in keys))[: PAGE + 1]


def turned(found: list[Ticket], by: str) -> tuple[list[Ticket], str]:
    """One page, and the word that leads to the next ('' at the end)."""
    shown = found[:PAGE]
    return shown, "-".join(str(getattr(shown[-1], key)) for key in _keys(by)) if len(found) > PAGE else ""


def sentence(to: Filter, count: int, *, milestone: str, component: str) -> str:
    """What was understood, in words."""
    said = [ngettext("%(n)d ticket", "%(n)d tickets", count) % {"n": count}]
    if to.kind:
        said.append(_("of kind “%(kind)s”") % {"kind": dict(TicketKind.choices)[to.kind]})
    if to.milestone:
        said.append(_("in no version yet") if to.milestone == "none" else _("for %(version)s") % {"version": milestone})
    if component:
        said.append(_("in %(part)s") % {"part": component})
    said += [words for words in (_state_words(to.state), _owner_words(to)) if words]
    said.append(
        {"state": _("by state, most needed first"), "needed": _("most needed first"), "newest": _("newest first")}[
            to.by
        ]
    )
    return f"{', '.join(said)}."


def _owner_words(to: Filter) -> str:
    mine = {"asked": _("that you wait for"), "taken": _("that you took"), "following": _("that you follow")}
    return mine.get(to.mine) or (_("that want an owner") if to.owner else "")


def _state_words(state: str) -> str:
    if state == "open":
        return _("not released yet")
    return "" if state == "all" else _("in state “%(state)s”") % {"state": dict(State.choices)[state]}
