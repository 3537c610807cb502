"""Telling those who asked: grown from the event of publishing, safe to run again at any point."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from trialogue.core import activity
from trialogue.core.activity import subscribe
from trialogue.core.activity.models import Event
from trialogue.hub.tickets.actions.opening import words_of
from trialogue.hub.tickets.models import Origin, Ticket
from trialogue.hub.tickets.waiting import Wait, waits_for
from trialogue.people.audiences import readers_among
from trialogue.people.notices.telling import CHUNK, heirs, tell
from trialogue.people.persons import Person

from .actions.drafting import address
from .models import Release, Told
from .words import Story

# Who asked themselves is told so, even if they also said 'same here' elsewhere.
_RANK = {"asked": 0, "same": 1}


def tickets_of(release: Release) -> list[Ticket]:
    return list(Ticket.objects.filter(fixed_in_id=release.version_id).select_related("conversation"))


def who_waited(tickets: list[Ticket], *, but: int | None = None) -> dict[int, list[Wait]]:
    """person → what they waited for, the strongest reason first; only where they may see the ticket.

    `but` is who publishes: nobody is told of their own act.
    """
    audiences = {ticket.pk: ticket.conversation.audience_id for ticket in tickets}
    waits = waits_for(tickets)
    now = heirs({wait.person_id for wait in waits})
    members = set(Person.objects.members().filter(pk__in=now.values()).values_list("pk", flat=True))
    readers = {audience: readers_among(members, audience) for audience in set(audiences.values())}
    found: dict[int, list[Wait]] = {}
    for wait in sorted(waits, key=lambda wait: (_RANK[wait.because], wait.topic_id is None)):
        person_id = now[wait.person_id]
        if person_id != but and person_id in readers[audiences[wait.ticket_id]]:
            found.setdefault(person_id, []).append(wait)
    return found


def _write_rows(release: Release, waits: Mapping[int, list[Wait]], at: datetime) -> None:
    """One row a person and ticket, at most 500 in one transaction; a second run finds them there."""
    rows: dict[tuple[int, int], Told] = {}
    for person_id, mine in waits.items():
        for wait in mine:
            row = Told(
                release=release,
                person_id=person_id,
                ticket_id=wait.ticket_id,
                topic_id=wait.topic_id,
                because=wait.because,
                at=at,
            )
            rows.setdefault((person_id, wait.ticket_id), row)
    waiting = list(rows.values())
    for begin in range(0, len(waiting), CHUNK):
        Told.objects.bulk_create(waiting[begin : begin + CHUNK], ignore_conflicts=True)


@subscribe("release.published")
def tell_who_asked(event: Event) -> None:
    """Everybody who asked, said 'same here' or is affected: a row, a notice and a letter, once a release.

    Each step finds what an earlier, interrupted run left and goes on from there.
    """
    release = Release.objects.select_related("product", "version", "published_by").get(pk=event.object_id)
    tickets = tickets_of(release)
    waits = who_waited(tickets, but=event.actor_id)
    story = Story.of(release, tickets, people=len(waits))
    _write_rows(release, waits, event.at)
    tell(
        event,
        {person_id: mine[0].because for person_id, mine in waits.items()},
        words=lambda person_id: story.words_for(waits[person_id]),
        url=lambda person_id: story.url_for(waits[person_id]),
        verb="release.brings",
        official=True,
    )
    _note_told(release, event, len(waits))
    _note_on_tickets(release, event, tickets, list(story.origins.values()))


@transaction.atomic
def _note_told(release: Release, event: Event, people: int) -> None:
    """The timeline says how many were told; written once, however often the job ran."""
    Release.objects.select_for_update().get(pk=release.pk)
    if not people or Event.objects.of(release).filter(verb="release.told").exists():
        return
    Release.objects.filter(pk=release.pk).update(told_count=people)
    activity.record(
        "release.told", by=None, of=release, at=event.at, audience_id=event.audience_id, conversation_id=event.conversation_id,
        product_id=event.product_id, new=people,
        words={"people": people, "release": {"label": str(release), "url": address(release)}},
    )  # fmt: skip


def _note_on_tickets(release: Release, event: Event, tickets: list[Ticket], origins: list[Origin]) -> None:
    """Each ticket and each topic it came from gets its line: in which version it is."""
    words = {"release": {"label": str(release), "url": address(release)}}
    by = release.published_by
    with transaction.atomic():
        Release.objects.select_for_update().get(pk=release.pk)
        done = set(
            Event.objects.filter(verb="ticket.released", new=release.version.name, object_kind="ticket").values_list(
                "object_id", flat=True
            )
        )
        for ticket in tickets:
            if ticket.pk in done:
                continue
            talks = {ticket.conversation_id} | {o.topic.conversation_id for o in origins if o.ticket_id == ticket.pk}
            for talk_id in sorted(talks):
                activity.record(
                    "ticket.released", by=by, of=ticket, at=event.at, audience_id=ticket.conversation.audience_id,
                    conversation_id=talk_id, product_id=ticket.product_id, new=release.version.name, words={**words_of(ticket), **words},
                )  # fmt: skip
