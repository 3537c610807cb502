"""A page of a conversation: its posts and what happened between them, as ready strings.

Topic, ticket and release pages use this one. What they know of single posts (the accepted answer,
'have this too') they say through a `Dressing`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Exists, Model, OuterRef, Q
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from trialogue.core.audiences import Viewer
from trialogue.core.edge.kept import kept
from trialogue.core.paging import number_in
from trialogue.core.prepared import Prepared
from trialogue.core.words import here
from trialogue.people.faces import put_faces
from trialogue.people.persons import Person
from trialogue.people.rights import may

from .bookmarks import Bookmark
from .citing import titles_in
from .gestures import said_by
from .models import Conversation, Post, PostQuerySet, Redaction
from .parts import NOTHING, MenuLink
from .poll_parts import options_of
from .rows import Leaf, Row, folded, gone_row, line_row, post_row
from .timeline import Line, lines_of

PAGE = 20
WHOLE_PAGES = 25
NO_END = 2**31 - 1


class Dressing:
    """What the app above says of single posts. This one says nothing; a topic's says a lot.

    `also` names relations to fetch with the posts, so that saying it costs no query. `about` is the number of the post
    of which it tells this reader something of their own (0: of none); `for_one` says that it does so of every post.
    """

    also: tuple[str, ...] = ()
    about = 0
    for_one = False

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

    def to(self, reader: Person | None) -> "Dressing":
        """The same said to another reader."""
        return self


PLAIN = Dressing()
Dresser = Callable[[Conversation, Person | None], Dressing]
_dressers: dict[str, Dresser] = {}


def dresses(kind: str) -> Callable[[Dresser], Dresser]:
    """Marks a function that gives the dressing of conversations of this kind, where only the conversation is known."""

    def mark(dresser: Dresser) -> Dresser:
        _dressers[kind] = dresser
        return dresser

    return mark


def dressing_of(conversation: Conversation, member: Person | None) -> Dressing:
    dresser = _dressers.get(conversation.kind)
    return dresser(conversation, member) if dresser else PLAIN


@dataclass(frozen=True)
class Thread:
    """What thread.html draws; `names` are the names of who wrote which number, `speakers` who they are, each once.

    `speakers` says too whether a post of theirs is the accepted one; `doors` is where its acts and news are asked for.
    """

    rows: Sequence[Row]
    names: Mapping[int, str]
    speakers: Sequence[tuple[Person, bool]]
    last_number: int
    earlier: str = ""
    later: str = ""
    doors: str = ""
    version: int = 0


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


def doors_of(conversation: Conversation) -> str:
    """What the addresses of its acts begin with."""
    return reverse("follow", args=[conversation.pk]).removesuffix("follow/")


def number_asked(text: str | None) -> int:
    """A post's number out of an address; what is none counts as nothing asked."""
    return number_in(text, digits=9)


def _with_own_marks(posts: PostQuerySet, viewer: Viewer) -> PostQuerySet:
    """What this reader said to each, and whether they keep it."""
    kept = Bookmark.objects.filter(post=OuterRef("pk"), person_id=viewer.pk)
    return posts.annotate(said=said_by(viewer), bookmarked=Exists(kept))


def _posts(viewer: Viewer | None, talk: int, after: int, also: tuple[str, ...], *, every: bool) -> PostQuerySet:
    posts = Post.objects.with_removed_for(viewer, every=every).filter(conversation=talk, number__gt=after)
    posts = posts.select_related("poll", "wiki", *also)
    if viewer is not None:
        posts = _with_own_marks(posts, viewer)
    return posts.order_by("number")[: PAGE + 1]


_page_of_posts = Prepared(_posts)


def _own(
    viewer: Viewer, talk: int, after: int, last: int, about: int, also: tuple[str, ...], *, every: bool
) -> PostQuerySet:
    mine = Q(author_id=viewer.pk) | Q(number=about) | Q(said__isnull=False) | Q(bookmarked=True) | Q(poll__isnull=False)
    posts = Post.objects.with_removed_for(viewer, every=every).filter(conversation=talk)
    posts = posts.select_related("poll", "wiki", *also)
    page = posts.filter(number__gt=after, number__lte=last)
    return _with_own_marks(page, viewer).filter(mine).order_by("number")


_own_posts = Prepared(_own)


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


def _leaf(
    conversation: Conversation, member: Person | None, posts: list[Post], says: Dressing, names: Mapping[int, str]
) -> Leaf:
    doors = doors_of(conversation)
    shut = conversation.archived_at is not None or (member is not None and member.is_silenced)
    closed = shut or (conversation.is_closed and not may(member, "conversation.write_closed", conversation))
    redacted = [post.pk for post in posts if post.is_redacted]
    redactions = {row.post_id: row for row in Redaction.objects.filter(post__in=redacted)} if redacted else {}
    titles = titles_in((post.html for post in posts), member)
    polls = options_of(posts, member)
    return Leaf(
        member,
        here(conversation.path),
        doors,
        member is not None and not closed,
        names,
        says,
        redactions,
        titles,
        polls,
    )


