"""Reporting, the queue and its rules, for programs."""

from datetime import datetime

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Field, Router, Schema

from trialogue.core.api import PAGE, Page, acts, answers, at_most, page
from trialogue.core.errors import NotAllowed
from trialogue.hub.conversations.api import Done, post_of
from trialogue.people.api_doors import anybody, member_of, member_only
from trialogue.people.rights import may_somewhere, require

from . import actions
from .models import LinkRule, Report, ReviewItem, RulesText, WatchedWord
from .queue import mark_of, waiting
from .reach import posts_to_appeal
from .signs import in_words

router = Router(tags=["review"])


class ReportIn(Schema):
    reason: str = Field(description="spam, hurtful, patient, off_topic or other")
    note: str = ""


@router.post("/posts/{post_id}/reports", auth=member_only, response=answers(Done), openapi_extra=acts("review.report"))
def report(request: HttpRequest, post_id: int, body: ReportIn) -> Done:
    """Once a person and post. You are told what came of it."""
    actions.report(
        post_of(request, post_id), reason=body.reason, note=body.note, by=member_of(request), at=timezone.now()
    )
    return Done(done=True)


class OwnReport(Schema):
    post: int
    reason: str
    note: str
    at: datetime
    decided_at: datetime | None = Field(description="When a moderator decided about it.")


@router.get("/me/reports", auth=member_only, response=answers(Page[OwnReport]))
def own_reports(request: HttpRequest, after: str = "", limit: int = PAGE) -> Page[OwnReport]:
    """What you reported, newest first."""
    limit = at_most(limit)
    rows = list(Report.objects.newest_of(member_of(request), before=after)[: limit + 1])
    shown, following = page(rows, limit, lambda row: row.mark)
    items = [
        OwnReport(post=row.post_id, reason=row.reason, note=row.note, at=row.at, decided_at=row.item.decided_at)
        for row in shown
    ]
    return Page[OwnReport](items=items, next=following)


class AppealIn(Schema):
    words: str


@router.post("/posts/{post_id}/appeal", auth=member_only, response=answers(Done), openapi_extra=acts("review.appeal"))
def appeal(request: HttpRequest, post_id: int, body: AppealIn) -> Done:
    """For the author of a post that a moderator took away, once."""
    member = member_of(request)
    post = get_object_or_404(posts_to_appeal(member), pk=post_id)
    actions.appeal(post, words=body.words, by=member, at=timezone.now())
    return Done(done=True)


class ReportOut(Schema):
    by: str = Field(description="A handle.")
    reason: str
    note: str
    at: datetime


class ItemOut(Schema):
    id: int
    post: int
    conversation: int
    why: str
    score: int
    signs: list[str] = Field(description="Why it is here, as sentences.")
    waits: str = Field(description="held (nobody saw it yet), hidden (by reports), or empty")
    opened_at: datetime
    decided_at: datetime | None
    taken_by: str | None = Field(description="A handle.")
    source: str
    reports: list[ReportOut]


def _item_out(item: ReviewItem) -> ItemOut:
    reports = [ReportOut(by=row.by.handle, reason=row.reason, note=row.note, at=row.at) for row in item.reports.all()]
    return ItemOut(
        id=item.pk, post=item.post_id, conversation=item.post.conversation_id, why=item.why, score=item.score,
        signs=in_words(item.signs), waits=item.post.waits, opened_at=item.opened_at, decided_at=item.decided_at,
        taken_by=item.claim.by.handle if hasattr(item, "claim") else None, source=item.post.source, reports=reports,
    )  # fmt: skip


def _item(request: HttpRequest, item_id: int) -> ReviewItem:
    member = member_of(request)
    if not may_somewhere(member, "review.decide"):
        raise NotAllowed("review.decide")
    found = ReviewItem.objects.visible_to(member).for_list().prefetch_related("reports__by")
    return get_object_or_404(found, pk=item_id)


@router.get("/review", auth=member_only, response=answers(Page[ItemOut]))
def queue(request: HttpRequest, after: str = "", limit: int = PAGE) -> Page[ItemOut]:
    """What waits, what weighs most first; for who moderates, of what they moderate."""
    member, limit = member_of(request), at_most(limit)
    if not may_somewhere(member, "review.decide"):
        raise NotAllowed("review.decide")
    rows = list(waiting(member, after).prefetch_related("reports__by")[: limit + 1])
    shown, following = page(rows, limit, mark_of)
    return Page[ItemOut](items=[_item_out(item) for item in shown], next=following)


@router.put("/review/{item_id}/claim", auth=member_only, response=answers(ItemOut), openapi_extra=acts("review.claim"))
def claim(request: HttpRequest, item_id: int) -> ItemOut:
    actions.claim(_item(request, item_id), by=member_of(request), at=timezone.now())
    return _item_out(_item(request, item_id))


@router.delete(
    "/review/{item_id}/claim", auth=member_only, response=answers(ItemOut), openapi_extra=acts("review.give_back")
)
def give_back(request: HttpRequest, item_id: int) -> ItemOut:
    actions.give_back(_item(request, item_id), by=member_of(request), at=timezone.now())
    return _item_out(_item(request, item_id))


