"""The sentences of tickets, and the letters that tell of them."""

from django.utils.translation import gettext_lazy as _

from trialogue.core.activity.sentences import speaks, tell
from trialogue.people.notices.post_office import writes

from .workflow import State

FIELDS = {
    "title": _("the title"),
    "kind": _("the kind"),
    "priority": _("the priority"),
    "component": _("the part"),
    "found_in": _("the version it was seen in"),
    "assignee": _("the owner"),
}

speaks("state", lambda slug: str(dict(State.choices).get(slug, slug)))
speaks("what", lambda names: ", ".join(str(FIELDS.get(name, name)) for name in names.split()))
tell("ticket.opened", "circle-dot", _("{actor} opened {ticket}."))
tell("topic.linked", "circle-dot", _("{actor} made ticket {ticket} from {topic}."))
tell("topic.unlinked", "unlink", _("{actor} took the link to {ticket} back."))
tell("ticket.moved", "arrow-right", _("{actor} moved {ticket} to “{state}”."))
tell("ticket.planned", "milestone", _("{actor} planned {ticket} for {milestone}."))
tell("ticket.unplanned", "milestone", _("{actor} took {ticket} out of its version."))
tell("ticket.edited", "pencil", _("{actor} changed {what} of {ticket}."))
tell("ticket.assigned", "user-round-check", _("{actor} gave {ticket} to {person}."))
tell("ticket.narrowed", "lock", _("{actor} made {ticket} private."))
tell("ticket.widened", "lock-open", _("{actor} showed {ticket} to everybody."))
tell("ticket.invited", "user-plus", _("{actor} let {person} see {ticket}."))
tell("ticket.uninvited", "user-minus", _("{actor} took {person} from those who see {ticket}."))
writes("topic.linked", "tickets/mail/linked")
