"""Tickets as search finds them."""

from collections.abc import Collection, Iterator, Mapping

from django.utils.translation import gettext_lazy as _

from trialogue.core import search
from trialogue.core.activity import subscribe
from trialogue.core.activity.models import Event
from trialogue.core.audiences import Viewer
from trialogue.core.search import indexing
from trialogue.hub.conversations.found import first_words, index_talks, talks_of, talks_seen, words_of

from .models import Ticket
from .workflow import OPEN_STATES, State


def _documents(ids: Collection[int]) -> Iterator[search.Document]:
    first = first_words(ids)
    tickets = Ticket.objects.filter(conversation__in=ids, conversation__removal=None)
    for ticket in tickets.select_related("conversation", "product", "component", "fixed_in", "found_in"):
        talk, versions = ticket.conversation, (ticket.fixed_in, ticket.found_in)
        said = first.get(talk.pk)
        facets = [f"state:{ticket.state}", f"product:{ticket.product.slug}"]
        named = dict.fromkeys(version.name for version in versions if version is not None)
        yield search.Document(
            object_id=talk.pk, place="ticket", conversation_id=talk.pk, audience_id=talk.audience_id, title=talk.title,
            body=words_of(said) if said else "", language=talk.language,
            words=f"#{ticket.number} {ticket.component.name if ticket.component else ''}".strip(),
            facets=(*facets, *(f"version:{name}" for name in named)),
            weight=0.1 * (ticket.state in OPEN_STATES) + min(0.2, 0.02 * ticket.need_count), url=talk.path,
            at=ticket.opened_at,
        )  # fmt: skip


def _states(_member: Viewer | None, slugs: Collection[str]) -> Mapping[str, str]:
    labels = dict(State.choices)
    return {slug: str(labels[slug]) for slug in slugs}


search.declare(search.Kind("ticket", _documents, talks_seen, talks_of("ticket")))
search.declare_place(search.Place("ticket", _("Tickets"), _("Ticket"), "circle-dot", 10))
search.declare_facet(search.Facet("state", _("State"), _states, 4))


@subscribe("ticket.opened", "ticket.edited", "ticket.moved", "ticket.planned", "ticket.released")
def index_ticket(event: Event) -> None:
    if event.conversation_id is not None:
        indexing.index("ticket", [event.conversation_id])


@subscribe("ticket.narrowed", "ticket.widened")
def index_with_replies(event: Event) -> None:
    if event.conversation_id is not None:
        index_talks([event.conversation_id])
