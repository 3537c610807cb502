"""What happens elsewhere and changes what was counted."""

from trialogue.core.activity import subscribe
from trialogue.core.activity.models import Event

from .days import recount


@subscribe("person.merged", "person.unmerged")
def count_again(event: Event) -> None:
    """Their days stand under one name from now on (or under two); a reply to oneself gives nothing."""
    recount([event.object_id, int(event.new or event.old or 0)])
