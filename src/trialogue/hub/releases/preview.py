"""What publishing would do, said before anybody does it."""

from typing import Any

from trialogue.hub.tickets.models import Ticket
from trialogue.hub.tickets.waiting import known_to
from trialogue.hub.tickets.workflow import OPEN_STATES, State
from trialogue.people.persons import Person

from .models import Release
from .reading import FACES, some_names
from .telling import who_waited


def who_and_what(release: Release, *, by: Person) -> dict[str, Any]:
    """Who would be told, what would be released, and what is not done yet.

    Everybody is counted; named are those of whom `by` may know.
    """
    tickets = list(
        Ticket.objects.filter(milestone=release.milestone_id, state__in=OPEN_STATES).select_related("conversation")
    )
    landed = [ticket for ticket in tickets if ticket.state == State.LANDED]
    seen = [ticket for ticket in tickets if ticket.conversation.audience_id in by.audience_ids()]
    waits = who_waited(landed, but=by.pk)
    theirs = {ticket.pk for ticket in seen}
    known = set(known_to(by, [wait for mine in waits.values() for wait in mine if wait.ticket_id in theirs]))
    first = [person_id for person_id, mine in waits.items() if not known.isdisjoint(mine)][:FACES]
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