class DecisionIn(Schema):
    verdict: str = Field(description="kept (shown, let through or brought back), removed or redacted")
    reason: str = ""


@router.put(
    "/review/{item_id}/decision", auth=member_only, response=answers(ItemOut), openapi_extra=acts("review.decide")
)
def decide(request: HttpRequest, item_id: int, body: DecisionIn) -> ItemOut:
    """What is taken away or destroyed needs a reason; its author reads it."""
    item = _item(request, item_id)
    actions.decide(item, verdict=body.verdict, reason=body.reason, by=member_of(request), at=timezone.now())
    return _item_out(_item(request, item_id))


@router.delete(
    "/review/{item_id}/decision",
    auth=member_only,
    response=answers(ItemOut),
    openapi_extra=acts("review.undo_decision"),
)
def undo_decision(request: HttpRequest, item_id: int) -> ItemOut:
    actions.undo_decision(_item(request, item_id), by=member_of(request), at=timezone.now())
    return _item_out(_item(request, item_id))


class WordIn(Schema):
    word: str
    does: str = Field(description="flag, hold or refuse")


class WordOut(WordIn):
    id: int
    at: datetime


@router.get("/review/words", auth=member_only, response=answers(list[WordOut]))
def words(request: HttpRequest) -> list[WordOut]:
    require(member_of(request), "review.rule")
    return [WordOut(id=row.pk, word=row.word, does=row.does, at=row.at) for row in WatchedWord.objects.all()]


@router.post("/review/words", auth=member_only, response=answers(WordOut), openapi_extra=acts("review.watch_word"))
def watch_word(request: HttpRequest, body: WordIn) -> WordOut:
    row = actions.watch_word(word=body.word, does=body.does, by=member_of(request), at=timezone.now())
    return WordOut(id=row.pk, word=row.word, does=row.does, at=row.at)


@router.delete(
    "/review/words/{word_id}", auth=member_only, response=answers(Done), openapi_extra=acts("review.unwatch_word")
)
def unwatch_word(request: HttpRequest, word_id: int) -> Done:
    require(member_of(request), "review.rule")
    actions.unwatch_word(get_object_or_404(WatchedWord, pk=word_id), by=member_of(request), at=timezone.now())
    return Done(done=True)


class LinkIn(Schema):
    domain: str
    does: str = Field(description="allow or refuse")


class LinkOut(LinkIn):
    id: int
    at: datetime


@router.get("/review/links", auth=member_only, response=answers(list[LinkOut]))
def links(request: HttpRequest) -> list[LinkOut]:
    require(member_of(request), "review.rule")
    return [LinkOut(id=row.pk, domain=row.domain, does=row.does, at=row.at) for row in LinkRule.objects.all()]


@router.post("/review/links", auth=member_only, response=answers(LinkOut), openapi_extra=acts("review.rule_link"))
def rule_link(request: HttpRequest, body: LinkIn) -> LinkOut:
    row = actions.rule_link(domain=body.domain, does=body.does, by=member_of(request), at=timezone.now())
    return LinkOut(id=row.pk, domain=row.domain, does=row.does, at=row.at)


@router.delete(
    "/review/links/{rule_id}", auth=member_only, response=answers(Done), openapi_extra=acts("review.drop_link_rule")
)
def drop_link_rule(request: HttpRequest, rule_id: int) -> Done:
    require(member_of(request), "review.rule")
    actions.drop_link_rule(get_object_or_404(LinkRule, pk=rule_id), by=member_of(request), at=timezone.now())
    return Done(done=True)


class ThresholdIn(Schema):
    n: int


@router.put(
    "/review/reports-to-hide",
    auth=member_only,
    response=answers(ThresholdIn),
    openapi_extra=acts("review.set_reports_to_hide"),
)
def reports_to_hide(request: HttpRequest, body: ThresholdIn) -> ThresholdIn:
    """So many different members hide a post until a moderator looked."""
    actions.set_reports_to_hide(body.n, by=member_of(request), at=timezone.now())
    return body


class RulesIn(Schema):
    source: str


class RulesOut(Schema):
    language: str
    source: str
    html: str
    at: datetime


@router.get("/rules/{language}", auth=anybody, response=answers(RulesOut))
def rules(request: HttpRequest, language: str) -> RulesOut:
    """The code of conduct as this community wrote it; 404 where it did not."""
    row = get_object_or_404(RulesText.objects.in_language(language)[:1])
    return RulesOut(language=row.language, source=row.source, html=row.html, at=row.at)


@router.put("/rules/{language}", auth=member_only, response=answers(RulesOut), openapi_extra=acts("review.write_rules"))
def write_rules(request: HttpRequest, language: str, body: RulesIn) -> RulesOut:
    row = actions.write_rules(language=language, source=body.source, by=member_of(request), at=timezone.now())
    return RulesOut(language=row.language, source=row.source, html=row.html, at=row.at)
