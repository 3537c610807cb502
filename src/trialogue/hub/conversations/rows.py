"""One row of a thread as ready HTML: a post, or a line of what happened.

A page has twenty of them, and a template's loop over their parts costs three times this.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from html import escape
from typing import Protocol

from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from trialogue.core.design.icons import icon
from trialogue.core.design.moments import dated, moment
from trialogue.core.design.people import avatar, byline
from trialogue.core.markup import text_of
from trialogue.people.persons import Person
from trialogue.people.rights import may

from . import marks
from .citing import Titles, with_titles
from .keeping import is_over, kept_until
from .models import Post, PostKind, Redaction, Waiting
from .parts import NOTHING, MenuLink, act, link, menu, quote_head
from .poll_parts import Options, poll_part
from .timeline import Line


@dataclass(frozen=True)
class Row:
    """`number` is a post's, 0 for a line of what happened; `chosen`: it is an accepted answer; `author_id`: whose it is."""

    at: datetime
    html: SafeString
    number: int = 0
    chosen: bool = False
    author_id: int = 0


class Sayings(Protocol):
    """What a row asks of the app above (see reading.Dressing)."""

    def chosen(self, post: Post) -> SafeString: ...
    def buttons(self, post: Post) -> SafeString: ...
    def menu(self, post: Post) -> list[MenuLink]: ...


@dataclass(frozen=True)
class Leaf:
    """What all posts of one page share: who reads, where the page and its doors are, who wrote which number, what they cite."""

    member: Person | None
    path: str
    doors: str
    replies: bool
    names: Mapping[int, str]
    says: Sayings
    redactions: Mapping[int, Redaction]
    titles: Titles
    polls: Options

    def door(self, post: Post, name: str) -> str:
        return f"{self.doors}{post.number}/{name}/"


def _event(at: datetime, drawing: SafeString, words: str, *, anchor: str = "") -> Row:
    html = f'<div class="event"{anchor}><span class="pin">{drawing}</span><p>{words} {moment(at)}</p></div>'
    return Row(at, mark_safe(html))


def line_row(line: Line) -> Row:
    reason = f' <q dir="auto">{escape(line.reason)}</q>' if line.reason else ""
    return _event(line.at, icon(line.icon, flip=line.icon.startswith("arrow")), f"{line.html}{reason}")


def _small_action(post: Post) -> Row:
    """An act of another forum that an import brought along: a line, not a speech."""
    name = post.speaker.name if post.speaker else ""
    words = f"<b><bdi>{escape(name)}</bdi></b> {escape(text_of(post.html))}"
    return _event(post.created_at, icon("settings-2"), words, anchor=f' id="post-{post.number}"')


def _when(post: Post, leaf: Leaf) -> list[SafeString]:
    """Moment as the permanent link, whom it answers, whether it was edited."""
    told = [f'<a class="muted" href="{escape(leaf.path)}{post.number}/">{moment(post.created_at)}</a>']
    answered = leaf.names.get(post.reply_to_number or 0)
    if answered and post.reply_to_number != post.number - 1:
        words = escape(_("to %(name)s") % {"name": answered})
        told.append(f'<a class="muted" href="#post-{post.reply_to_number}">{words}</a>')
    if post.edited_at is not None:
        edited = _("edited")
        told.append(f"<span>{edited} {moment(post.edited_at)}</span>")
    if hasattr(post, "wiki"):
        told.append(_together(post.wiki.editors, leaf.door(post, "history")))
    if post.kind == PostKind.MODERATOR:
        speaks = _("speaks for the moderators")
        told.append(f'<span class="nw">{icon("shield")} {speaks}</span>')
    return [mark_safe(each) for each in told]


def _marks(post: Post, leaf: Leaf, name: str) -> str:
    """Thanks, other reactions, the bookmark. Who is silenced sees what guests see of what others said."""
    if post.is_redacted:
        return ""
    door = partial(leaf.door, post)
    says = None if leaf.member is not None and leaf.member.is_silenced else leaf.member
    return (
        f"{marks.thanks(post, says, door)}{marks.chips(post, says, door)}"
        f"{marks.choices(post, says, door, name=name)}{marks.bookmark(post, leaf.member, door)}"
    )


def _together(editors: int, history: str) -> str:
    """That everybody may edit it, and how many did."""
    words = _("everybody may edit this")
    if editors:
        words = ngettext("edited by %(n)d person", "edited by %(n)d people", editors) % {"n": editors}
        return f'<a class="muted nw" href="{escape(history)}">{icon("users")} {escape(words)}</a>'
    return f'<span class="nw">{icon("users")} {escape(words)}</span>'


def _reply(post: Post, leaf: Leaf) -> SafeString:
    if not leaf.replies:
        return NOTHING
    head = escape(quote_head(post, post.conversation.path))
    quotes = mark_safe(f' data-quotes="#post-{post.number}-prose" data-head="{head}" data-number="{post.number}"')
    return link(_("Reply"), "reply", f"{leaf.path}?quote={post.number}#composer", quotes)


def _links(post: Post, leaf: Leaf) -> list[MenuLink]:
    if leaf.member is None:
        return []
    links = [MenuLink(_("Copy the link"), "link", f"{leaf.path}{post.number}/", copies=True)]
    links += marks.who_reacted(post, partial(leaf.door, post))
    if not post.is_redacted and may(leaf.member, post.edit_right, post):
        links.append(MenuLink(_("Edit"), "pencil", leaf.door(post, "edit")))
    if post.edited_at is not None and not post.is_redacted:
        links.append(MenuLink(_("What changed"), "history", leaf.door(post, "history")))
    links += _making_links(post, leaf)
    if post.number > 1 and may(leaf.member, "post.remove", post):
        links.append(MenuLink(_("Remove"), "trash-2", leaf.door(post, "remove"), danger=True))
    if post.author_id != leaf.member.pk and not post.is_redacted:
        where = reverse("message-report", args=[post.conversation_id]) if post.is_direct else leaf.door(post, "report")
        links.append(MenuLink(_("Report"), "flag", where))
    return [*links, *_redact_links(post, leaf)]


