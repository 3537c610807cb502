"""The small parts around a post as ready strings: buttons, menu, links. Every word and address is escaped here.

Every button of a page belongs to its one form (`id="acts"`) and says where it goes by `formaction`,
so that a page of twenty posts carries one token. What they ask for is the same asked twice.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from trialogue.core.design.icons import icon
from trialogue.people.persons import Person
from trialogue.people.rights import may

from .models import Conversation, Post

NOTHING = SafeString("")


@dataclass(frozen=True)
class MenuLink:
    """`copies`: where scripts run, its address is copied instead of gone to."""

    label: str
    icon: str
    url: str
    danger: bool = False
    copies: bool = False


def _counted(words: str, count: int) -> str:
    return f'{count or ""} <span class="muted">{escape(words)}</span>'.lstrip()


def button(words: str, drawing: str, url: str, *, on: bool, count: int = 0, name: str = "on") -> SafeString:
    """A small button that turns something on, or off where it is on; the count stands before the words."""
    return mark_safe(
        f'<button class="btn plain small" form="acts" formaction="{escape(url)}" name="{name}" value="{0 if on else 1}"'
        f' aria-pressed="{"true" if on else "false"}">{icon(drawing)}{_counted(words, count)}</button>'
    )


def act(words: str, drawing: str, url: str, *, name: str = "on", value: object = "1", css: str = "plain") -> SafeString:
    """A small button that does one thing."""
    return mark_safe(
        f'<button class="btn small {css}" form="acts" formaction="{escape(url)}" name="{name}" value="{escape(str(value))}">'
        f"{icon(drawing)}{escape(words)}</button>"
    )


def figure(words: str, drawing: str, count: int) -> SafeString:
    """The same without a button: for guests, and for what one wrote oneself."""
    return mark_safe(f'<span class="btn plain small still">{icon(drawing)}{_counted(words, count)}</span>')


def link(words: str, drawing: str, url: str, more: SafeString = NOTHING) -> SafeString:
    return mark_safe(
        f'<a class="btn plain small" href="{escape(url)}"{more}>{icon(drawing, flip=True)}{escape(words)}</a>'
    )


_MARKS = re.compile(r"([\\`*_\[\]<>])")


def quote_head(post: Post, path: str) -> str:
    """The line over a quote, as Markdown: who said it, and a link to where."""
    name = post.speaker.name if post.speaker else _("Somebody who has left")
    words = _("%(name)s in #%(number)s") % {"name": _MARKS.sub(r"\\\1", name), "number": post.number}
    return f"[{words}]({path}{post.number}/)"


def title_links(conversation: Conversation, member: Person | None) -> list[MenuLink]:
    """For who may destroy a title; its whole page tells what goes."""
    if not may(member, "title.redact", conversation):
        return []
    return [MenuLink(_("Destroy its title"), "eraser", reverse("title-redact", args=[conversation.pk]), danger=True)]


def _entry(each: MenuLink) -> str:
    more = ' class="danger"' if each.danger else ""
    more += " data-copies" if each.copies else ""
    return f'<a href="{escape(each.url)}"{more}>{icon(each.icon)}{escape(each.label)}</a>'


def menu(links: Iterable[MenuLink], *, name: str) -> SafeString:
    """Three dots that open; `name` tells for whom, for those who listen."""
    rows = "".join(_entry(each) for each in links)
    if not rows:
        return NOTHING
    label = escape(_("More to do with %(what)s") % {"what": name})
    return mark_safe(
        f'<details class="pop from-start" name="pop"><summary class="btn plain small" aria-label="{label}">'
        f'{icon("ellipsis")}</summary><div class="menu">{rows}</div></details>'
    )
