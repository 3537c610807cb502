"""Deciding what becomes of a post, and taking that back."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from trialogue.core import activity
from trialogue.core.activity.models import Event
from trialogue.core.audiences import STAFF
from trialogue.core.errors import Conflict, Refused
from trialogue.core.words import writable
from trialogue.hub.conversations.actions.redacting import redact
from trialogue.hub.conversations.models import Post
from trialogue.hub.conversations.review.holding import hold, release
from trialogue.hub.conversations.review.models import Claim, Decision, ReviewItem, Verdict, Why
from trialogue.hub.conversations.review.whole import bring_back, removal_of, take_away
from trialogue.people.persons import Person
from trialogue.people.rights import require

VERDICTS = (Verdict.KEPT, Verdict.REMOVED, Verdict.REDACTED)


def _open(item: ReviewItem) -> ReviewItem:
    """The item as it is now, locked."""
    fresh = ReviewItem.objects.select_for_update().get(pk=item.pk)
    if fresh.decided_at is not None:
        raise Conflict(_("Somebody has decided this already."))
    return fresh


def _check(item: ReviewItem, verdict: str, reason: str, by: Person) -> None:
    if verdict not in VERDICTS:
        raise Refused(_("Choose what is right here."), field="verdict")
    if verdict != Verdict.KEPT and not reason:
        raise Refused(_("Say why. The author reads it."), field="reason")
    if item.why == Why.APPEAL and (away := removal_of(item.post)) and away.by_id == by.pk:
        raise Refused(_("You took it away yourself: somebody else has to look at the appeal."))


def _carry_out(post: Post, verdict: str, *, by: Person, at: datetime, reason: str) -> None:
    away = removal_of(post)
    if verdict == Verdict.KEPT and away is not None:
        bring_back(post, by=by, at=at)
    elif verdict == Verdict.REMOVED and away is None:
        take_away(post, by=by, at=at, reason=reason)
    elif verdict == Verdict.REDACTED:
        redact(post, by=by, at=at, reason=reason)


def _record(verb: str, item: ReviewItem, decision: Decision, *, by: Person, at: datetime) -> None:
    """Seen by who sees the post. Of what is away it names no title: its author hears of it, whatever becomes of that."""
    post, talk = item.post, item.post.conversation
    there = decision.verdict in (Verdict.KEPT, Verdict.REOPENED)
    author = post.speaker
    activity.record(
        verb, by=by, of=decision, at=at, audience_id=talk.audience_id, conversation_id=talk.pk if there else None,
        on_behalf_of=author, new=decision.verdict, reason=decision.reason, words={"author": author.name if author else "", "verdict": decision.verdict},
    )  # fmt: skip


@transaction.atomic
def decide(item: ReviewItem, *, verdict: str, by: Person, at: datetime, reason: str = "") -> Decision:
    """Kept (shown again, let through, brought back), taken away, or its text destroyed. Author and reporters are told."""
    post = item.post
    require(by, "review.decide", post)
    reason = " ".join(writable(reason).split())[:300]
    _check(_open(item), verdict, reason, by)
    waited = post.waits
    if waited:
        release(post, tell=verdict == Verdict.KEPT)
    _carry_out(post, verdict, by=by, at=at, reason=reason)
    made = Decision.objects.create(item=item, verdict=verdict, by=by, at=at, reason=reason, waited=waited)
    ReviewItem.objects.filter(pk=item.pk).update(decided_at=at)
    Claim.objects.filter(item=item).delete()
    Event.objects.of(post).filter(verb="review.hid").update(audience_id=STAFF)
    _record("review.decided", item, made, by=by, at=at)
    return made


def _last(item: ReviewItem) -> Decision:
    fresh = ReviewItem.objects.select_for_update().get(pk=item.pk)
    last = fresh.decisions.order_by("-pk").first()
    if fresh.decided_at is None or last is None:
        raise Conflict(_("This is open already."))
    if ReviewItem.objects.open().filter(post=item.post_id).exists():
        raise Refused(_("It came into the queue again meanwhile. Decide that."))
    return last


def _before(post: Post, last: Decision, *, by: Person, at: datetime) -> None:
    """The post as it was before that decision."""
    if last.verdict == Verdict.REDACTED:
        raise Refused(_("Nothing brings a destroyed text back."))
    if last.verdict == Verdict.REMOVED and last.item.why != Why.APPEAL and removal_of(post) is not None:
        bring_back(post, by=by, at=at)
    if last.verdict == Verdict.KEPT and last.item.why == Why.APPEAL and removal_of(post) is None:
        removed = Decision.objects.filter(item__post=post, verdict=Verdict.REMOVED).order_by("-pk").first()
        take_away(post, by=by, at=at, reason=removed.reason if removed else "")
    if last.waited and not post.waits:
        hold(post, waits=last.waited, at=at)


@transaction.atomic
def undo_decision(item: ReviewItem, *, by: Person, at: datetime) -> Decision:
    """Takes the last decision back: the post is as before, and waits in the queue again."""
    require(by, "review.decide", item.post)
    last = _last(item)
    _before(item.post, last, by=by, at=at)
    made = Decision.objects.create(item=item, verdict=Verdict.REOPENED, by=by, at=at)
    ReviewItem.objects.filter(pk=item.pk).update(decided_at=None)
    _record("review.undone", item, made, by=by, at=at)
    return made
