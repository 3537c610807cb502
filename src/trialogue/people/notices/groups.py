"""What a notice wants of its reader: the inbox is read in this order."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .models import Because, Notice


@dataclass(frozen=True)
class Group:
    """One heading of the inbox. `act` is what its rows offer to do."""

    slug: str
    title: str | Promise
    act: str | Promise


WAITS = Group("waits", _("Someone waits for you"), _("Answer"))
ASKED = Group("asked", _("What you asked for"), "")
YOU = Group("you", _("About you"), "")
KIND = Group("kind", _("Kind words"), "")
FOLLOWED = Group("followed", _("What you follow"), "")
MESSAGES = Group("messages", _("Messages to you"), _("Answer"))
GROUPS = (MESSAGES, WAITS, YOU, ASKED, KIND, FOLLOWED)

_usual = {
    Because.ASKED: ASKED,
    Because.SAME: ASKED,
    Because.MENTIONED: WAITS,
    Because.QUOTED: WAITS,
    Because.WATCHING: FOLLOWED,
    Because.YOURS: KIND,
    Because.STAFF: WAITS,
    Because.REMEMBERED: ASKED,
    Because.LEADING: WAITS,
    Because.INVITED: WAITS,
    Because.REPORTED: ASKED,
    Because.DIRECT: MESSAGES,
    Because.YOU: YOU,
}
_special: dict[tuple[str, str], Group] = {}


def sort_under(verb: str, because: str, group: Group) -> None:
    """Where this verb belongs when the usual place for this reason is not right."""
    _special[verb, because] = group


def group_of(notice: Notice) -> Group:
    return _special.get((notice.verb, notice.because)) or _usual[Because(notice.because)]
