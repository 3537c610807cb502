"""Who hears of an answer to 'Did it help?'."""

from trialogue.core.activity import subscribe
from trialogue.core.activity.models import Event
from trialogue.people.notices.models import Because
from trialogue.people.notices.telling import tell

from .models import Told


@subscribe("told.helped", "told.did_not_help")
def tell_who_built(event: Event) -> None:
    """Whoever built it hears whether it was what was meant. No mail."""
    told = Told.objects.select_related("ticket__conversation").get(pk=event.object_id)
    if told.ticket.assignee_id:
        words = {**event.words, "excerpt": event.reason}
        tell(
            event, {told.ticket.assignee_id: Because.YOURS}, words=words, url=told.ticket.conversation.path, mail=False
        )
