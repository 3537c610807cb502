"""What somebody new may write: how much in one post, how much in 24 hours (`people.trust.limits`)."""

import re
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import F
from django.utils.translation import gettext_lazy, ngettext

from trialogue.core.files import StoredFile
from trialogue.hub.conversations.models import DIRECT, Conversation, Post
from trialogue.people.persons import Person
from trialogue.people.trust.limits import TooMuch, check_rate, limit_of, meet

_LINK = re.compile(r'<a [^>]*?href="(https?:[^"]*)"')


def _links(html: str) -> int:
    """Those that lead away from here."""
    return sum(not url.startswith(f"{settings.BASE_URL}/") for url in _LINK.findall(html))


# What is counted in a post, how, and what is said of too much of it.
_Said = Callable[[int], str]
_HOLDS: dict[str, tuple[Callable[[str], int], _Said]] = {
    "links": (
        _links,
        lambda n: ngettext(
            "A post of a new member holds at most %(n)d link to other sites.",
            "A post of a new member holds at most %(n)d links to other sites.",
            n,
        ),
    ),
    "pictures": (
        lambda html: html.count("<img "),
        lambda n: ngettext(
            "A post of a new member holds at most %(n)d picture.",
            "A post of a new member holds at most %(n)d pictures.",
            n,
        ),
    ),
    "mentions": (
        lambda html: html.count('class="mention"'),
        lambda n: ngettext(
            "A post of a new member names at most %(n)d person with @.",
            "A post of a new member names at most %(n)d people with @.",
            n,
        ),
    ),
}


def check_post(html: str, *, by: Person, before: str = "") -> None:
    """Raises TooMuch where this post, as it will be shown, holds more than somebody new may write.

    What it held before an edit may stay, whoever wrote it.
    """
    for what, (count, said) in _HOLDS.items():
        most = limit_of(by, what)
        if most is not None and count(html) > max(most, count(before)):
            meet(what)
            raise TooMuch(what, said(most) % {"n": most})


def _moments(rows: Any, field: str) -> Any:
    return rows.annotate(moment=F(field))


def check_reply(by: Person, at: datetime) -> None:
    """Raises Over where they replied as often in 24 hours as somebody new may."""
    said = gettext_lazy("New members write at most %(n)d replies in 24 hours.")
    done = _moments(Post.objects.filter(author=by, number__gt=1), "created_at")
    check_rate(by, "replies", done, message=said, at=at)


def check_start(by: Person, at: datetime) -> None:
    """The same for topics and tickets, counted together."""
    said = gettext_lazy("New members begin at most %(n)d topics and tickets in 24 hours.")
    begun = Conversation.objects.filter(starter=by).exclude(kind=DIRECT)
    check_rate(by, "topics", _moments(begun, "started_at"), message=said, at=at)


def check_message(by: Person, at: datetime) -> None:
    """The same for conversations by message."""
    said = gettext_lazy("New members begin at most %(n)d conversations by message in 24 hours.")
    begun = Conversation.objects.filter(starter=by, kind=DIRECT)
    check_rate(by, "messages", _moments(begun, "started_at"), message=said, at=at)


def check_file(by: Person, at: datetime) -> None:
    """The same for files and pictures."""
    said = gettext_lazy("New members add at most %(n)d files in 24 hours.")
    check_rate(by, "files", _moments(StoredFile.objects.filter(uploader_id=by.pk), "uploaded_at"), message=said, at=at)
