"""Reactions and bookmarks for programs."""

from datetime import datetime

from django.http import HttpRequest
from django.utils import timezone
from ninja import Field, Router, Schema

from trialogue.core.api import PAGE, Page, acts, answers, at_most, page
from trialogue.core.paging import Mark, read_mark
from trialogue.people.api_doors import member_of, member_only

from . import actions
from .api import Done, PostOut, post_of, post_out
from .bookmarks import Bookmark
from .models import Reaction, ReactionKind

router = Router(tags=["conversations"])


class ReactionOut(Schema):
    person: str = Field(description="A handle.")
    kind: str
    at: datetime


@router.get("/posts/{post_id}/reactions", auth=member_only, response=answers(Page[ReactionOut]))
def reactions(request: HttpRequest, post_id: int, before: str = "", limit: int = PAGE) -> Page[ReactionOut]:
    """Who said what with one press, the latest first. `before` is the `next` of the page before."""
    limit = at_most(limit)
    found = Reaction.objects.filter(post=post_of(request, post_id)).exclude(kind=ReactionKind.SAME)
    found = found.select_related("person__merged_into").order_by("-at", "-pk")
    if mark := read_mark(before):
        found = found.filter(mark.older("at"))
    shown, following = page(list(found[: limit + 1]), limit, lambda row: str(Mark(row.at, row.pk)))
    rows = [ReactionOut(person=row.person.heir.handle, kind=row.kind, at=row.at) for row in shown]
    return Page[ReactionOut](items=rows, next=following)


@router.put(
    "/posts/{post_id}/reactions/{kind}",
    auth=member_only,
    response=answers(PostOut),
    openapi_extra=acts("conversations.react"),
)
def react(request: HttpRequest, post_id: int, kind: str) -> PostOut:
    """`kind` is thanks, agree, helped, celebrate or curious, as far as the site offers it."""
    actions.react(post_of(request, post_id), kind=kind, by=member_of(request), at=timezone.now())
    return post_out(post_of(request, post_id))


@router.delete(
    "/posts/{post_id}/reactions/{kind}",
    auth=member_only,
    response=answers(PostOut),
    openapi_extra=acts("conversations.unreact"),
)
def unreact(request: HttpRequest, post_id: int, kind: str) -> PostOut:
    actions.unreact(post_of(request, post_id), kind=kind, by=member_of(request), at=timezone.now())
    return post_out(post_of(request, post_id))


class BookmarkOut(Schema):
    post: int
    url: str
    title: str
    note: str
    remind_at: datetime | None
    reminded_at: datetime | None
    at: datetime


class BookmarkIn(Schema):
    note: str = ""
    remind_at: datetime | None = None


def _bookmark_out(kept: Bookmark) -> BookmarkOut:
    return BookmarkOut(
        post=kept.post_id, url=kept.post.get_absolute_url(), title=kept.post.conversation.title, note=kept.note,
        remind_at=kept.remind_at, reminded_at=kept.reminded_at, at=kept.at,
    )  # fmt: skip


@router.get("/bookmarks", auth=member_only, response=answers(Page[BookmarkOut]))
def bookmarks(request: HttpRequest, before: str = "", limit: int = PAGE) -> Page[BookmarkOut]:
    """What you keep, the latest first."""
    limit = at_most(limit)
    found = Bookmark.objects.visible_to(member_of(request)).select_related("post__conversation").order_by("-at", "-pk")
    if mark := read_mark(before):
        found = found.filter(mark.older("at"))
    shown, following = page(list(found[: limit + 1]), limit, lambda row: str(Mark(row.at, row.pk)))
    return Page[BookmarkOut](items=[_bookmark_out(kept) for kept in shown], next=following)


@router.put(
    "/posts/{post_id}/bookmark",
    auth=member_only,
    response=answers(BookmarkOut),
    openapi_extra=acts("conversations.bookmark"),
)
def bookmark(request: HttpRequest, post_id: int, body: BookmarkIn) -> BookmarkOut:
    """Keeps the post, or changes note and reminder."""
    kept = actions.bookmark(
        post_of(request, post_id), note=body.note, remind_at=body.remind_at, by=member_of(request), at=timezone.now()
    )
    return _bookmark_out(kept)


@router.delete(
    "/posts/{post_id}/bookmark",
    auth=member_only,
    response=answers(Done),
    openapi_extra=acts("conversations.unbookmark"),
)
def unbookmark(request: HttpRequest, post_id: int) -> Done:
    return Done(done=actions.unbookmark(post_of(request, post_id), by=member_of(request)))
