"""Categories and topics."""

from datetime import datetime

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Field, Router, Schema

from trialogue.core.api import PAGE, Page, acts, answers, at_most, page
from trialogue.core.audiences import PUBLIC, Audience, audience_ids
from trialogue.core.guarding.api import Reviewable
from trialogue.hub.conversations.api import Done, ReasonIn, post_of
from trialogue.hub.products.models import Version
from trialogue.people.api_doors import anybody, caller, member_of, member_only

from . import actions
from .models import Category, Topic, TopicQuerySet

router = Router(tags=["forum"])


class CategoryOut(Schema):
    slug: str
    names: dict[str, str]
    descriptions: dict[str, str]
    kind: str
    audience: int
    topic_count: int


def _category_out(category: Category) -> CategoryOut:
    return CategoryOut(
        slug=category.slug, names=category.names, descriptions=category.descriptions, kind=category.kind,
        audience=category.audience_id, topic_count=category.topic_count,
    )  # fmt: skip


def category_of(request: HttpRequest, slug: str) -> Category:
    return get_object_or_404(Category.objects.visible_to(caller(request)), slug=slug)


def _audience(request: HttpRequest, audience_id: int) -> Audience:
    return get_object_or_404(Audience.objects.filter(pk__in=audience_ids(caller(request))), pk=audience_id)


def version_of(version_id: int | None) -> Version | None:
    return get_object_or_404(Version, pk=version_id) if version_id else None


@router.get("/categories", auth=anybody, response=answers(list[CategoryOut]))
def categories(request: HttpRequest) -> list[CategoryOut]:
    return [_category_out(category) for category in Category.objects.visible_to(caller(request))]


class CategoryIn(Schema):
    names: dict[str, str]
    descriptions: dict[str, str] = {}
    slug: str = ""
    kind: str = "discussion"
    audience: int = PUBLIC


@router.post("/categories", auth=member_only, response=answers(CategoryOut), openapi_extra=acts("forum.add_category"))
def add_category(request: HttpRequest, body: CategoryIn) -> CategoryOut:
    made = actions.add_category(
        names=body.names, descriptions=body.descriptions, slug=body.slug, kind=body.kind,
        audience=_audience(request, body.audience), by=member_of(request), at=timezone.now(),
    )  # fmt: skip
    return _category_out(made)


class CategoryPatch(Schema):
    names: dict[str, str] | None = None
    descriptions: dict[str, str] | None = None
    kind: str | None = None
    hue: int | None = None
    order: int | None = None
    template: str | None = None
    audience: int | None = None


@router.patch(
    "/categories/{slug}", auth=member_only, response=answers(CategoryOut), openapi_extra=acts("forum.edit_category")
)
def edit_category(request: HttpRequest, slug: str, body: CategoryPatch) -> CategoryOut:
    fields = body.model_dump(exclude_unset=True)
    audience_id = fields.pop("audience", None)
    category = category_of(request, slug)
    audience = _audience(request, audience_id) if audience_id else None
    actions.edit_category(category, audience=audience, by=member_of(request), at=timezone.now(), **fields)
    return _category_out(category)


class TopicOut(Schema):
    id: int
    conversation: int
    title: str
    kind: str
    category: str
    asker: str | None = Field(description="A handle.")
    product_version: str | None
    language: str
    started_at: datetime
    last_post_at: datetime
    posts: int
    solved: bool
    stale_since: str = Field(description="The version with which its answer became doubtful; empty where it is not.")
    closed: bool
    archived: bool
    pinned: bool
    same_here: int
    tags: list[str] = Field(description="Their addresses under /tags/.")
    url: str


def topic_out(topic: Topic) -> TopicOut:
    talk, asker = topic.conversation, topic.asker
    return TopicOut(
        id=topic.pk, conversation=talk.pk, title=talk.title, kind=topic.kind, category=topic.category.slug,
        asker=asker.handle if asker else None, product_version=str(topic.product_version) if topic.product_version else None,
        language=talk.language, started_at=talk.started_at, last_post_at=talk.last_post_at, posts=talk.post_count,
        solved=topic.solved, stale_since=topic.stale_since, closed=talk.is_closed, archived=talk.archived_at is not None, pinned=topic.pinned_at is not None,
        same_here=topic.same_count,
        tags=[slug for slug, _names in topic.labels], url=talk.path,
    )  # fmt: skip


def _rows(request: HttpRequest) -> TopicQuerySet:
    return Topic.objects.visible_to(caller(request)).for_list().select_related("product_version")


def topic_of(request: HttpRequest, topic_id: int) -> Topic:
    return get_object_or_404(_rows(request), pk=topic_id)


@router.get("/topics", auth=anybody, response=answers(Page[TopicOut]))
def topics(
    request: HttpRequest, category: str = "", tag: str = "", view: str = "latest", after: str = "", limit: int = PAGE
) -> Page[TopicOut]:
    """Newest reply first. `view`: latest, unanswered; `tag` is the address of one."""
    limit = at_most(limit)
    found = _rows(request).newest_reply_first()
    if tag:
        found = found.filter(taggings__tag__slug=tag)
    if category:
        found = found.filter(category=category_of(request, category))
    if view == "unanswered":
        found = found.unanswered()
    shown, following = page(list(found.before(after)[: limit + 1]), limit, lambda topic: topic.mark)
    return Page[TopicOut](items=[topic_out(topic) for topic in shown], next=following)


