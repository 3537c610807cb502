"""What publishing would do, said before anybody does it."""

from typing import Any

from trialogue.hub.tickets.models import Ticket
from trialogue.hub.tickets.workflow import OPEN_STATES, State
from trialogue.people.persons import Person

from .models import Release
from .reading import FACES, some_names
from .telling import who_waited


def who_and_what(release: Release, *, by: Person) -> dict[str, Any]:
    """Who would be told, what would be released, and what is not done yet."""
    tickets = list(
        Ticket.objects.filter(milestone=release.milestone_id, state__in=OPEN_STATES).select_related("conversation")
    )
    landed = [ticket for ticket in tickets if ticket.state == State.LANDED]
    seen = [ticket for ticket in tickets if ticket.conversation.audience_id in by.audience_ids()]
    waits = who_waited(landed, but=by.pk)
    first = list(waits)[:FACES]
    people = Person.objects.select_related("picture").in_bulk(first)
    faces = [people[pk] for pk in first if pk in people]
    return {
        "people": len(waits),
        "faces": faces,
        "names": some_names(faces, len(waits)),
        "landed": [ticket for ticket in seen if ticket.state == State.LANDED],
        "rest": [ticket for ticket in seen if ticket.state != State.LANDED],
        "has_files": release.files.exists(),
    }
