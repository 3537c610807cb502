"""What happened around a conversation, as lines between its posts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import pgettext

from trialogue.core.activity.models import Event, EventQuerySet
from trialogue.core.activity.sentences import read, sentence_of, told_verbs
from trialogue.core.audiences import Viewer
from trialogue.core.prepared import Prepared
from trialogue.people.clearing.models import names_cleared

# Posts speak for themselves; small changes would drown what matters.
_SILENT = (
    "post.",
    "conversation.",
    "answer.asked",
    "poll.added",
    "poll.edited",
    "poll.voted",
    "direct.begun",
    "direct.written",
    "topic.opened",
    "topic.tagged",
    "ticket.opened",
    "release.edited",
    "release.file_",
    "ticket.affects",
    "ticket.unaffects",
    "review.claimed",
    "review.given_back",
    "review.decided",
    "review.undone",
    "review.appealed",
    "review.yours",
    "review.report",
)
LINES = 200


@dataclass(frozen=True)
class Line:
    at: datetime
    icon: str
    html: SafeString
    reason: str


def _near(words: Mapping[str, Any], path: str) -> dict[str, Any]:
    """The words as one says them on the page they speak of: 'this' instead of its own title."""
    here = {"label": pgettext("the topic, ticket or release whose page this is", "this")}
    return {name: here if isinstance(word, dict) and _is_there(word, path) else word for name, word in words.items()}


def _is_there(word: Mapping[str, Any], path: str) -> bool:
    """Whether the word leads to the page at `path`, or to a post on it."""
    return bool(path) and str(word.get("url", "")).startswith(path)


def _told(viewer: Viewer | None, talk: int) -> EventQuerySet:
    verbs = [verb for verb in told_verbs() if not verb.startswith(_SILENT)]
    told = Event.objects.visible_to(viewer).filter(~names_cleared(), conversation_id=talk, verb__in=verbs)
    return told.order_by("at", "id")[:LINES]


_events = Prepared(_told)


def lines_of(conversation_id: int, member: Viewer | None, *, path: str) -> list[Line]:
    """The visible events of a conversation that have a sentence, oldest first; one query. `path` is its page."""
    return [
        Line(event.at, _icon(event.verb), read(event.verb, _near(event.words, path)), event.reason)
        for event in _events(member, talk=conversation_id)
    ]


def _icon(verb: str) -> str:
    sentence = sentence_of(verb)
    return sentence.icon if sentence else "dot"