def _making_links(post: Post, leaf: Leaf) -> list[MenuLink]:
    """What the post may become: a poll beside it, a wiki."""
    links: list[MenuLink] = []
    if not post.is_redacted and not hasattr(post, "poll") and may(leaf.member, "poll.put", post):
        links.append(MenuLink(_("Add a poll"), "vote", leaf.door(post, "poll/edit")))
    if not post.is_redacted and may(leaf.member, "wiki.make", post):
        words = _("End that everybody edits it") if hasattr(post, "wiki") else _("Let everybody edit it")
        links.append(MenuLink(words, "users", leaf.door(post, "wiki")))
    return links


def _redact_links(post: Post, leaf: Leaf) -> list[MenuLink]:
    if post.is_redacted or not may(leaf.member, "post.redact", post):
        return []
    return [MenuLink(_("Destroy its text"), "eraser", leaf.door(post, "redact"), danger=True)]


def _prose(post: Post, leaf: Leaf) -> str:
    """What it says, cleaned when it was written; or that the moderators destroyed it, and why."""
    if not post.is_redacted:
        return with_titles(post.html, leaf.titles)
    redaction = leaf.redactions[post.pk]
    own = _("Destroyed by who wrote it: %(reason)s") if redaction.by_id == post.author_id else ""
    words = escape(own or _("Redacted by the moderators: %(reason)s")) % {
        "reason": f"<bdi>{escape(redaction.reason)}</bdi>"
    }
    return f'<p class="muted">[{words}]</p>'


def _article(post: Post, css: str, head: str, foot: str, prose: str, poll: str = "") -> Row:
    number = post.number
    html = (
        f'<article class="{css}" id="post-{number}">{avatar(post.speaker)}<div class="body">{head}'
        f'<div class="prose" id="post-{number}-prose" dir="auto">{prose}</div>{poll}'
        f'<div class="acts">{foot}</div></div></article>'
    )
    return Row(post.created_at, mark_safe(html), number, author_id=post.speaker.pk if post.speaker else 0)


def folded(row: Row) -> Row:
    """The post of somebody the reader muted: there, and closed."""
    words = escape(_("A post of somebody you keep away. Show it"))
    return replace(row, html=mark_safe(f'<details class="folded"><summary>{words}</summary>{row.html}</details>'))


def gone_row(post: Post, leaf: Leaf) -> Row:
    """What was taken away, for those who may bring it back."""
    removal = post.removal
    who = removal.by.name if removal.by else ""
    words = escape(_("Taken away by %(name)s. Only those who may bring it back see it.") % {"name": who})
    reason = f' <q dir="auto">{escape(removal.reason)}</q>' if removal.reason else ""
    notice = f'<div class="notice warning">{icon("trash-2")}<span>{words} {moment(removal.at)}{reason}</span></div>'
    more = menu(_redact_links(post, leaf), name=_("the post of %(name)s") % {"name": who})
    return _article(
        post, "post gone", f"{byline(post.speaker)}{notice}", f"{_back(post, leaf)}{more}", _prose(post, leaf)
    )


def _back(post: Post, leaf: Leaf) -> SafeString:
    """The way back, while there is one, and until when that is."""
    removal = post.removal
    if is_over(removal, at=timezone.now()):
        words = _("It was taken away more than 30 days ago: what it said is gone for good.")
        return mark_safe(f'<span class="small muted">{escape(words)}</span>')
    until = escape(_("until %(date)s")) % {"date": dated(kept_until(removal))}
    back = act(_("Bring it back"), "undo-2", leaf.door(post, "restore"), css="")
    return mark_safe(f'{back}<span class="small muted">{until}</span>')


def _waiting(post: Post, leaf: Leaf) -> SafeString:
    """Over what is kept back, for the few who see it: that it is, and for moderators the way to decide."""
    if not post.waits:
        return NOTHING
    hidden = _("Hidden until a moderator looks, because several members reported it.")
    words = hidden if post.waits == Waiting.HIDDEN else _("This waits for a moderator.")
    only = _("Until then only its author and the moderators see it.")
    way = ""
    if may(leaf.member, "review.decide", post):
        label = escape(_("Look at it"))
        way = f' <a href="{reverse("review-post", args=[post.pk])}">{label}</a>'
    return mark_safe(
        f'<div class="notice warning">{icon("hourglass")}<span>{escape(words)} {escape(only)}{way}</span></div>'
    )


def post_row(post: Post, leaf: Leaf) -> Row:
    """One post, ready to be put on the page."""
    if post.kind == PostKind.SMALL_ACTION:
        return _small_action(post)
    name = post.speaker.name if post.speaker else _("Somebody who has left")
    chosen = leaf.says.chosen(post)
    called = _("the post of %(name)s") % {"name": name}
    more = menu([*leaf.says.menu(post), *_links(post, leaf)], name=called)
    head = f"{chosen}{byline(post.speaker, *_when(post, leaf))}{_waiting(post, leaf)}"
    foot = f"{leaf.says.buttons(post)}{_reply(post, leaf)}{_marks(post, leaf, called)}{more}"
    poll = poll_part(post, leaf.polls, leaf.member, door=leaf.door(post, "poll"), shut=post.conversation.is_closed)
    row = _article(post, "post accepted" if chosen else "post", head, foot, _prose(post, leaf), poll)
    return replace(row, chosen=bool(chosen))
