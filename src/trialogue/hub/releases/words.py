"""What a notice and a letter about a release say to one person: their thing, its way, and where to get it."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from trialogue.core.audiences import MEMBERS, PUBLIC
from trialogue.hub.conversations.models import Conversation
from trialogue.hub.tickets.models import Move, Origin, Ticket
from trialogue.hub.tickets.waiting import Wait
from trialogue.hub.tickets.workflow import State
from trialogue.people.persons import Person

from .actions.drafting import address, file_address
from .models import Release


def _who(person: Person | None, at: datetime) -> dict[str, Any]:
    """Somebody who did something, as a shape and a name, and when."""
    if person is None:
        return {"name": "", "initials": "", "voice": "builder", "at": at}
    speaker = person.heir
    return {"name": speaker.name, "initials": speaker.initials, "voice": speaker.voice, "at": at}


def _travels(talk: Conversation) -> bool:
    """What only a few may see is not written into mails: a number stands for it."""
    return talk.audience_id in (PUBLIC, MEMBERS)


def _built(tickets: Iterable[Ticket]) -> dict[int, Move]:
    """The last time each ticket landed."""
    moves = Move.objects.filter(ticket__in=tickets, new=State.LANDED).select_related(
        "by__merged_into", "ticket__assignee"
    )
    return {move.ticket_id: move for move in moves.order_by("at", "pk")}


@dataclass(frozen=True)
class Story:
    """Everything known of a release and its tickets, gathered once for all who are told."""

    release: Release
    tickets: Mapping[int, Ticket]
    origins: Mapping[tuple[int, int], Origin]
    built: Mapping[int, Move]
    download: dict[str, Any] | None
    people: int

    @classmethod
    def of(cls, release: Release, tickets: list[Ticket], *, people: int) -> "Story":
        found = Origin.objects.filter(ticket__in=tickets).select_related("topic__conversation", "by__merged_into")
        file = release.files.select_related("file").first()
        return cls(
            release=release,
            tickets={ticket.pk: ticket for ticket in tickets},
            origins={(origin.ticket_id, origin.topic_id): origin for origin in found},
            built=_built(tickets),
            download={"label": file.file.name, "url": file_address(release, file)} if file else None,
            people=people,
        )

    def origin(self, wait: Wait) -> Origin | None:
        """Where they said it, unless it is a place whose words may not travel by mail."""
        found = self.origins.get((wait.ticket_id, wait.topic_id)) if wait.topic_id else None
        return found if found and _travels(found.topic.conversation) else None

    def url_for(self, waits: list[Wait]) -> str:
        """The thread in their own words, where there is one."""
        asked = next((origin for wait in waits if (origin := self.origin(wait))), None)
        return asked.topic.conversation.path if asked else self.tickets[waits[0].ticket_id].conversation.path

    def words_for(self, waits: list[Wait]) -> dict[str, Any]:
        first: dict[int, Wait] = {}
        for wait in waits:
            first.setdefault(wait.ticket_id, wait)
        things = [self._thing(wait) for wait in first.values()]
        return {
            "release": {"label": str(self.release), "url": address(self.release)},
            "product": self.release.product.name,
            "version": self.release.version.name,
            "reached": "told",
            "summary": self.release.summary,
            "download": self.download,
            "thing": {"label": things[0]["label"], "url": things[0]["url"]},
            "things": things,
            "others": self.people - 1,
            "other_tickets": self._others_in_it(first),
        }

    def _others_in_it(self, mine: Collection[int]) -> int:
        """What else is in the release that everybody may know of."""
        public = [pk for pk, ticket in self.tickets.items() if ticket.conversation.audience_id == PUBLIC]
        return len(set(public) - set(mine))

    def _thing(self, wait: Wait) -> dict[str, Any]:
        ticket, origin, landed = self.tickets[wait.ticket_id], self.origin(wait), self.built.get(wait.ticket_id)
        talk = origin.topic.conversation if origin else None
        since = talk.started_at if talk else ticket.opened_at
        return {
            "label": ticket.title if _travels(ticket.conversation) else f"#{ticket.number}",
            "number": ticket.number,
            "url": ticket.conversation.path,
            "because": wait.because,
            "since": since,
            "days": (self.release.published_at.date() - since.date()).days if self.release.published_at else 0,
            "asked": {"label": talk.title, "url": talk.path} if talk else None,
            "carried": _who(origin.by, origin.at) if origin else None,
            "built": _who(landed.ticket.assignee or landed.by, landed.at) if landed else None,
        }
