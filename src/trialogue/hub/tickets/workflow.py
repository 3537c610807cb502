"""The way of a ticket: states, and which role may move it from where to where."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from trialogue.people.audiences import Role


class State(models.TextChoices):
    NEW = "new", _("New")
    ACCEPTED = "accepted", _("Accepted")
    PLANNED = "planned", _("Planned")
    DOING = "doing", _("In progress")
    REVIEW = "review", _("In review")
    LANDED = "landed", _("Landed")
    RELEASED = "released", _("Released")
    DECLINED = "declined", _("Not planned")


OPEN_STATES = (State.NEW, State.ACCEPTED, State.PLANNED, State.DOING, State.REVIEW, State.LANDED)
BEGUN_STATES = (State.DOING, State.REVIEW)
DONE_STATES = (State.LANDED, State.RELEASED)

_TEAM = frozenset({Role.DEVELOPER, Role.MAINTAINER, Role.MANAGER})
_TRIAGE = _TEAM | {Role.MODERATOR}
_DECIDE = frozenset({Role.MAINTAINER, Role.MANAGER})

# To `released` only a release moves (releases.actions.publish), so no role is listed for it.
MOVES: dict[str, dict[str, frozenset[str]]] = {
    State.NEW: {State.ACCEPTED: _TRIAGE, State.PLANNED: _DECIDE, State.DOING: _TEAM, State.DECLINED: _DECIDE},
    State.ACCEPTED: {State.PLANNED: _DECIDE, State.DOING: _TEAM, State.DECLINED: _DECIDE, State.NEW: _TRIAGE},
    State.PLANNED: {State.DOING: _TEAM, State.ACCEPTED: _DECIDE, State.DECLINED: _DECIDE},
    State.DOING: {State.REVIEW: _TEAM, State.LANDED: _TEAM, State.PLANNED: _TEAM, State.DECLINED: _DECIDE},
    State.REVIEW: {State.LANDED: _TEAM, State.DOING: _TEAM, State.DECLINED: _DECIDE},
    State.LANDED: {State.DOING: _TEAM},
    State.RELEASED: {State.ACCEPTED: _TRIAGE},
    State.DECLINED: {State.NEW: _TRIAGE},
}


def roles_for(old: str, new: str) -> frozenset[str]:
    """Who may make this move; empty where nobody may."""
    return MOVES.get(old, {}).get(new, frozenset())
