"""One row of a thread: a post, or a line of what happened."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from trialogue.core.design.icons import icon
from trialogue.core.design.moments import moment
from trialogue.core.design.people import avatar, byline
from trialogue.core.markup import text_of
from trialogue.core.words import here
from trialogue.people.persons import Person
from trialogue.people.rights import may

from .models import Post, PostKind
from .parts import NOTHING, MenuLink, act, button, figure, link, menu
from .timeline import Line


@dataclass(frozen=True)
class Row:
    """What the template puts into place. `css` is empty for a line of the timeline."""

    at: datetime
    html: SafeString
    face: SafeString
    css: str = ""
    number: int = 0
    head: SafeString = NOTHING
    foot: SafeString = NOTHING
    reason: str = ""
    gone: SafeString = NOTHING


def line_row(line: Line) -> Row:
    return Row(line.at, format_html("{} {}", line.html, moment(line.at)), icon(line.icon), reason=line.reason)


def _small_action(post: Post) -> Row:
    """An act of another forum that an import brought along: a line, not a speech."""
    speaker = post.speaker
    name = speaker.name if speaker else ""
    said = format_html("<b><bdi>{}</bdi></b> {} {}", name, text_of(post.html), moment(post.created_at))
    return Row(post.created_at, said, icon("settings-2"), number=post.number)


def _when(post: Post, names: Mapping[int, Person | None]) -> list[SafeString]:
    """Moment as the permanent link, whom it answers, whether it was edited."""
    told = [
        format_html(
            '<a class="muted" href="{}">{}</a>',
            here(f"{post.conversation.path}{post.number}/"),
            moment(post.created_at),
        )
    ]
    answered = names.get(post.reply_to_number or 0)
    if answered is not None and post.reply_to_number != post.number - 1:
        words = _("to %(name)s") % {"name": answered.name}
        told.append(format_html('<a class="muted" href="#post-{}">{}</a>', post.reply_to_number, words))
    if post.edited_at is not None:
        told.append(format_html("<span>{} {}</span>", _("edited"), moment(post.edited_at)))
    if post.kind == PostKind.MODERATOR:
        told.append(format_html('<span class="nw">{} {}</span>', icon("shield"), _("speaks for the moderators")))
    return told


def _thanks(post: Post, member: Person | None) -> SafeString:
    count = post.thanks_in_all
    words = _("thanks")
    if member is None or post.author_id == member.pk:
        return figure(words, "heart", count) if count else NOTHING
    url = reverse("post-thanks", args=[post.conversation_id, post.number])
    return button(words, "heart", url, on=bool(getattr(post, "thanked", False)), count=count)


def _reply(post: Post, member: Person | None) -> SafeString:
    talk = post.conversation
    if member is None or (talk.is_closed and not may(member, "conversation.write_closed", talk)):
        return NOTHING
    name = post.speaker.name if post.speaker else ""
    quotes = format_html(' data-quotes="#post-{}-prose" data-author="{}"', post.number, name)
    return link(_("Reply"), "reply", f"{here(talk.path)}?quote={post.number}#composer", quotes)


def _own_links(post: Post, member: Person | None) -> list[MenuLink]:
    if member is None:
        return []
    where = [post.conversation_id, post.number]
    links: list[MenuLink] = []
    if may(member, "post.edit", post):
        links.append(MenuLink(_("Edit"), "pencil", reverse("post-edit", args=where)))
    if post.edited_at is not None:
        links.append(MenuLink(_("What changed"), "history", reverse("post-history", args=where)))
    if post.number > 1 and may(member, "post.remove", post):
        links.append(MenuLink(_("Remove"), "trash-2", reverse("post-remove", args=where), danger=True))
    return links


def gone_row(post: Post) -> Row:
    """What was taken away, for those who may bring it back."""
    removal = post.removal
    who = removal.by.name if removal.by else ""
    words = _("Taken away by %(name)s. Only those who may bring it back see it.") % {"name": who}
    told = format_html(
        "<span>{} {}{}</span>",
        words,
        moment(removal.at),
        format_html(" <q>{}</q>", removal.reason) if removal.reason else "",
    )
    back = act(_("Bring it back"), "undo-2", reverse("post-restore", args=[post.conversation_id, post.number]), css="")
    return Row(
        post.created_at, mark_safe(post.html), avatar(post.speaker), "post gone", post.number,
        head=byline(post.speaker), foot=back, gone=told,
    )  # fmt: skip


class Sayings(Protocol):
    """What a row asks of the app above (see reading.Dressing)."""

    def chosen(self, post: Post) -> SafeString: ...
    def buttons(self, post: Post) -> SafeString: ...
    def menu(self, post: Post) -> list[MenuLink]: ...


def post_row(post: Post, member: Person | None, names: Mapping[int, Person | None], says: Sayings) -> Row:
    """One post, ready to be put on the page."""
    if post.kind == PostKind.SMALL_ACTION:
        return _small_action(post)
    name = post.speaker.name if post.speaker else _("Somebody who has left")
    chosen = says.chosen(post)
    links = menu([*says.menu(post), *_own_links(post, member)], name=_("the post of %(name)s") % {"name": name})
    return Row(
        post.created_at, mark_safe(post.html), avatar(post.speaker), "post accepted" if chosen else "post", post.number,
        head=format_html("{}{}", chosen, byline(post.speaker, *_when(post, names))),
        foot=format_html("{}{}{}{}", says.buttons(post), _thanks(post, member), _reply(post, member), links),
    )  # fmt: skip
