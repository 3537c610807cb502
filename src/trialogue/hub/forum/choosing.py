"""Which posts of a topic are meant: as ticked boxes, or in words like '3, 8-12'."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from trialogue.core.errors import Refused
from trialogue.core.markup import text_of
from trialogue.core.paging import number_in
from trialogue.hub.conversations.models import Conversation, Post
from trialogue.people.persons import Person

PAGE = 100
MOST = 20_000


def numbers_in(words: str) -> set[int]:
    """The numbers of '3, 8-12'; raises Refused for what is none."""
    found: set[int] = set()
    for part in words.replace("–", "-").split(","):
        first, _dash, last = (each.strip() for each in part.partition("-"))
        if not first:
            continue
        begin, end = number_in(first, digits=9), number_in(last or first, digits=9)
        if not begin or not begin <= end < begin + MOST:
            raise Refused(_("Write the numbers of posts, like 3, 8-12."), field="numbers")
        found.update(range(begin, end + 1))
    return found


@dataclass(frozen=True)
class Choice:
    number: int
    who: str
    at: datetime
    words: str
    chosen: bool


def choices(conversation: Conversation, member: Person, *, after: int, chosen: Iterable[int]) -> list[Choice]:
    """A page of the posts that may be chosen, and one more where there are more."""
    posts = Post.objects.visible_to(member).with_authors().filter(conversation=conversation)
    ticked = set(chosen)
    return [
        Choice(
            post.number, post.speaker.name if post.speaker else _("Somebody who has left"), post.created_at,
            text_of(post.html, 160), post.number in ticked,
        )
        for post in posts.filter(number__gt=max(1, after)).order_by("number")[: PAGE + 1]
    ]  # fmt: skip
