"""Moving a ticket along, planning it, changing what is known of it, who sees it."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from trialogue.core.errors import Conflict, NotAllowed, Refused
from trialogue.core.guarding import Review, look_over
from trialogue.core.words import writable
from trialogue.hub.conversations.models import Conversation
from trialogue.hub.forum.actions.topics import check_title
from trialogue.hub.products.models import Milestone
from trialogue.hub.tickets.models import Move, Ticket, TicketKind
from trialogue.hub.tickets.team import team
from trialogue.hub.tickets.workflow import State, roles_for
from trialogue.people.persons import Person
from trialogue.people.rights import has_role, require

from .opening import _check_parts
from .seeing import make_private
from .telling import record

EDITABLE = {"kind", "priority", "component", "found_in", "assignee"}


@transaction.atomic
def move(
    ticket: Ticket, *, to: str, by: Person, at: datetime, reason: str = "", seen: str = "", reviewed: Review = False
) -> Move:
    """Moves it to another state, where the workflow lets this member; declining needs a reason.

    `seen` is the state the mover had before them: if somebody else moved it meanwhile, it is a Conflict.
    """
    require(by, "ticket.move", ticket)
    fresh = Ticket.objects.select_for_update().get(pk=ticket.pk)
    if seen and fresh.state not in (seen, to):
        raise Conflict(
            _("Somebody moved it to “%(state)s” meanwhile. Look again, then choose.")
            % {"state": fresh.get_state_display()}
        )
    if to == fresh.state:
        raise Conflict(_("Somebody moved it there a moment ago."))
    roles = roles_for(fresh.state, to)
    if not roles:
        raise Refused(
            _("It cannot go from “%(old)s” to “%(new)s”.") % {"old": fresh.get_state_display(), "new": _label(to)}
        )
    if not any(has_role(by, role, ticket) for role in roles):
        raise NotAllowed("ticket.move")
    if to == State.DECLINED and not reason.strip():
        raise Refused(_("Say why it is not planned; the people who wait will read it."), field="reason")
    look_over("ticket", by_id=by.pk, at=at, reviewed=reviewed, reason=reason)
    made = _step(ticket, fresh.state, to, by=by, at=at, reason=reason)
    record("ticket.moved", ticket, by=by, at=at, old=made.old, new=to, reason=made.reason, words={"state": to})
    return made


def _step(ticket: Ticket, old: str, new: str, *, by: Person, at: datetime, reason: str) -> Move:
    """The rows of a move; whoever calls it has asked for the right and tells of it."""
    ticket.state, ticket.moved_at = new, at
    ticket.save(update_fields=["state", "moved_at"])
    return Move.objects.create(ticket=ticket, old=old, new=new, by=by, at=at, reason=writable(reason).strip()[:500])


def _label(state: str) -> str:
    return str(dict(State.choices).get(state, state))


def _is_open_still(milestone: Milestone) -> bool:
    """Asked under a lock, for it may come out at this moment."""
    return Milestone.objects.select_for_update().get(pk=milestone.pk).is_open


@transaction.atomic
def plan(ticket: Ticket, *, milestone: Milestone | None, by: Person, at: datetime, reason: str = "") -> None:
    """Puts it into a version to come (or takes it out); a new or accepted ticket becomes planned."""
    require(by, "ticket.plan", ticket)
    if milestone is not None and (milestone.product_id != ticket.product_id or not _is_open_still(milestone)):
        raise Refused(_("Choose a version of the same product that is still to come."), field="milestone")
    state = Ticket.objects.select_for_update().get(pk=ticket.pk).state
    if state == State.RELEASED:
        raise Refused(_("It is released already."), field="milestone")
    old, ticket.milestone = ticket.milestone, milestone
    ticket.save(update_fields=["milestone"])
    if milestone is not None and state in (State.NEW, State.ACCEPTED):
        _step(ticket, state, State.PLANNED, by=by, at=at, reason=reason)
    words = {"milestone": {"label": str(milestone), "url": milestone.path} if milestone else ""}
    verb = "ticket.planned" if milestone else "ticket.unplanned"
    record(verb, ticket, by=by, at=at, old=str(old or ""), new=str(milestone or ""), reason=reason, words=words)


def _check_taker(person: Person | None, ticket: Ticket) -> None:
    """Whoever has it may keep it, also when they left the team."""
    if person is not None and person.pk != ticket.assignee_id and not team().filter(pk=person.pk).exists():
        raise Refused(_("Choose somebody who builds it."), field="assignee")


@transaction.atomic
def edit_ticket(
    ticket: Ticket, *, by: Person, at: datetime, title: str | None = None, reviewed: Review = False, **fields: Any
) -> None:
    """Changes the title and the named fields (`EDITABLE`), with old and new in the event.

    What becomes a security ticket becomes private with it.
    """
    if title is not None and check_title(title) != ticket.title:
        require(by, "ticket.retitle", ticket)
    if fields:
        require(by, "ticket.edit", ticket)
    if unknown := set(fields) - EDITABLE:
        raise TypeError(f"not of a ticket: {sorted(unknown)}")
    _check_taker(fields.get("assignee"), ticket)
    old: dict[str, str] = {name: str(getattr(ticket, name) or "") for name in fields}
    for name, value in fields.items():
        setattr(ticket, name, value)
    _check_parts(ticket.kind, ticket.priority, ticket.component, ticket.found_in, ticket.product)
    new = {name: str(value or "") for name, value in fields.items()}
    if title is not None and check_title(title) != ticket.title:
        old["title"], new["title"] = ticket.title, check_title(title)
        look_over("ticket", by_id=by.pk, at=at, reviewed=reviewed, before=ticket.title, title=new["title"])
        ticket.conversation.title = new["title"]
        Conversation.objects.filter(pk=ticket.conversation_id).update(title=new["title"])
    changed = {name for name in new if new[name] != old[name]}
    if not changed:
        return
    ticket.save(update_fields=list(fields))
    before, after = ({n: values[n] for n in sorted(changed)} for values in (old, new))
    if changed == {"assignee"} and ticket.assignee is not None:
        words = {"person": {"label": ticket.assignee.name, "url": ticket.assignee.path}}
        record(
            "ticket.assigned", ticket, by=by, at=at, on_behalf_of=ticket.assignee, old=before, new=after, words=words
        )
    else:
        record("ticket.edited", ticket, by=by, at=at, old=before, new=after, words={"what": " ".join(after)})
    if "kind" in changed and ticket.kind == TicketKind.SECURITY and not ticket.is_private:
        make_private(ticket, by=by, at=at)
