"""The inbox, ready to be drawn."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.safestring import SafeString

from trialogue.core.activity.sentences import read, sentence_of
from trialogue.core.audiences import Viewer
from trialogue.core.design.icons import icon
from trialogue.core.design.loop import KINDS, loop_small
from trialogue.core.design.moments import moment
from trialogue.core.design.people import avatar
from trialogue.core.paging import Mark, read_mark
from trialogue.core.prepared import Prepared
from trialogue.people.persons import Person

from .groups import GROUPS, Group, group_of
from .models import Notice, NoticeQuerySet
from .reasons import because_of

PAGE = 30


@dataclass(frozen=True)
class Row:
    pk: int
    unread: bool
    face: SafeString
    icon: SafeString
    sentence: SafeString
    excerpt: str
    because: str
    when: SafeString
    mini: SafeString
    earlier: int = 0


@dataclass(frozen=True)
class Page:
    """Groups that have rows, in order; `older` is the mark that leads on, "" at the end.

    Of several notices that lead to the same place the newest stands for all (`Row.earlier` of them).
    """

    groups: list[tuple[Group, list[Row]]]
    older: str
    newest: int

    @property
    def things(self) -> int:
        return sum(len(rows) for _group, rows in self.groups)


def _sentence(notice: Notice) -> SafeString:
    """The whole row is one link, so the words inside are none."""
    words = {name: word.get("label", "") if isinstance(word, dict) else word for name, word in notice.words.items()}
    if notice.actor:
        words["actor"] = notice.actor.heir.name
    return read(notice.verb, words)


def _mini(notice: Notice) -> SafeString:
    """The loop in small, where the notice says how far a thing has come."""
    reached = notice.words.get("reached")
    return loop_small(reached) if reached in KINDS else SafeString("")


def _row(notice: Notice, *earlier: Notice) -> Row:
    actor = notice.actor and notice.actor.heir
    sentence = sentence_of(notice.verb)
    return Row(
        pk=notice.pk,
        unread=any(each.read_at is None for each in (notice, *earlier)),
        face=avatar(actor) if actor else SafeString(""),
        icon=icon(sentence.icon if sentence else "bell"),
        sentence=_sentence(notice),
        excerpt=str(notice.words.get("excerpt", "")),
        because=because_of(notice.because),
        when=moment(notice.at, short=True),
        mini=_mini(notice),
        earlier=len(earlier),
    )


def _grouped(notices: Iterable[Notice]) -> list[tuple[Group, list[Row]]]:
    places: dict[Group, dict[str, list[Notice]]] = {group: {} for group in GROUPS}
    for notice in notices:
        places[group_of(notice)].setdefault(notice.url, []).append(notice)
    rows = {group: [_row(*together) for together in found.values()] for group, found in places.items()}
    return [(group, found) for group, found in rows.items() if found]


def mine(member: Viewer) -> NoticeQuerySet:
    """This member's notices of what they may still see."""
    found: NoticeQuerySet = Notice.objects.visible_to(member).filter(person_id=member.pk)
    return found


def _page(viewer: Viewer, at: datetime | None, pk: int | None, *, unread: bool) -> NoticeQuerySet:
    notices = mine(viewer).select_related("actor__picture", "actor__merged_into__picture").order_by("-at", "-pk")
    if at is not None and pk is not None:
        notices = notices.filter(Mark(at, pk).older("at"))
    return (notices.unread() if unread else notices)[: PAGE + 1]


_pages = Prepared(_page)


def inbox_page(member: Person, *, unread: bool, before: str = "") -> Page:
    """One page, newest first, grouped by what it wants of the reader; one query."""
    mark = read_mark(before)
    found = _pages(member, unread=unread, at=mark and mark.at, pk=mark and mark.pk)
    shown = found[:PAGE]
    older = str(Mark(shown[-1].at, shown[-1].pk)) if len(found) > PAGE else ""
    return Page(_grouped(shown), older, max((notice.pk for notice in shown), default=0))
