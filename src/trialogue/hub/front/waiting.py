"""What waits for a member: what they were told, what they asked, what they follow, what they may say."""

from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Count, F, Min, Q, QuerySet
from django.urls import reverse
from django.utils.safestring import SafeString

from trialogue.core.activity.sentences import read, sentence_of
from trialogue.core.audiences import Viewer, audience_ids
from trialogue.core.design.icons import icon
from trialogue.core.design.loop import loop_small
from trialogue.core.design.moments import moment
from trialogue.core.prepared import Prepared
from trialogue.core.words import here
from trialogue.hub.conversations.models import Follow, Level, Post
from trialogue.hub.forum.models import Topic, TopicQuerySet
from trialogue.hub.releases.models import Release, Told, ToldQuerySet
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


_unread_notices = Prepared(
    lambda viewer: Notice.objects.visible_to(viewer).unread().filter(person_id=viewer.pk).order_by("-at", "-pk")[:MOST]
)


def notices(member: Person) -> list[Line]:
    """The newest unread notices; no query when the counter says there are none."""
    if not member.unread:
        return []
    return [
        Line(
            _icon(notice.verb), _sentence(notice), reverse("notice", args=[notice.pk]), because_of(notice.because),
            moment(notice.at, short=True),
        )
        for notice in _unread_notices(member)
    ]  # fmt: skip


def _icon(verb: str) -> SafeString:
    sentence = sentence_of(verb)
    return icon(sentence.icon if sentence else "bell")


def _sentence(notice: Notice) -> SafeString:
    """The sentence without links of its own: the row is the link."""
    plain = {name: word.get("label", "") if isinstance(word, dict) else word for name, word in notice.words.items()}
    return read(notice.verb, plain)


def _begun(viewer: Viewer) -> TopicQuerySet:
    mine = Person.objects.filter(Q(pk=viewer.pk) | Q(merged_into_id=viewer.pk)).values("pk")
    topics = Topic.objects.visible_to(viewer).filter(conversation__starter__in=mine)
    return topics.select_related("conversation").newest_reply_first()[:MOST]


_own_topics = Prepared(_begun)


def questions(member: Person) -> list[Line]:
    """What they asked, with how far along the loop it is; two queries."""
    topics = _own_topics(member)
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


def _behind(viewer: Viewer) -> "QuerySet[Follow]":
    behind = Follow.objects.filter(
        person_id=viewer.pk, level=Level.WATCHING, conversation__last_number__gt=F("last_read")
    )
    seen = behind.filter(conversation__audience_id__in=audience_ids(viewer), conversation__removal__conversation=None)
    return seen.select_related("conversation").order_by("-conversation__last_post_at")[:MOST]


_with_news = Prepared(_behind)


def followed(member: Person) -> list[Unread]:
    """Conversations they follow with posts they have not read; one query, two where posts were taken away."""
    rows = _with_news(member)
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


def _asked(viewer: Viewer) -> ToldQuerySet:
    waiting = Told.objects.visible_to(viewer).filter(person_id=viewer.pk, helped=None, answered_at=None)
    return waiting.for_answer().order_by("-at", "-pk")[:3]


_not_answered = Prepared(_asked)


def helps(member: Person) -> list[Told]:
    """Releases that brought what they waited for, and they have not said yet whether it helped; one query."""
    return _not_answered(member)


_newest_release = Prepared(lambda viewer: Release.objects.visible_to(viewer).published().newest_first().for_list()[:1])


def just_released(member: Person | None) -> Release | None:
    return next(iter(_newest_release(member)), None)
