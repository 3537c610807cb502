"""A page of a conversation: its posts and what happened between them, as ready strings.

Topic, ticket and release pages use this one. What they know of single posts (the accepted answer,
'have this too') they say through a `Dressing`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, Model, OuterRef
from django.urls import reverse
from django.utils.safestring import SafeString

from trialogue.core.words import here
from trialogue.people.faces import put_faces
from trialogue.people.persons import Person
from trialogue.people.rights import may

from .models import Conversation, Post, PostQuerySet, Reaction, ReactionKind
from .parts import NOTHING, MenuLink
from .rows import Leaf, Row, gone_row, line_row, post_row
from .timeline import Line, lines_of

PAGE = 20


class Dressing:
    """What the app above says of single posts. This one says nothing; a topic's says a lot.

    `also` names relations to fetch with the posts, so that saying it costs no query.
    """

    also: Sequence[str] = ()

    def begin(self, posts: list[Post]) -> list[tuple[Model, str]]:
        """Looks at the page's posts once; returns where people's faces are missing (row, field)."""
        return []

    def chosen(self, post: Post) -> SafeString:
        """The line over an accepted answer."""
        return NOTHING

    def buttons(self, post: Post) -> SafeString:
        """What stands before our own buttons."""
        return NOTHING

    def menu(self, post: Post) -> list[MenuLink]:
        """What stands before our own entries in its menu."""
        return []


PLAIN = Dressing()


@dataclass(frozen=True)
class Thread:
    """What thread.html draws; `posts` are the posts behind its rows, but for what was taken away."""

    conversation: Conversation
    rows: list[Row]
    posts: list[Post]
    last_number: int
    earlier: str = ""
    later: str = ""


def page_start(number: int) -> int:
    """The `after` of the page that holds this post."""
    return max(0, (number - 1) // PAGE * PAGE)


def address(conversation: Conversation, number: int = 0) -> str:
    """Where this post is read, in the reader's language: page and anchor."""
    path = here(conversation.path)
    if not number:
        return path
    after = page_start(number)
    return f"{path}{f'?after={after}' if after else ''}#post-{number}"


def number_asked(text: str | None) -> int:
    """A post's number out of an address; what is none counts as nothing asked."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) <= 9 else 0  # noqa: PLR2004 - fits any database


def _posts(conversation: Conversation, member: Person | None, also: Sequence[str]) -> PostQuerySet:
    posts = Post.objects.with_removed_for(member, every=may(member, "conversation.close"))
    posts = posts.filter(conversation=conversation)
    if also:
        posts = posts.select_related(*also)
    if member is None:
        return posts
    thanks = Reaction.objects.filter(post=OuterRef("pk"), person=member, kind=ReactionKind.THANKS)
    return posts.annotate(thanked=Exists(thanks))


def _earlier(conversation: Conversation, after: int) -> str:
    """The page before: its twenty posts end at `after`."""
    numbers = list(
        Post.objects.filter(conversation=conversation, number__lte=after, removal=None)
        .order_by("-number").values_list("number", flat=True)[: PAGE + 1]
    )  # fmt: skip
    start = numbers[PAGE] if len(numbers) > PAGE else 0
    return f"{here(conversation.path)}{f'?after={start}' if start else ''}"


def _woven(posts: list[Row], lines: list[Line], since: datetime | None, until: datetime | None) -> list[Row]:
    """Posts and the lines of this page's time between them."""
    mine = [line for line in lines if (since is None or line.at >= since) and (until is None or line.at < until)]
    rows: list[Row] = []
    for row in posts:
        while mine and mine[0].at < row.at:
            rows.append(line_row(mine.pop(0)))
        rows.append(row)
    return rows + [line_row(line) for line in mine]


def _is_gone(post: Post, member: Person | None) -> bool:
    """Guests are never given what was taken away, and asking again would cost a query a post."""
    return member is not None and hasattr(post, "removal")


def _faces_missing(posts: list[Post], gone: list[Post]) -> list[tuple[Model, str]]:
    return [*((post, "author") for post in posts), *((post.removal, "by") for post in gone)]


def _leaf(conversation: Conversation, member: Person | None, posts: list[Post], says: Dressing) -> Leaf:
    doors = reverse("follow", args=[conversation.pk]).removesuffix("follow/")
    closed = conversation.is_closed and not may(member, "conversation.write_closed", conversation)
    names = {post.number: post.speaker for post in posts}
    return Leaf(member, here(conversation.path), doors, member is not None and not closed, names, says)


def page_of_posts(
    conversation: Conversation, member: Person | None, *, after: int = 0, dressing: Dressing = PLAIN
) -> Thread:
    """The posts after this number with the lines between them; three queries, four on later pages."""
    asked = _posts(conversation, member, dressing.also).filter(number__gt=after).order_by("number")
    found = list(asked[: PAGE + 1])
    posts, following = found[:PAGE], found[PAGE:]
    gone = [post for post in posts if _is_gone(post, member)]
    for post in posts:
        post.conversation = conversation
    put_faces([(conversation, "starter"), *_faces_missing(posts, gone), *dressing.begin(posts)])
    leaf = _leaf(conversation, member, posts, dressing)
    rows = [gone_row(post, leaf) if post in gone else post_row(post, leaf) for post in posts]
    since = posts[0].created_at if posts and after else None
    until = following[0].created_at if following else None
    return Thread(
        conversation,
        _woven(rows, lines_of(conversation.pk, member, path=conversation.path), since, until),
        [post for post in posts if post not in gone],
        last_number=posts[-1].number if posts else 0,
        earlier=_earlier(conversation, after) if after else "",
        later=f"{here(conversation.path)}?after={posts[-1].number}" if following else "",
    )
