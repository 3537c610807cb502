"""One line of a list of topics, as ready strings."""

from collections.abc import Collection, Hashable, Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape

from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from trialogue.core.design.icons import glyph, icon
from trialogue.core.design.loop import Station, loop_small
from trialogue.core.design.moments import moment
from trialogue.core.design.people import avatar
from trialogue.core.design.states import STATES
from trialogue.core.edge.kept import kept
from trialogue.core.words import here, spoken
from trialogue.hub.conversations.unread import place_of_unread
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
    """A line in three parts. Between them stands what is each member's own: where its link leads, whether it is unread."""

    start: SafeString
    middle: SafeString
    end: SafeString

    def of(self, place: str, *, unread: bool) -> SafeString:
        """The whole line for one reader; `place` is where in the topic its link leads."""
        word = escape(_("unread"))
        mark = f' <span class="vh">{word}</span>' if unread else ""
        opened = "<li data-unread>" if unread else "<li>"
        return mark_safe(f"{opened}{self.start}{place}{self.middle}{mark}{self.end}</li>")


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
    return mark_safe(f'<span class="lead{tone}">{drawing}<span class="vh">{word}</span></span>')


def reached(stations: Sequence[Station]) -> str:
    """How far it has come: the kind of the last station that is not ahead."""
    return next((station.kind for station in reversed(stations) if station.status != "next"), "asked")


def state_drawing(state: str) -> SafeString:
    return glyph(STATES[state][0]) if state in STATES else icon("link")


def _way(legs: Legs) -> SafeString:
    """The loop in small and where its first ticket stands."""
    if not legs.stations and not legs.links:
        return SafeString("")
    small = loop_small(reached(legs.stations)) if legs.stations else SafeString("")
    if not legs.links:
        return small
    first = legs.links[0]
    return mark_safe(f'<span class="ref">{state_drawing(first.state)} {escape(first.meta)}</span>{small}')


def tag_chips(topic: Topic) -> SafeString:
    """Its tags as links."""
    named = ((escape(here(f"/tags/{slug}/")), escape(spoken(names) or slug)) for slug, names in topic.labels)
    return mark_safe("".join(f'<a class="tag" href="{url}"><bdi>{name}</bdi></a>' for url, name in named))


def _meta(topic: Topic, legs: Legs, *, shelf: bool) -> SafeString:
    told = [topic.asker.name if topic.asker else _("Somebody who has left")]
    if shelf:
        told.append(topic.category.name)
    if topic.stale_since:
        told.append(_("the answer may be out of date since %(version)s") % {"version": topic.stale_since})
    if topic.same_count:
        told.append(ngettext("%(n)d has this too", "%(n)d have this too", topic.same_count) % {"n": topic.same_count})
    spans = "".join(f"<span>{escape(word)}</span>" for word in told)
    word = _("closed")
    closed = f"<span>{icon('lock')} {word}</span>" if topic.conversation.is_closed else ""
    return mark_safe(f"{spans}{tag_chips(topic)}{closed}{_way(legs)}")


def _faces(topic: Topic) -> SafeString:
    talk = topic.conversation
    last = talk.last_poster and talk.last_poster.heir
    people = [topic.asker, *([last] if last is not None and last != topic.asker else [])]
    return mark_safe("".join(avatar(person, "s") for person in people))


def _is_unread(topic: Topic, member: Person | None, *, now: datetime) -> bool:
    """Read is what the member opened to its end, and what counts as read by all (`Person.read_before`)."""
    if member is None:
        return False
    read = getattr(topic, "read_to", None)
    talk = topic.conversation
    return talk.last_post_at > member.read_before(at=now) and talk.last_number > (read or 0)


def _row(topic: Topic, legs: Legs, *, now: datetime, shelf: bool) -> TopicRow:
    talk = topic.conversation
    word = _("replies")
    count = f'<span class="count">{talk.reply_count}<span class="vh"> {word}</span></span>'
    more = f'<p class="meta">{_meta(topic, legs, shelf=shelf)}</p></div><div class="who avatars">{_faces(topic)}</div>'
    when = moment(talk.last_post_at, now=now, short=True)
    return TopicRow(
        mark_safe(f'{_lead(topic)}<div><h2><a href="{escape(here(talk.path))}'),
        mark_safe(f'" dir="auto">{escape(topic.title)}</a>'),
        mark_safe(f"</h2>{more}{count}{when}"),
    )


def _made(topics: Collection[Topic], member: Person | None, *, now: datetime, shelf: bool) -> dict[int, TopicRow]:
    put_faces((topic.conversation, role) for topic in topics for role in ("starter", "last_poster"))
    ways = legs_of(list(topics), member)
    return {topic.pk: _row(topic, ways[topic.pk], now=now, shelf=shelf) for topic in topics}


def _for_one(row: TopicRow, topic: Topic, member: Person | None, *, now: datetime) -> SafeString:
    unread, read_to = _is_unread(topic, member, now=now), getattr(topic, "read_to", None)
    return row.of(place_of_unread(read_to) if unread and read_to else "", unread=unread)


def topic_rows(topics: Sequence[Topic], member: Person | None, *, now: datetime, shelf: bool) -> list[SafeString]:
    """The rows of a list; `shelf` names each one's category. What is unread leads to the first post that is.

    As many queries for one as for all; none for rows that are kept since somebody of the same standing saw them.
    """
    reader = ("topic row", get_language(), member and member.standing, shelf)
    by_key: dict[Hashable, Topic] = {(*reader, topic.pk, topic.conversation.version): topic for topic in topics}

    def make(missing: Collection[Hashable]) -> dict[Hashable, TopicRow]:
        made = _made([by_key[key] for key in missing], member, now=now, shelf=shelf)
        return {key: made[by_key[key].pk] for key in missing}

    rows = kept.many({key: topic.conversation_id for key, topic in by_key.items()}, make)
    return [_for_one(rows[key], topic, member, now=now) for key, topic in by_key.items()]
