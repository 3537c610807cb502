"""What waits for a member: what they were told, what they asked, what they follow, what they may say."""

from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Count, F, Min, Q
from django.urls import reverse
from django.utils.safestring import SafeString

from trialogue.core.activity.sentences import read, sentence_of
from trialogue.core.design.icons import icon
from trialogue.core.design.loop import loop_small
from trialogue.core.design.moments import moment
from trialogue.core.words import here
from trialogue.hub.conversations.models import Follow, Level, Post
from trialogue.hub.forum.models import Topic
from trialogue.hub.releases.models import Release, Told
from trialogue.people.notices.models import Notice
from trialogue.people.notices.reasons import because_of
from trialogue.people.persons import Person

from .showing import origins_of, reached, state_of

MOST = 5


@dataclass(frozen=True)
class Line:
    """One thing that waits: a drawing, a sentence or title, where it leads, when, how it stands."""

    icon: SafeString
    title: str
    url: str
    more: str
    when: SafeString
    state: SafeString | str = ""


def notices(member: Person) -> list[Line]:
    """The newest unread notices; no query when the counter says there are none."""
    if not member.unread:
        return []
    rows = Notice.objects.visible_to(member).unread().filter(person=member).order_by("-at", "-pk")[:MOST]
    return [
        Line(
            _icon(notice.verb), _sentence(notice), reverse("notice", args=[notice.pk]), because_of(notice.because),
            moment(notice.at, short=True),
        )
        for notice in rows
    ]  # fmt: skip


def _icon(verb: str) -> SafeString:
    sentence = sentence_of(verb)
    return icon(sentence.icon if sentence else "bell")


def _sentence(notice: Notice) -> SafeString:
    """The sentence without links of its own: the row is the link."""
    plain = {name: word.get("label", "") if isinstance(word, dict) else word for name, word in notice.words.items()}
    return read(notice.verb, plain)


def questions(member: Person) -> list[Line]:
    """What they asked, with how far along the loop it is; two queries."""
    mine = Person.objects.filter(Q(pk=member.pk) | Q(merged_into=member)).values("pk")
    topics = list(
        Topic.objects.visible_to(member)
        .filter(conversation__starter__in=mine)
        .select_related("conversation")
        .newest_reply_first()[:MOST]
    )
    origins = origins_of(topics, member) if topics else {}
    return [
        Line(
            loop_small(reached(origins.get(topic.pk))), topic.title, here(topic.conversation.path), "",
            moment(topic.conversation.last_post_at, short=True), state_of(topic, origins.get(topic.pk)),
        )
        for topic in topics
    ]  # fmt: skip


@dataclass(frozen=True)
class Unread:
    title: str
    url: str
    n: int
    when: SafeString


def followed(member: Person) -> list[Unread]:
    """Conversations they follow with posts they have not read; one query, two where posts were taken away."""
    rows = list(
        Follow.objects.filter(person=member, level=Level.WATCHING, conversation__last_number__gt=F("last_read"))
        .filter(conversation__audience_id__in=member.audience_ids(), conversation__removal__conversation=None)
        .select_related("conversation")
        .order_by("-conversation__last_post_at")[:MOST]
    )
    left = _left(rows, member)
    return [_unread(row, *left.get(row.conversation_id, _by_number(row))) for row in rows]


def _by_number(row: Follow) -> tuple[int, int]:
    """How many there are to read, and the number of the first."""
    return row.conversation.last_number - row.last_read, row.last_read + 1


def _left(rows: list[Follow], member: Person) -> dict[int, tuple[int, int]]:
    """The same where numbers are missing, counted."""
    gaps = [row for row in rows if row.conversation.post_count != row.conversation.last_number]
    if not gaps:
        return {}
    beyond = reduce(or_, (Q(conversation=row.conversation_id, number__gt=row.last_read) for row in gaps))
    posts = Post.objects.visible_to(member).filter(beyond).order_by("conversation")
    counted = posts.values_list("conversation").annotate(Count("pk"), Min("number"))
    return {conversation_id: (n, first) for conversation_id, n, first in counted}


def _unread(row: Follow, n: int, first: int) -> Unread:
    talk = row.conversation
    url = here(talk.path) + (f"{first}/" if first > 1 else "")
    return Unread(talk.title, url, n, moment(talk.last_post_at, short=True))


def helps(member: Person) -> list[Told]:
    """Releases that brought what they waited for, and they have not said yet whether it helped; one query."""
    waiting = Told.objects.visible_to(member).filter(person=member, helped=None, answered_at=None)
    related = ("release__version", "release__product", "ticket__conversation", "topic__conversation")
    return list(waiting.select_related(*related).order_by("-at", "-pk")[:3])


def just_released(member: Person | None) -> Release | None:
    return Release.objects.visible_to(member).published().newest_first().for_list().first()
