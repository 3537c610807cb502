"""Keeping topics in order: moving, pinning, closing on a day, archiving, splitting, merging."""

from datetime import datetime

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Field, Router, Schema

from trialogue.core.api import acts, answers
from trialogue.core.guarding.api import Reviewable
from trialogue.hub.conversations.api import Done, ReasonIn
from trialogue.people.api_doors import member_of, member_only
from trialogue.people.rights import require

from . import actions
from .api import TopicOut, category_of, topic_of, topic_out
from .merges import Merge
from .models import TopicKind

router = Router(tags=["forum"])


class MoveIn(Schema):
    category: str = Field(description="Its slug.")
    reason: str = ""


@router.put(
    "/topics/{topic_id}/category", auth=member_only, response=answers(TopicOut), openapi_extra=acts("forum.move_topic")
)
def move(request: HttpRequest, topic_id: int, body: MoveIn) -> TopicOut:
    actions.move_topic(
        topic_of(request, topic_id), category_of(request, body.category), reason=body.reason, by=member_of(request),
        at=timezone.now(),
    )  # fmt: skip
    return topic_out(topic_of(request, topic_id))


class PinIn(Schema):
    everywhere: bool = False
    until: datetime | None = None
    reason: str = ""


@router.put("/topics/{topic_id}/pin", auth=member_only, response=answers(TopicOut), openapi_extra=acts("forum.pin"))
def pin(request: HttpRequest, topic_id: int, body: PinIn) -> TopicOut:
    actions.pin(
        topic_of(request, topic_id), everywhere=body.everywhere, until=body.until, reason=body.reason, by=member_of(request),
        at=timezone.now(),
    )  # fmt: skip
    return topic_out(topic_of(request, topic_id))


@router.delete(
    "/topics/{topic_id}/pin", auth=member_only, response=answers(TopicOut), openapi_extra=acts("forum.unpin")
)
def unpin(request: HttpRequest, topic_id: int, reason: str = "") -> TopicOut:
    actions.unpin(topic_of(request, topic_id), reason=reason, by=member_of(request), at=timezone.now())
    return topic_out(topic_of(request, topic_id))


@router.delete(
    "/topics/{topic_id}/pin/mine", auth=member_only, response=answers(Done), openapi_extra=acts("forum.hide_pin")
)
def hide_pin(request: HttpRequest, topic_id: int) -> Done:
    """For you alone it stands among the others."""
    actions.hide_pin(topic_of(request, topic_id), by=member_of(request))
    return Done(done=True)


@router.put(
    "/topics/{topic_id}/pin/mine", auth=member_only, response=answers(Done), openapi_extra=acts("forum.show_pin")
)
def show_pin(request: HttpRequest, topic_id: int) -> Done:
    actions.show_pin(topic_of(request, topic_id), by=member_of(request))
    return Done(done=True)


class ClosingIn(Schema):
    closes_at: datetime
    reason: str = ""


@router.put(
    "/topics/{topic_id}/closing", auth=member_only, response=answers(TopicOut), openapi_extra=acts("forum.plan_closing")
)
def plan_closing(request: HttpRequest, topic_id: int, body: ClosingIn) -> TopicOut:
    """It closes at this moment, in your name."""
    actions.plan_closing(
        topic_of(request, topic_id),
        closes_at=body.closes_at,
        reason=body.reason,
        by=member_of(request),
        at=timezone.now(),
    )
    return topic_out(topic_of(request, topic_id))


@router.delete(
    "/topics/{topic_id}/closing", auth=member_only, response=answers(TopicOut), openapi_extra=acts("forum.drop_closing")
)
def drop_closing(request: HttpRequest, topic_id: int) -> TopicOut:
    actions.drop_closing(topic_of(request, topic_id), by=member_of(request), at=timezone.now())
    return topic_out(topic_of(request, topic_id))


@router.put(
    "/topics/{topic_id}/archive", auth=member_only, response=answers(TopicOut), openapi_extra=acts("forum.archive")
)
def archive(request: HttpRequest, topic_id: int, body: ReasonIn) -> TopicOut:
    actions.archive(topic_of(request, topic_id), reason=body.reason, by=member_of(request), at=timezone.now())
    return topic_out(topic_of(request, topic_id))


@router.delete(
    "/topics/{topic_id}/archive", auth=member_only, response=answers(TopicOut), openapi_extra=acts("forum.unarchive")
)
def unarchive(request: HttpRequest, topic_id: int) -> TopicOut:
    actions.unarchive(topic_of(request, topic_id), by=member_of(request), at=timezone.now())
    return topic_out(topic_of(request, topic_id))


class SplitIn(Reviewable):
    numbers: list[int] = Field(description="Of the posts that go; the first one of the topic stays.")
    title: str
    category: str
    kind: str = TopicKind.QUESTION
    reason: str = ""


@router.post(
    "/topics/{topic_id}/split", auth=member_only, response=answers(TopicOut), openapi_extra=acts("forum.split_topic")
)
def split(request: HttpRequest, topic_id: int, body: SplitIn) -> TopicOut:
    """Answers the new topic."""
    new = actions.split_topic(
        topic_of(request, topic_id), body.numbers, title=body.title, category=category_of(request, body.category),
        kind=body.kind, reason=body.reason, by=member_of(request), at=timezone.now(), reviewed=body.review,
    )  # fmt: skip
    return topic_out(topic_of(request, new.pk))


class MergeIn(Schema):
    into: int = Field(description="The id of the topic it becomes a part of.")
    in_time: bool = Field(default=False, description="By the time the posts were written, not after the last one.")
    reason: str = ""


class MergeOut(Schema):
    id: int
    source: int
    title: str
    into: int
    at: datetime
    reason: str


def _merge_out(merge: Merge) -> MergeOut:
    return MergeOut(
        id=merge.pk, source=merge.source_id, title=merge.source.title, into=merge.target_id, at=merge.at, reason=merge.reason
    )  # fmt: skip


@router.post(
    "/topics/{topic_id}/merge", auth=member_only, response=answers(MergeOut), openapi_extra=acts("forum.merge_topics")
)
def merge(request: HttpRequest, topic_id: int, body: MergeIn) -> MergeOut:
    made = actions.merge_topics(
        topic_of(request, topic_id), topic_of(request, body.into), in_time=body.in_time, reason=body.reason,
        by=member_of(request), at=timezone.now(),
    )  # fmt: skip
    return _merge_out(made)


@router.get("/topics/{topic_id}/merges", auth=member_only, response=answers(list[MergeOut]))
def merges(request: HttpRequest, topic_id: int) -> list[MergeOut]:
    """What was merged into this topic and can be taken out again; for those who may."""
    topic = topic_of(request, topic_id)
    require(member_of(request), "topic.merge", topic)
    found = Merge.objects.filter(target=topic, undone_at=None).select_related("source__conversation")
    return [_merge_out(each) for each in found.order_by("-at")[:100]]


@router.delete(
    "/topics/{topic_id}/merges/{merge_id}", auth=member_only, response=answers(TopicOut), openapi_extra=acts("forum.unmerge_topics")
)  # fmt: skip
def unmerge(request: HttpRequest, topic_id: int, merge_id: int) -> TopicOut:
    """Answers the topic that is there again."""
    rows = Merge.objects.select_related("source__conversation", "target__conversation")
    done = get_object_or_404(rows, pk=merge_id, target=topic_of(request, topic_id))
    actions.unmerge_topics(done, by=member_of(request), at=timezone.now())
    return topic_out(topic_of(request, done.source_id))
