"""Who waits for a ticket: who asked, who has it too, who is affected. The people a release tells."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from trialogue.core.audiences import Viewer
from trialogue.hub.conversations.models import Reaction, ReactionKind
from trialogue.hub.forum.models import Topic
from trialogue.people.notices.models import Because

from .models import Affected, Origin, Ticket


@dataclass(frozen=True)
class Wait:
    """One person waits for one ticket, since they said so in this topic (None: on the ticket itself)."""

    person_id: int
    ticket_id: int
    topic_id: int | None
    because: str


def _from_topics(origins: Collection[Origin]) -> list[Wait]:
    by_topic: dict[int, list[Origin]] = {}
    for origin in origins:
        by_topic.setdefault(origin.topic.conversation_id, []).append(origin)
    same = Reaction.objects.filter(
        kind=ReactionKind.SAME, post__number=1, post__conversation_id__in=by_topic
    ).values_list("person_id", "post__conversation_id")
    asked = [Wait(o.asker_id, o.ticket_id, o.topic_id, Because.ASKED) for o in origins if o.asker_id]
    too = [
        Wait(person_id, origin.ticket_id, origin.topic_id, Because.SAME)
        for person_id, conversation_id in same
        for origin in by_topic[conversation_id]
    ]
    return asked + too


def waits_for(tickets: Collection[Ticket]) -> list[Wait]:
    """Everybody who waits for these tickets, three queries however many; a person may stand in several rows.

    Whoever carried a topic over is not waiting; who opened a ticket without a topic is.
    """
    ids = [ticket.pk for ticket in tickets]
    origins = list(Origin.objects.filter(ticket_id__in=ids).select_related("topic"))
    with_origin = {origin.ticket_id for origin in origins}
    reported = [
        Wait(ticket.reporter_id, ticket.pk, None, Because.ASKED)
        for ticket in tickets
        if ticket.reporter_id and ticket.pk not in with_origin
    ]
    affected = Affected.objects.filter(ticket_id__in=ids).values_list("person_id", "ticket_id")
    return _from_topics(origins) + reported + [Wait(person, ticket, None, Because.SAME) for person, ticket in affected]


def known_to(member: Viewer | None, waits: Collection[Wait]) -> list[Wait]:
    """Of these, those whose topic the member may see: elsewhere it is not theirs to know who asked."""
    asked = {wait.topic_id for wait in waits if wait.topic_id}
    seen = set(Topic.objects.visible_to(member).filter(pk__in=asked).values_list("pk", flat=True))
    return [wait for wait in waits if wait.topic_id is None or wait.topic_id in seen]


def waiting_by_topic(person: Viewer) -> QuerySet[Origin]:
    """The links through which this person waits: they asked in the topic, or have it too."""
    same = Reaction.objects.filter(
        kind=ReactionKind.SAME,
        person_id=person.pk,
        post__number=1,
        post__conversation_id=OuterRef("topic__conversation_id"),
    )
    return Origin.objects.filter(Q(asker_id=person.pk) | Exists(same))


@transaction.atomic
def recount(ticket: Ticket) -> None:
    """Keeps `need_count`: different people who wait. Counted under a lock, so that the last to count counts all."""
    Ticket.objects.select_for_update().get(pk=ticket.pk)
    ticket.need_count = len({wait.person_id for wait in waits_for([ticket])})
    Ticket.objects.filter(pk=ticket.pk).update(need_count=ticket.need_count)
