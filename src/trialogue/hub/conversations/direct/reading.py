"""The list of somebody's direct conversations, and the page of one, ready to be drawn."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import BooleanField, Case, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from trialogue.core.design.moments import moment
from trialogue.core.design.people import avatar
from trialogue.core.markup import text_of
from trialogue.core.paging import Mark, read_mark
from trialogue.hub.conversations.models import Follow, Level, Post
from trialogue.hub.conversations.reading import address
from trialogue.people.audiences import AudienceMember
from trialogue.people.faces import faces
from trialogue.people.persons import Person

from .models import Direct, DirectQuerySet

PAGE = 30
FACES = 3
EXCERPT = 160


@dataclass(frozen=True)
class Row:
    """One conversation: with whom, what about, what was said last and by whom."""

    url: str
    unread: bool
    faces: Sequence[SafeString]
    names: str
    subject: str
    said_by: str
    excerpt: str
    when: SafeString


def _waiting(member: Person) -> DirectQuerySet:
    """Theirs, with how far they read (`read_to`), whether something waits, and what they hear of it (`level`)."""
    mine = Follow.objects.filter(conversation=OuterRef("conversation"), person_id=member.pk)
    found: DirectQuerySet = Direct.objects.of(member).annotate(
        read_to=Coalesce(Subquery(mine.values("last_read")[:1]), 0)
    )
    unread = When(conversation__last_number__gt=F("read_to"), then=Value(value=True))
    return found.annotate(waits=Case(unread, default=Value(value=False), output_field=BooleanField()))


def one(member: Person, pk: int) -> Direct | None:
    """With its conversation, `read_to` and `level`; one query."""
    mine = Follow.objects.filter(conversation=OuterRef("conversation"), person_id=member.pk)
    found = _waiting(member).annotate(level=Subquery(mine.values("level")[:1]))
    return found.select_related("conversation").filter(pk=pk).first()


def _page(member: Person, before: str, like: str) -> list[Direct]:
    found = _waiting(member)
    if like:
        found = found.with_somebody_like(like, but=member)
    waits, _cut, stamp = before.partition("_")
    if mark := read_mark(stamp):
        after = mark.older("conversation__last_post_at")
        found = found.filter(Q(waits=True) & after | Q(waits=False) if waits == "1" else Q(waits=False) & after)
    newest = found.order_by("-waits", "-conversation__last_post_at", "-pk")  # type: ignore[misc]  # annotated by _waiting
    return list(newest.select_related("conversation")[: PAGE + 1])


def _others(directs: Sequence[Direct], member: Person) -> dict[int, list[Person]]:
    """Who takes part besides, by audience; two queries."""
    audiences = [direct.conversation.audience_id for direct in directs]
    rows = AudienceMember.objects.filter(audience__in=audiences).exclude(person=member).order_by("at", "pk")
    pairs = list(rows.values_list("audience_id", "person_id"))
    known = faces(person_id for _audience, person_id in pairs)
    found: dict[int, list[Person]] = defaultdict(list)
    for audience_id, person_id in pairs:
        found[audience_id].append(known[person_id])
    return found


def _last(directs: Sequence[Direct], member: Person) -> dict[int, Post]:
    """What was said last in each, where it is there for them."""
    last = Q(conversation__in=[direct.pk for direct in directs], number=F("conversation__last_number"))
    return {post.conversation_id: post for post in Post.objects.visible_to(member).with_authors().filter(last)}


def _said_by(post: Post, member: Person) -> str:
    if post.speaker is None:
        return ""
    return pgettext("who wrote the last message", "You") if post.speaker == member else post.speaker.name


def _row(direct: Direct, others: Sequence[Person], last: Post | None, member: Person) -> Row:
    talk = direct.conversation
    read_to: int = direct.read_to  # type: ignore[attr-defined]  # annotated by _waiting
    unread: bool = direct.waits  # type: ignore[attr-defined]
    hidden = last is None or last.author_id in member.set_aside
    return Row(
        url=address(talk, min(read_to + 1, talk.last_number)),
        unread=unread,
        faces=[avatar(person, "s") for person in others[:FACES]],
        names=names_of(others),
        subject=direct.subject,
        said_by=_said_by(last, member) if last and not hidden else "",
        excerpt=text_of(last.html, limit=EXCERPT) if last and not hidden else "",
        when=moment(talk.last_post_at, short=True),
    )


def names_of(people: Sequence[Person]) -> str:
    return ", ".join(person.name for person in people) or _("Only you")


def list_of(member: Person, *, before: str = "", like: str = "") -> tuple[list[Row], str]:
    """What waits to be read first, then the newest; and the mark that leads on, "" at the end. Four queries."""
    found = _page(member, before, like)
    shown = found[:PAGE]
    others, last = _others(shown, member), _last(shown, member)
    rows = [_row(each, others.get(each.conversation.audience_id, []), last.get(each.pk), member) for each in shown]
    return rows, _mark(shown[-1]) if len(found) > PAGE else ""


def _mark(direct: Direct) -> str:
    waits: bool = direct.waits  # type: ignore[attr-defined]  # annotated by _waiting
    return f"{int(waits)}_{Mark(direct.conversation.last_post_at, direct.pk)}"


@dataclass(frozen=True)
class Partner:
    """Who takes part, since when, and whom the reader may block."""

    person: Person
    since: datetime


def partners(direct: Direct) -> list[Partner]:
    """Everybody in it, who was there first first; two queries."""
    rows = AudienceMember.objects.filter(audience=direct.conversation.audience_id).order_by("at", "pk")
    pairs = list(rows.values_list("person_id", "at"))
    known = faces(person_id for person_id, _at in pairs)
    return [Partner(known[person_id], at) for person_id, at in pairs]


def is_muted(direct: Direct) -> bool:
    return getattr(direct, "level", None) == Level.MUTED
