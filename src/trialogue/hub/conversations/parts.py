"""The small parts around a post as ready strings: buttons, menu, the line under a name.

Every button of a page belongs to its one form (`id="acts"`) and says where it goes by `formaction`,
so that a page of twenty posts carries one token. What they ask for is the same asked twice.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from trialogue.core.design.icons import icon

NOTHING = SafeString("")


@dataclass(frozen=True)
class MenuLink:
    label: str
    icon: str
    url: str
    danger: bool = False


def button(words: str, drawing: str, url: str, *, on: bool, count: int = 0, name: str = "on") -> SafeString:
    """A small button that turns something on, or off where it is on; the count stands before the words."""
    counted = format_html("{} ", count) if count else NOTHING
    told = format_html('{}<span class="muted">{}</span>', counted, words)
    return format_html(
        '<button class="btn plain small" form="acts" formaction="{}" name="{}" value="{}" aria-pressed="{}">{}{}</button>',
        url, name, "0" if on else "1", "true" if on else "false", icon(drawing), told,
    )  # fmt: skip


def act(words: str, drawing: str, url: str, *, name: str = "on", value: object = "1", css: str = "plain") -> SafeString:
    """A small button that does one thing."""
    return format_html(
        '<button class="btn small {}" form="acts" formaction="{}" name="{}" value="{}">{}{}</button>',
        css, url, name, value, icon(drawing), words,
    )  # fmt: skip


def figure(words: str, drawing: str, count: int) -> SafeString:
    """The same without a button: for guests, and for what one wrote oneself."""
    return format_html(
        '<span class="btn plain small still">{}{} <span class="muted">{}</span></span>', icon(drawing), count, words
    )


def link(words: str, drawing: str, url: str, more: SafeString = NOTHING) -> SafeString:
    return format_html('<a class="btn plain small" href="{}"{}>{}{}</a>', url, more, icon(drawing, flip=True), words)


def menu(links: Iterable[MenuLink], *, name: str) -> SafeString:
    """Three dots that open; `name` tells for whom, for those who listen."""
    rows = format_html_join(
        "", '<a href="{}"{}>{}{}</a>',
        ((each.url, mark_safe(' class="danger"' if each.danger else ""), icon(each.icon), each.label) for each in links),
    )  # fmt: skip
    if not rows:
        return NOTHING
    return format_html(
        '<details class="pop from-start" name="pop"><summary class="btn plain small" aria-label="{}">{}</summary><div class="menu">{}</div></details>',
        _("More to do with %(what)s") % {"what": name}, icon("ellipsis"), rows,
    )  # fmt: skip
