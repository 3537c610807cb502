"""What people are told about themselves."""

from trialogue.core.activity import subscribe
from trialogue.core.activity.models import Event
from trialogue.people.notices.models import Because
from trialogue.people.notices.telling import tell

STANDING = "/settings/standing/"


@subscribe("person.silenced", "person.unsilenced")
def tell_the_silenced(event: Event) -> None:
    """Why, and until when; that it ended before its time."""
    verb = event.verb.replace("person.", "person.you_")
    because = {event.object_id: Because.YOU}
    tell(event, because, words=event.words, url=STANDING, verb=verb, mail=event.verb == "person.silenced")
