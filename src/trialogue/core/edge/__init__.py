"""What may have changed for a reader, told to every process: the ground under all caches.

Every event leaves a `Touch` in the transaction of its change (`core.activity` sees to that). Each process asks for
new touches before it answers out of a cache, so that none says what is no longer so. A touch reaches every page,
unless its verb was declared to reach less: what nobody declared is safe.
"""

from collections.abc import Iterable
from enum import Enum
from typing import TYPE_CHECKING

from django.http import HttpRequest

if TYPE_CHECKING:
    from trialogue.core.activity import Happening

#: Where a request's environment says which conversation alone its page shows.
ONLY = "trialogue.only_conversation"


class Reach(Enum):
    """How far a verb's events are seen: on no page for guests, where its conversation is shown and in lists, anywhere."""

    NOWHERE = 0
    CONVERSATION = 1
    EVERYWHERE = 2


_reaches: dict[str, Reach] = {}


def reaches(reach: Reach, *verbs: str) -> None:
    """Declares verbs that reach less than every page."""
    _reaches.update(dict.fromkeys(verbs, reach))


def shows_only(request: HttpRequest, conversation_id: int) -> None:
    """This page shows no posts of any other conversation, so that a reply elsewhere leaves it as it is."""
    request.META[ONLY] = conversation_id


def touch(*conversation_ids: int | None) -> None:
    """Says that pages of these conversations (None: every page) may have changed; call it in the transaction."""
    from .models import Touch

    Touch.objects.bulk_create([Touch(conversation_id=pk) for pk in dict.fromkeys(conversation_ids)])


def touched_by(happenings: "Iterable[Happening]") -> None:
    """Leaves the touches of these events, one where several reach the same."""
    found = []
    for happening in happenings:
        reach = _reaches.get(happening.verb, Reach.EVERYWHERE)
        if reach is not Reach.NOWHERE:
            found.append(happening.conversation_id if reach is Reach.CONVERSATION else None)
    touch(*([None] if None in found else found))
