"""What inboxes and letters say of a release, when one of its tickets becomes private later."""

from typing import Any

from trialogue.core.activity.models import Event
from trialogue.hub.tickets.actions.seeing import hides
from trialogue.hub.tickets.models import Ticket
from trialogue.people.notices.models import Letter, Notice

from .models import Told

CHUNK = 500


def _without_title(words: Any, path: str, instead: str) -> Any:
    """The same words, where the thing at this path is called something else."""
    if isinstance(words, dict):
        said = {name: _without_title(word, path, instead) for name, word in words.items()}
        return said | {"label": instead} if said.get("url") == path and "label" in said else said
    return [_without_title(word, path, instead) for word in words] if isinstance(words, list) else words


@hides
def leave_the_number(ticket: Ticket) -> None:
    """Who was told keeps the notice; a number stands for the title, as if it had been private then."""
    told = Told.objects.filter(ticket=ticket)
    events = Event.objects.filter(
        verb="release.published", object_kind="release", object_id__in=told.values("release_id")
    )
    for kind in (Notice, Letter):
        rows = kind.objects.filter(event__in=events, person_id__in=told.values("person_id"))
        for row in (found := list(rows.only("words"))):
            row.words = _without_title(row.words, ticket.conversation.path, f"#{ticket.number}")
        kind.objects.bulk_update(found, ["words"], batch_size=CHUNK)