def _rows(
    conversation: Conversation,
    member: Person | None,
    posts: list[Post],
    says: Dressing,
    names: dict[int, str],
    known: Sequence[Person] = (),
) -> list[Row]:
    """The posts' rows; adds to `names` who wrote them. The faces of `known` people are there."""
    gone = [post for post in posts if _is_gone(post, member)]
    for post in posts:
        post.conversation = conversation
    put_faces([(conversation, "starter"), *_faces_missing(posts, gone), *says.begin(posts)], known)
    names |= {post.number: post.speaker.name for post in posts if post.speaker}
    leaf = _leaf(conversation, member, posts, says, names)
    return [gone_row(post, leaf) if post in gone else post_row(post, leaf) for post in posts]


def _speakers(posts: list[Post], rows: list[Row]) -> list[tuple[Person, bool]]:
    found: dict[Person, bool] = {}
    for post, row in zip(posts, rows, strict=True):
        if post.speaker is not None:
            found[post.speaker] = found.get(post.speaker, False) or row.chosen
    return list(found.items())


def _page(conversation: Conversation, member: Person | None, after: int, dressing: Dressing) -> Thread:
    """Three queries, four on later pages."""
    every = may(member, "conversation.close", conversation)
    found = _page_of_posts(member, talk=conversation.pk, after=after, also=dressing.also, every=every)
    posts, following = found[:PAGE], found[PAGE:]
    names: dict[int, str] = {}
    rows = _rows(conversation, member, posts, dressing, names)
    since = posts[0].created_at if posts and after else None
    until = following[0].created_at if following else None
    return Thread(
        _woven(rows, lines_of(conversation.pk, member, path=conversation.path), since, until),
        names,
        _speakers(posts, rows),
        last_number=posts[-1].number if posts else 0,
        earlier=_earlier(conversation, after) if after else "",
        later=f"{here(conversation.path)}?after={posts[-1].number}" if following else "",
        doors=doors_of(conversation),
        version=conversation.version,
    )


def page_of_posts(
    conversation: Conversation, member: Person | None, *, after: int = 0, dressing: Dressing = PLAIN
) -> Thread:
    """The posts after this number with the lines between them.

    What everybody of the same standing reads alike is kept; what is this member's own (their posts, what they reacted
    to or keep) is laid over it: one query. Nothing is kept of a direct conversation, nor of what is
    dressed for one.
    """
    if dressing.for_one or conversation.is_direct:
        return _folded(_page(conversation, member, after, dressing), member)
    alike = member and member.anybody_alike()
    thread = kept.get(
        ("thread", conversation.pk, conversation.version, after, get_language(), member and member.standing),
        lambda: _page(conversation, alike, after, dressing.to(alike)),
        talk=conversation.pk,
    )
    return thread if member is None else _folded(_with_own(thread, conversation, member, after, dressing), member)


def _folded(thread: Thread, member: Person | None) -> Thread:
    """What they wrote whom this reader keeps away, folded: the ids are the reader's own, so it costs no query."""
    aside = set(member.set_aside) if member is not None else set()
    if aside.isdisjoint(row.author_id for row in thread.rows):
        return thread
    return replace(thread, rows=[folded(row) if row.author_id in aside else row for row in thread.rows])


def whole(conversation: Conversation, member: Person | None, *, dressing: Dressing = PLAIN) -> Thread:
    """Its posts on one page, for paper: the first five hundred."""
    pages = [page_of_posts(conversation, member, dressing=dressing)]
    while pages[-1].later and len(pages) < WHOLE_PAGES:
        pages.append(page_of_posts(conversation, member, after=pages[-1].last_number, dressing=dressing))
    speakers: dict[Person, bool] = {}
    for person, chosen in (each for page in pages for each in page.speakers):
        speakers[person] = speakers.get(person, False) or chosen
    rows = [row for page in pages for row in page.rows]
    return replace(pages[-1], rows=rows, speakers=list(speakers.items()), earlier="")


def _with_own(thread: Thread, conversation: Conversation, member: Person, after: int, dressing: Dressing) -> Thread:
    every = may(member, "conversation.close", conversation)
    own = _own_posts(
        member, talk=conversation.pk, after=after, last=thread.last_number if thread.later else NO_END, about=dressing.about, also=dressing.also,
        every=every,
    )  # fmt: skip
    if not own:
        return thread
    known = [person for person, _chosen in thread.speakers]
    laid = {row.number: row for row in _rows(conversation, member, own, dressing, dict(thread.names), known)}
    rows: list[Row] = []
    for row in thread.rows:
        if row.number:
            rows += [laid.pop(number) for number in sorted(laid) if number < row.number]
        rows.append(laid.pop(row.number, row))
    return replace(thread, rows=[*rows, *laid.values()])
