"""Tags, how topics get them, and how much one hears of a tag or category."""

from django.db.models import Q
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Field, Router, Schema

from trialogue.core.api import PAGE, Page, acts, answers, at_most, page
from trialogue.hub.conversations.api import Done
from trialogue.hub.conversations.listening import Hears
from trialogue.people.api_doors import anybody, member_of, member_only

from . import actions
from .api import TopicOut, category_of, topic_of, topic_out
from .tags import Tag
from .watching import Watch

router = Router(tags=["forum"])


class TagOut(Schema):
    slug: str
    names: dict[str, str]
    descriptions: dict[str, str]
    topic_count: int


def _tag_out(tag: Tag) -> TagOut:
    return TagOut(slug=tag.slug, names=tag.names, descriptions=tag.descriptions, topic_count=tag.topic_count)


def _tag_of(slug: str) -> Tag:
    """A merged tag answers as the one it was merged into."""
    tag = get_object_or_404(Tag.objects.select_related("merged_into"), slug=slug)
    return tag.merged_into or tag


@router.get("/tags", auth=anybody, response=answers(Page[TagOut]))
def tags(request: HttpRequest, after: str = "", limit: int = PAGE) -> Page[TagOut]:
    """In the order of their addresses; `after` is one."""
    limit = at_most(limit)
    found = Tag.objects.in_use().filter(slug__gt=after).order_by("slug")
    shown, following = page(list(found[: limit + 1]), limit, lambda tag: tag.slug)
    return Page[TagOut](items=[_tag_out(tag) for tag in shown], next=following)


class TagIn(Schema):
    name: str


@router.post("/tags", auth=member_only, response=answers(TagOut), openapi_extra=acts("forum.add_tag"))
def add_tag(request: HttpRequest, body: TagIn) -> TagOut:
    return _tag_out(actions.add_tag(body.name, by=member_of(request), at=timezone.now()))


class TagPatch(Schema):
    names: dict[str, str] | None = None
    descriptions: dict[str, str] | None = None


@router.patch("/tags/{slug}", auth=member_only, response=answers(TagOut), openapi_extra=acts("forum.edit_tag"))
def edit_tag(request: HttpRequest, slug: str, body: TagPatch) -> TagOut:
    """Names and descriptions, each by language."""
    tag = _tag_of(slug)
    fields = {name: value for name, value in body.model_dump(exclude_unset=True).items() if value is not None}
    actions.edit_tag(tag, by=member_of(request), at=timezone.now(), **fields)
    return _tag_out(tag)


class MergeIn(Schema):
    into: str


@router.post("/tags/{slug}/merge", auth=member_only, response=answers(TagOut), openapi_extra=acts("forum.merge_tags"))
def merge_tags(request: HttpRequest, slug: str, body: MergeIn) -> TagOut:
    """Its topics get the other tag, and its address leads there."""
    tag, into = get_object_or_404(Tag, slug=slug), _tag_of(body.into)
    actions.merge_tags(tag, into, by=member_of(request), at=timezone.now())
    return _tag_out(_tag_of(slug))


class TagsIn(Schema):
    tags: list[str]


@router.put(
    "/topics/{topic_id}/tags", auth=member_only, response=answers(TopicOut), openapi_extra=acts("forum.tag_topic")
)
def tag_topic(request: HttpRequest, topic_id: int, body: TagsIn) -> TopicOut:
    """By name or address, at most five; new ones are made where the member may."""
    actions.tag_topic(topic_of(request, topic_id), body.tags, by=member_of(request), at=timezone.now())
    return topic_out(topic_of(request, topic_id))


class WatchIn(Schema):
    level: Hears


@router.put("/tags/{slug}/watch", auth=member_only, response=answers(WatchIn), openapi_extra=acts("forum.watch"))
def watch_tag(request: HttpRequest, slug: str, body: WatchIn) -> WatchIn:
    """How much one hears of its topics."""
    actions.watch(_tag_of(slug), level=body.level, by=member_of(request), at=timezone.now())
    return body


@router.put("/categories/{slug}/watch", auth=member_only, response=answers(WatchIn), openapi_extra=acts("forum.watch"))
def watch_category(request: HttpRequest, slug: str, body: WatchIn) -> WatchIn:
    actions.watch(category_of(request, slug), level=body.level, by=member_of(request), at=timezone.now())
    return body


class WatchOut(Schema):
    kind: str = Field(description="category or tag")
    slug: str
    level: str


@router.get("/me/watches", auth=member_only, response=answers(list[WatchOut]))
def watches(request: HttpRequest) -> list[WatchOut]:
    """What one chose for categories and tags."""
    member = member_of(request)
    seen = Q(category=None) | Q(category__audience_id__in=member.audience_ids())
    mine = Watch.objects.filter(seen, person=member).select_related("category", "tag").order_by("pk")
    return [
        WatchOut(kind="category", slug=each.category.slug, level=each.level) if each.category
        else WatchOut(kind="tag", slug=each.tag.slug if each.tag else "", level=each.level)
        for each in mine
    ]  # fmt: skip


class AllowedIn(Schema):
    allowed: bool


@router.put("/tags-by-members", auth=member_only, response=answers(Done), openapi_extra=acts("forum.let_members_tag"))
def let_members_tag(request: HttpRequest, body: AllowedIn) -> Done:
    """Whether every member may make new tags, or managers alone."""
    actions.let_members_tag(body.allowed, by=member_of(request), at=timezone.now())
    return Done(done=True)
