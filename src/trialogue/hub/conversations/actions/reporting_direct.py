"""Handing direct posts to the moderators, and deciding on it."""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from trialogue.core import activity, limits
from trialogue.core.audiences import STAFF, Audience, AudienceKind
from trialogue.core.errors import Conflict, NotAllowed, Refused
from trialogue.core.guarding import Review, look_over
from trialogue.core.words import writable
from trialogue.hub.conversations.direct.models import Direct, DirectReport, Outcome, ReportedPost
from trialogue.hub.conversations.models import Post, PostKind
from trialogue.people.actions.suspending import suspend
from trialogue.people.audiences import AudienceMember
from trialogue.people.persons import Person
from trialogue.people.rights import require

MOST_POSTS = 50
MOST_WORDS = 1000
#: How long the moderators can look at the copies again after they decided.
KEPT = timedelta(days=30)


def _chosen(direct: Direct, numbers: Collection[int], by: Person) -> list[Post]:
    if len(numbers) > MOST_POSTS:
        raise Refused(_("Choose at most 50 posts; the worst are enough."), field="posts")
    posts = Post.objects.visible_to(by).with_authors().exclude(kind=PostKind.REDACTED)
    found = list(posts.filter(conversation=direct.conversation, number__in=numbers).order_by("number"))
    if not found:
        raise Refused(_("Choose the posts the moderators are to see."), field="posts")
    if len({post.author_id for post in found}) > 1:
        raise Refused(_("Report one person at a time: choose posts of one."), field="posts")
    if found[0].author_id in (by.pk, None):
        raise Refused(_("You wrote this yourself."), field="posts")
    return found


def _check_words(words: str) -> str:
    words = writable(words).strip()
    if not words:
        raise Refused(_("Say in a sentence what is wrong with it."), field="words")
    if len(words) > MOST_WORDS:
        raise Refused(_("Keep it under 1,000 letters."), field="words")
    return words


@transaction.atomic
def report_direct(
    direct: Direct, numbers: Collection[int], *, words: str, by: Person, at: datetime, reviewed: Review = False
) -> DirectReport:
    """Copies of these posts, with author and time, go to the moderators. Nothing else of the conversation does."""
    require(by, "direct.report", direct)
    if not Direct.objects.of(by).filter(pk=direct.pk).exists():
        raise NotAllowed("direct.report")
    posts, words = _chosen(direct, numbers, by), _check_words(words)
    limits.spend("report", by.pk)
    look_over("direct", by_id=by.pk, at=at, reviewed=reviewed, words=words)
    made = DirectReport.objects.create(
        conversation=direct.conversation, by=by, about=posts[0].author, words=words, at=at
    )
    ReportedPost.objects.bulk_create(
        ReportedPost(report=made, number=post.number, html=post.html, written_at=post.created_at) for post in posts
    )
    activity.record("direct.reported", by=by, of=made, at=at, audience_id=STAFF)
    return made


def _tell_alone(verb: str, report: DirectReport, person: Person | None, *, by: Person, at: datetime) -> None:
    """An event that nobody but this person sees: neither side reads what the other is told."""
    if person is None:
        return
    audience = Audience.objects.create(kind=AudienceKind.DIRECT)
    AudienceMember.objects.create(audience=audience, person=person, by=by, at=at, direct=True)
    activity.record(verb, by=by, of=report, at=at, audience_id=audience.pk, on_behalf_of=person, reason=report.reason)


def _check_decision(report: DirectReport, outcome: str, reason: str, by: Person) -> str:
    require(by, "direct.decide", report)
    if by.pk in (report.by_id, report.about_id):
        raise NotAllowed("direct.decide")
    if outcome not in Outcome.values:
        raise Refused(_("Choose what comes of it."), field="outcome")
    reason = " ".join(writable(reason).split())
    if not reason:
        raise Refused(_("Say why, in a sentence both may read."), field="reason")
    if len(reason) > 300:  # noqa: PLR2004 - the column's width
        raise Refused(_("Say it in one or two sentences."), field="reason")
    return reason


@transaction.atomic
def decide_direct_report(report: DirectReport, *, outcome: str, reason: str, by: Person, at: datetime) -> None:
    """Closes it: nothing is wrong, somebody talked to them, or they are kept out. Both sides are told why."""
    reason = _check_decision(report, outcome, reason, by)
    undecided = DirectReport.objects.filter(pk=report.pk, decided_at=None)
    if not undecided.update(decided_at=at, decided_by=by, outcome=outcome, reason=reason):
        raise Conflict(_("Somebody decided this a moment ago."))
    report.refresh_from_db()
    if outcome == Outcome.KEPT_OUT and report.about is not None:
        suspend(report.about, by=by, at=at, reason=reason)
    activity.record("direct.decided", by=by, of=report, at=at, audience_id=STAFF, new=outcome, reason=reason)
    _tell_alone("direct.report_answered", report, report.by, by=by, at=at)
    _tell_alone("direct.report_judged", report, report.about, by=by, at=at)


def forget_reports(*, at: datetime) -> int:
    """Destroys the copies and words of what was decided 30 days ago; that it was decided, and how, stays."""
    due = DirectReport.objects.filter(decided_at__lte=at - KEPT, forgotten_at=None)
    with transaction.atomic():
        ids = list(due.select_for_update().values_list("pk", flat=True)[:500])
        ReportedPost.objects.filter(report__in=ids).delete()
        return DirectReport.objects.filter(pk__in=ids).update(words="", forgotten_at=at)