@router.get("/topics/{topic_id}", auth=anybody, response=answers(TopicOut))
def topic(request: HttpRequest, topic_id: int) -> TopicOut:
    return topic_out(topic_of(request, topic_id))


class TopicIn(Reviewable):
    category: str
    title: str
    source: str
    kind: str = "question"
    product_version: int | None = None
    language: str = ""
    tags: list[str] = []


@router.post("/topics", auth=member_only, response=answers(TopicOut), openapi_extra=acts("forum.open_topic"))
def open_topic(request: HttpRequest, body: TopicIn) -> TopicOut:
    made = actions.open_topic(
        category_of(request, body.category), title=body.title, source=body.source, kind=body.kind, language=body.language,
        product_version=version_of(body.product_version), tags=body.tags, by=member_of(request), at=timezone.now(),
        reviewed=body.review,
    )  # fmt: skip
    return topic_out(topic_of(request, made.pk))


class TopicPatch(Reviewable):
    title: str
    product_version: int | None = None


@router.patch(
    "/topics/{topic_id}", auth=member_only, response=answers(TopicOut), openapi_extra=acts("forum.edit_topic")
)
def edit_topic(request: HttpRequest, topic_id: int, body: TopicPatch) -> TopicOut:
    actions.edit_topic(
        topic_of(request, topic_id), title=body.title,
        product_version=version_of(body.product_version), by=member_of(request), at=timezone.now(), reviewed=body.review,
    )  # fmt: skip
    return topic_out(topic_of(request, topic_id))


@router.delete("/topics/{topic_id}", auth=member_only, response=answers(Done), openapi_extra=acts("forum.remove_topic"))
def remove_topic(request: HttpRequest, topic_id: int, reason: str = "") -> Done:
    actions.remove_topic(topic_of(request, topic_id), reason=reason, by=member_of(request), at=timezone.now())
    return Done(done=True)


@router.put(
    "/topics/{topic_id}/restoration",
    auth=member_only,
    response=answers(TopicOut),
    openapi_extra=acts("forum.restore_topic"),
)
def restore_topic(request: HttpRequest, topic_id: int) -> TopicOut:
    member = member_of(request)
    removed = Topic.objects.filter(conversation__audience_id__in=member.audience_ids()).exclude(
        conversation__removal=None
    )
    actions.restore_topic(get_object_or_404(removed, pk=topic_id), by=member, at=timezone.now())
    return topic_out(topic_of(request, topic_id))


@router.put(
    "/topics/{topic_id}/closure", auth=member_only, response=answers(TopicOut), openapi_extra=acts("forum.close")
)
def close(request: HttpRequest, topic_id: int, body: ReasonIn) -> TopicOut:
    actions.close(topic_of(request, topic_id), reason=body.reason, by=member_of(request), at=timezone.now())
    return topic_out(topic_of(request, topic_id))


@router.delete(
    "/topics/{topic_id}/closure", auth=member_only, response=answers(TopicOut), openapi_extra=acts("forum.reopen")
)
def reopen(request: HttpRequest, topic_id: int) -> TopicOut:
    actions.reopen(topic_of(request, topic_id), by=member_of(request), at=timezone.now())
    return topic_out(topic_of(request, topic_id))


@router.put(
    "/topics/{topic_id}/same", auth=member_only, response=answers(TopicOut), openapi_extra=acts("forum.same_here")
)
def same_here(request: HttpRequest, topic_id: int) -> TopicOut:
    """'I have this too': you are told when it is released."""
    actions.same_here(topic_of(request, topic_id), by=member_of(request), at=timezone.now())
    return topic_out(topic_of(request, topic_id))


@router.delete(
    "/topics/{topic_id}/same", auth=member_only, response=answers(TopicOut), openapi_extra=acts("forum.withdraw_same")
)
def withdraw_same(request: HttpRequest, topic_id: int) -> TopicOut:
    actions.withdraw_same(topic_of(request, topic_id), by=member_of(request), at=timezone.now())
    return topic_out(topic_of(request, topic_id))


class SolutionIn(Schema):
    post: int
    holds_from: int | None = None
    instead_of: int | None = Field(None, description="The post accepted so far, where there is one.")


@router.put(
    "/topics/{topic_id}/solution", auth=member_only, response=answers(TopicOut), openapi_extra=acts("forum.accept")
)
def accept(request: HttpRequest, topic_id: int, body: SolutionIn) -> TopicOut:
    actions.accept(
        topic_of(request, topic_id), post_of(request, body.post), holds_from=version_of(body.holds_from),
        instead_of=post_of(request, body.instead_of) if body.instead_of else None, by=member_of(request), at=timezone.now(),
    )  # fmt: skip
    return topic_out(topic_of(request, topic_id))


@router.delete(
    "/topics/{topic_id}/solution/{post_id}",
    auth=member_only,
    response=answers(TopicOut),
    openapi_extra=acts("forum.unaccept"),
)
def unaccept(request: HttpRequest, topic_id: int, post_id: int) -> TopicOut:
    actions.unaccept(topic_of(request, topic_id), post_of(request, post_id), by=member_of(request), at=timezone.now())
    return topic_out(topic_of(request, topic_id))
