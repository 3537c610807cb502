"""For which versions an accepted answer holds, and who said so."""

from datetime import datetime

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Field, Router, Schema

from trialogue.core.api import acts, answers
from trialogue.hub.conversations.models import Post
from trialogue.hub.products.models import Version
from trialogue.people.api_doors import anybody, caller, member_of, member_only

from . import actions
from .api import topic_of
from .models import Solution, SolutionQuerySet

router = Router(tags=["forum"])
CHECKS = 50


class CheckOut(Schema):
    version: str
    still: str = Field(description="yes, changed or no")
    by: str = Field(description="A handle.")
    at: datetime


class SolutionOut(Schema):
    post: int
    by: str | None = Field(description="A handle.")
    at: datetime
    holds_from: str | None
    held_in: str | None = Field(description="The newest version somebody said it holds in.")
    stale_since: str = Field(description="The version with which it became doubtful; empty where it is not.")
    checks: list[CheckOut] = Field(description="The newest fifty, newest first.")


def _solutions(request: HttpRequest, topic_id: int) -> SolutionQuerySet:
    posts = Post.objects.visible_to(caller(request))
    found = Solution.objects.filter(topic=topic_of(request, topic_id), post__in=posts)
    return found.select_related("by__merged_into", "holds_from", "held_in", "topic", "post")


def _out(solution: Solution) -> SolutionOut:
    checks = solution.checks.select_related("version", "by__merged_into").order_by("-at")[:CHECKS]
    return SolutionOut(
        post=solution.post_id, by=solution.by.heir.handle if solution.by else None, at=solution.at,
        holds_from=solution.holds_from.name if solution.holds_from else None,
        held_in=solution.held_in.name if solution.held_in else None, stale_since=solution.stale_since,
        checks=[
            CheckOut(version=each.version.name, still=each.still, by=each.by.heir.handle, at=each.at) for each in checks
        ],
    )  # fmt: skip


@router.get("/topics/{topic_id}/solutions", auth=anybody, response=answers(list[SolutionOut]))
def solutions(request: HttpRequest, topic_id: int) -> list[SolutionOut]:
    """One, or several where an archive or a merge brought them."""
    return [_out(each) for each in _solutions(request, topic_id).order_by("post__number")[:CHECKS]]


class CheckIn(Schema):
    version: int = Field(description="Of a version that is out.")
    still: str = Field(description="yes, changed or no")


@router.put(
    "/topics/{topic_id}/solutions/{post_id}/check", auth=member_only, response=answers(SolutionOut), openapi_extra=acts("forum.check_answer")
)  # fmt: skip
def check(request: HttpRequest, topic_id: int, post_id: int, body: CheckIn) -> SolutionOut:
    """Whether the answer holds in this version; the newest word counts."""
    solution = get_object_or_404(_solutions(request, topic_id), post=post_id)
    version = get_object_or_404(Version, pk=body.version)
    actions.check_answer(solution, version=version, still=body.still, by=member_of(request), at=timezone.now())
    return _out(get_object_or_404(_solutions(request, topic_id), post=post_id))
