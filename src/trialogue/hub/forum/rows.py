"""One line of a list of topics, as ready strings."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from trialogue.core.design.icons import glyph, icon
from trialogue.core.design.loop import Station, loop_small
from trialogue.core.design.moments import moment
from trialogue.core.design.people import avatar
from trialogue.core.design.states import STATES
from trialogue.core.words import here
from trialogue.people.faces import put_faces
from trialogue.people.persons import Person

from .models import Topic, TopicKind
from .panels import Legs, legs_of

# Kind: drawing of its rows, and the word for those who listen.
KIND_ICONS: dict[str, tuple[str, str | Promise]] = {
    TopicKind.QUESTION: ("message-circle-question-mark", gettext_lazy("Question")),
    TopicKind.IDEA: ("lightbulb", gettext_lazy("Idea")),
    TopicKind.DISCUSSION: ("messages-square", gettext_lazy("Discussion")),
    TopicKind.ANNOUNCEMENT: ("megaphone", gettext_lazy("Announcement")),
}


@dataclass(frozen=True)
class TopicRow:
    url: str
    title: str
    lead: SafeString
    meta: SafeString
    who: SafeString
    count: int
    when: SafeString
    unread: bool


def _lead(topic: Topic) -> SafeString:
    """What it is and how far: the drawing, and the word for those who listen."""
    tone, drawing, word = "", icon(KIND_ICONS[topic.kind][0]), KIND_ICONS[topic.kind][1]
    if topic.pinned_at:
        drawing, word = icon("pin"), _("Pinned")
    elif topic.is_question and topic.solved:
        tone, drawing, word = " good", glyph("disc"), _("Answered")
    elif topic.is_question and topic.conversation.reply_count == 0 and not topic.conversation.is_closed:
        tone, drawing, word = " warn", glyph("dashed"), _("No answer yet")
    elif topic.is_question:
        drawing, word = glyph("ring"), _("Question with replies")
    return format_html('<span class="lead{}">{}<span class="vh">{}</span></span>', tone, drawing, word)


def reached(stations: Sequence[Station]) -> str:
    """How far it has come: the kind of the last station that is not ahead."""
    return next((station.kind for station in reversed(stations) if station.status != "next"), "asked")


def state_drawing(state: str) -> SafeString:
    return glyph(STATES[state][0]) if state in STATES else icon("link")


def _way(legs: Legs) -> SafeString:
    """The loop in small and where its first ticket stands."""
    if not legs.stations and not legs.links:
        return SafeString("")
    small = loop_small(reached(legs.stations)) if legs.stations else ""
    if not legs.links:
        return format_html("{}", small)
    first = legs.links[0]
    return format_html('<span class="ref">{} {}</span>{}', state_drawing(first.state), first.meta, small)


def _meta(topic: Topic, legs: Legs, *, shelf: bool) -> SafeString:
    told = [topic.asker.name if topic.asker else _("Somebody who has left")]
    if shelf:
        told.append(topic.category.name)
    if topic.same_count:
        told.append(ngettext("%(n)d has this too", "%(n)d have this too", topic.same_count) % {"n": topic.same_count})
    spans = format_html_join("", "<span>{}</span>", ((word,) for word in told))
    closed = format_html("<span>{} {}</span>", icon("lock"), _("closed")) if topic.conversation.is_closed else ""
    return format_html("{}{}{}", spans, closed, _way(legs))


def _faces(topic: Topic) -> SafeString:
    talk = topic.conversation
    last = talk.last_poster and (talk.last_poster.merged_into or talk.last_poster)
    people = [topic.asker, *([last] if last is not None and last != topic.asker else [])]
    return format_html_join("", "{}", ((avatar(person, "s"),) for person in people))


def _is_unread(topic: Topic, member: Person | None) -> bool:
    """Read is what the member opened to its end, and what was there before they came."""
    if member is None:
        return False
    read = getattr(topic, "read_to", None)
    talk = topic.conversation
    return talk.last_number > read if read is not None else talk.last_post_at > member.joined_at


def topic_rows(topics: Sequence[Topic], member: Person | None, *, now: datetime, shelf: bool) -> list[TopicRow]:
    """The rows of a list; `shelf` names each one's category. As many queries for one as for all."""
    put_faces((topic.conversation, role) for topic in topics for role in ("starter", "last_poster"))
    ways = legs_of(topics, member)
    return [
        TopicRow(
            url=here(topic.conversation.path),
            title=topic.title,
            lead=_lead(topic),
            meta=_meta(topic, ways[topic.pk], shelf=shelf),
            who=_faces(topic),
            count=topic.conversation.reply_count,
            when=moment(topic.conversation.last_post_at, now=now, short=True),
            unread=_is_unread(topic, member),
        )
        for topic in topics
    ]
