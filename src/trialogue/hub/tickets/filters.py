"""What the list of tickets shows: read from the address, said in a sentence, linked to its neighbours."""

from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.db.models import Case, F, IntegerField, Q, Value, When
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

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


def _mine(mine: str, member: Person) -> Q:
    if mine == "taken":
        return Q(assignee=member)
    if mine == "following":
        return Q(conversation__follows__person=member, conversation__follows__level="watching")
    asked = Q(origins__asker=member) | Q(affected__person=member)
    return Q(pk__in=Ticket.objects.filter(asked | Q(reporter=member)).values("pk"))


def narrowed(tickets: TicketQuerySet, to: Filter, member: Person | None) -> TicketQuerySet:
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


def _beyond(keys: tuple[str, ...], values: list[int]) -> Q:
    """Keyset paging over columns that all descend: what stands after this row."""
    beyond, same = Q(pk__in=[]), Q()
    for key, value in zip(keys, values, strict=True):
        beyond |= same & Q(**{f"{key}__lt": value})
        same &= Q(**{key: value})
    return beyond


def page_of(tickets: TicketQuerySet, to: Filter) -> tuple[list[Ticket], str]:
    """One page in the asked order, and the word that leads to the next ('' at the end)."""
    keys = _keys(to.by)
    if to.by == "state":
        ranks = [When(state=state, then=Value(rank)) for state, rank in RANK.items()]
        tickets = tickets.annotate(rank=Case(*ranks, output_field=IntegerField()))
    parts = to.after.split("-")
    if len(parts) == len(keys) and all(part.isdecimal() and len(part) < 10 for part in parts):  # noqa: PLR2004 - fits an integer
        tickets = tickets.filter(_beyond(keys, [int(part) for part in parts]))
    rows = list(tickets.order_by(*(F(key).desc() for key in keys))[: PAGE + 1])
    shown = rows[:PAGE]
    more = "-".join(str(getattr(shown[-1], key)) for key in keys) if len(rows) > PAGE else ""
    return shown, more


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
