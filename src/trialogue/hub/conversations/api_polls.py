"""Polls and wiki posts."""

from datetime import datetime

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Field, Router, Schema

from trialogue.core.api import acts, answers
from trialogue.core.guarding.api import Reviewable
from trialogue.people.api_doors import anybody, caller, member_of, member_only

from . import actions
from .actions.polling import Plan
from .api import PostOut, post_of, post_out
from .poll_parts import options_of
from .polls import VOTES, Poll, Results, votes_shown

router = Router(tags=["conversations"])


class OptionOut(Schema):
    id: int
    words: str
    votes: int | None = Field(description="Null as long as you do not see the results.")
    chosen: bool = Field(description="By you.")


class PollOut(Schema):
    post: int
    question: str
    most: int = Field(description="How many one may choose.")
    closes_at: datetime | None
    closed: bool
    results: str = Field(description="Shown always, after_vote or after_close.")
    shows_who: bool
    voters: int
    options: list[OptionOut]


def _poll(request: HttpRequest, post_id: int) -> Poll:
    post = post_of(request, post_id)
    poll = get_object_or_404(Poll, post=post)
    poll.post = post
    return poll


def _poll_out(request: HttpRequest, post_id: int) -> PollOut:
    poll, now = _poll(request, post_id), timezone.now()
    post = poll.post
    post.poll = poll
    options = options_of([post], caller(request))[poll.pk]
    mine = {option.pk for option in options if getattr(option, "mine", False)}
    shown = poll.shows_results(voted=bool(mine), at=now)
    return PollOut(
        post=post_id, question=poll.question, most=poll.most, closes_at=poll.closes_at, closed=poll.is_over(at=now),
        results=poll.results, shows_who=poll.shows_who, voters=poll.voters,
        options=[
            OptionOut(id=each.pk, words=each.words, votes=each.votes if shown else None, chosen=each.pk in mine)
            for each in options
        ],
    )  # fmt: skip


@router.get("/posts/{post_id}/poll", auth=anybody, response=answers(PollOut))
def poll(request: HttpRequest, post_id: int) -> PollOut:
    return _poll_out(request, post_id)


class PollIn(Reviewable):
    question: str
    options: list[str]
    most: int = 1
    closes_at: datetime | None = None
    results: str = Results.ALWAYS
    shows_who: bool = False


@router.put(
    "/posts/{post_id}/poll", auth=member_only, response=answers(PollOut), openapi_extra=acts("conversations.put_poll")
)
def put_poll(request: HttpRequest, post_id: int, body: PollIn) -> PollOut:
    """Adds a poll to the post, or changes it as long as nobody has chosen."""
    plan = Plan(body.question, body.options, body.most, body.closes_at, body.results, body.shows_who)
    actions.put_poll(post_of(request, post_id), plan, by=member_of(request), at=timezone.now(), reviewed=body.review)
    return _poll_out(request, post_id)


class VoteIn(Schema):
    options: list[int]


@router.put(
    "/posts/{post_id}/poll/vote", auth=member_only, response=answers(PollOut), openapi_extra=acts("conversations.vote")
)
def vote(request: HttpRequest, post_id: int, body: VoteIn) -> PollOut:
    """These instead of what you chose before."""
    actions.vote(_poll(request, post_id), body.options, by=member_of(request), at=timezone.now())
    return _poll_out(request, post_id)


@router.delete(
    "/posts/{post_id}/poll/vote", auth=member_only, response=answers(PollOut), openapi_extra=acts("conversations.withdraw_vote")
)  # fmt: skip
def withdraw_vote(request: HttpRequest, post_id: int) -> PollOut:
    actions.withdraw_vote(_poll(request, post_id), by=member_of(request), at=timezone.now())
    return _poll_out(request, post_id)


class VoterOut(Schema):
    person: str = Field(description="A handle.")
    option: int


@router.get("/posts/{post_id}/poll/votes", auth=member_only, response=answers(list[VoterOut]))
def votes(request: HttpRequest, post_id: int, after: int = 0) -> list[VoterOut]:
    """Who chose what, a hundred at a time in the order of choosing; empty where the poll does not show that."""
    member, found = member_of(request), _poll(request, post_id)
    rows = votes_shown(found, member, after=after, at=timezone.now())
    return [VoterOut(person=row.person.heir.handle, option=row.option_id) for row in rows[:VOTES]]


@router.put(
    "/posts/{post_id}/poll/end", auth=member_only, response=answers(PollOut), openapi_extra=acts("conversations.close_poll")
)  # fmt: skip
def end(request: HttpRequest, post_id: int) -> PollOut:
    actions.close_poll(_poll(request, post_id), by=member_of(request), at=timezone.now())
    return _poll_out(request, post_id)


@router.put(
    "/posts/{post_id}/wiki", auth=member_only, response=answers(PostOut), openapi_extra=acts("conversations.make_wiki")
)
def make_wiki(request: HttpRequest, post_id: int) -> PostOut:
    """From now on every member may edit the post."""
    actions.make_wiki(post_of(request, post_id), by=member_of(request), at=timezone.now())
    return post_out(post_of(request, post_id))


@router.delete(
    "/posts/{post_id}/wiki", auth=member_only, response=answers(PostOut), openapi_extra=acts("conversations.end_wiki")
)
def end_wiki(request: HttpRequest, post_id: int) -> PostOut:
    actions.end_wiki(post_of(request, post_id), by=member_of(request), at=timezone.now())
    return post_out(post_of(request, post_id))
