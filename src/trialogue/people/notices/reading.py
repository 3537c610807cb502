"""The inbox, ready to be drawn."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from html import escape

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

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
class Page:
    """Groups that have rows (as ready HTML), in order; `older` is the mark that leads on, "" at the end.

    Of several notices that lead to the same place the newest stands for all.
    """

    groups: list[tuple[Group, list[SafeString]]]
    older: str
    newest: int

    @property
    def things(self) -> int:
        return sum(len(rows) for _group, rows in self.groups)


def _sentence(notice: Notice) -> SafeString:
    """Without links of its own: the row is one."""
    words = {name: word.get("label", "") if isinstance(word, dict) else word for name, word in notice.words.items()}
    if notice.actor:
        words["actor"] = notice.actor.heir.name
    return read(notice.verb, words)


def _mini(notice: Notice) -> SafeString:
    """The loop in small, where the notice says how far a thing has come."""
    reached = notice.words.get("reached")
    return loop_small(reached) if reached in KINDS else SafeString("")


def _why(notice: Notice, earlier: int) -> str:
    said = ngettext("and %(n)d step before", "and %(n)d steps before", earlier) % {"n": earlier} if earlier else ""
    before = f"<span>{escape(said)}</span>" if said else ""
    return f'<p class="why">{_mini(notice)}<span>{escape(because_of(notice.because))}</span>{before}</p>'


def _doors(notice: Notice, url: str, act: str) -> str:
    """What to do with an unread one: go there, or count it as done."""
    go = f'<a class="btn small" href="{url}">{icon("reply", flip=True)}{escape(act)}</a>' if act else ""
    done = escape(_("Done"))
    button = f'<button class="btn small plain" form="reading" name="notice" value="{notice.pk}">{icon("check")}{done}</button>'
    return f'<div class="do">{go}{button}</div>'


def _face(notice: Notice) -> SafeString:
    if notice.actor:
        return avatar(notice.actor.heir)
    sentence = sentence_of(notice.verb)
    return mark_safe(f'<span class="pin">{icon(sentence.icon if sentence else "bell")}</span>')


def _row(group: Group, notice: Notice, *earlier: Notice) -> SafeString:
    """The notice with those before it; the whole row is one link."""
    url = escape(reverse("notice", args=[notice.pk]))
    unread = any(each.read_at is None for each in (notice, *earlier))
    excerpt = str(notice.words.get("excerpt", ""))
    quoted = f'<blockquote dir="auto">{escape(excerpt)}</blockquote>' if excerpt else ""
    doors = _doors(notice, url, str(group.act)) if unread else ""
    said = f'<h3><a href="{url}">{_sentence(notice)}</a></h3>{quoted}{_why(notice, len(earlier))}{doors}'
    when = f'<span class="when">{moment(notice.at, short=True)}</span>'
    return mark_safe(f"<li{' data-unread' if unread else ''}>{_face(notice)}<div>{said}</div>{when}</li>")


def _grouped(notices: Iterable[Notice]) -> list[tuple[Group, list[SafeString]]]:
    places: dict[Group, dict[str, list[Notice]]] = {group: {} for group in GROUPS}
    for notice in notices:
        places[group_of(notice)].setdefault(notice.url, []).append(notice)
    rows = {group: [_row(group, *together) for together in found.values()] for group, found in places.items()}
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
