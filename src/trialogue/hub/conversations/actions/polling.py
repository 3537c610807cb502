"""Asking many at once, choosing, and ending it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from trialogue.core import activity
from trialogue.core.errors import Conflict, Refused
from trialogue.core.guarding import Review, look_over
from trialogue.core.words import writable
from trialogue.hub.conversations.models import Conversation, Post
from trialogue.hub.conversations.polls import Poll, PollOption, PollVote, Results
from trialogue.people.persons import Person
from trialogue.people.rights import require

QUESTION_CHARS, OPTION_CHARS, OPTIONS = 200, 120, 20


@dataclass(frozen=True)
class Plan:
    """What a poll is to be: its question, its options in order, how many one may choose, until when, who sees what."""

    question: str
    options: Sequence[str]
    most: int = 1
    closes_at: datetime | None = None
    results: str = Results.ALWAYS
    shows_who: bool = False


def _one_line(words: str) -> str:
    return " ".join(writable(words).split())


def _check_options(plan: Plan) -> list[str]:
    options = [line for each in plan.options if (line := _one_line(each))]
    if not 1 < len(options) <= OPTIONS:
        raise Refused(_("Write two to twenty answers, one a line."), field="options")
    if len({each.casefold() for each in options}) < len(options):
        raise Refused(_("Two of the answers are the same."), field="options")
    if any(len(each) > OPTION_CHARS for each in options):
        raise Refused(_("Keep each answer under 120 letters."), field="options")
    return options


def _checked(plan: Plan, *, at: datetime) -> Plan:
    """The plan as it is kept; raises Refused, naming the field."""
    question, options = _one_line(plan.question), _check_options(plan)
    if not question or len(question) > QUESTION_CHARS:
        raise Refused(_("Ask it in one sentence of at most 200 letters."), field="question")
    if not 1 <= plan.most <= len(options):
        raise Refused(_("One may choose from one to all of the answers."), field="most")
    if plan.closes_at is not None and plan.closes_at <= at:
        raise Refused(_("This day is over. Choose one to come."), field="closes_on")
    if plan.results not in Results.values:
        raise Refused(_("Choose when the results are shown."), field="results")
    return Plan(question, options, plan.most, plan.closes_at, plan.results, plan.shows_who)


def _record(verb: str, poll: Poll, *, by: Person | None, at: datetime) -> None:
    post = poll.post
    Conversation.objects.filter(pk=post.conversation_id).update(version=F("version") + 1)
    activity.record(
        verb, by=by, of=poll, at=at, audience_id=post.audience_id, conversation_id=post.conversation_id,
        words={"poll": {"label": poll.question, "url": post.get_absolute_url()}},
    )  # fmt: skip


@transaction.atomic
def put_poll(post: Post, plan: Plan, *, by: Person, at: datetime, reviewed: Review = False) -> Poll:
    """Adds a poll to the post, or changes it as long as nobody has chosen."""
    require(by, "poll.put", post)
    plan = _checked(plan, at=at)
    words = {"question": plan.question, "options": "\n".join(plan.options)}
    look_over("poll", by_id=by.pk, at=at, reviewed=reviewed, **words)
    Post.objects.select_for_update().get(pk=post.pk)
    if Poll.objects.filter(post=post, voters__gt=0).exists():
        raise Conflict(_("Somebody has chosen already, so the poll stays as it is. You can end it."), field="question")
    asks = {
        "question": plan.question, "most": plan.most, "closes_at": plan.closes_at, "results": plan.results,
        "shows_who": plan.shows_who, "closed_at": None,
    }  # fmt: skip
    poll, made = Poll.objects.update_or_create(post=post, defaults=asks)
    poll.options.all().delete()
    PollOption.objects.bulk_create(
        PollOption(poll=poll, position=place, words=words) for place, words in enumerate(plan.options, 1)
    )
    poll.post = post
    _record("poll.added" if made else "poll.edited", poll, by=by, at=at)
    return poll


def _check_open(poll: Poll, *, at: datetime) -> None:
    if poll.is_over(at=at):
        raise Refused(_("This poll has ended."))
    if poll.post.conversation.is_closed:
        raise Refused(_("The conversation is closed, and its polls with it."))


def _check_choice(poll: Poll, choice: set[int]) -> None:
    known = set(poll.options.values_list("pk", flat=True))
    if not choice:
        raise Refused(_("Choose an answer first."))
    if not choice <= known:
        raise Conflict(_("The poll was changed meanwhile. Look again and choose anew."))
    if len(choice) > poll.most:
        words = ngettext("Choose one answer.", "Choose at most %(n)d answers.", poll.most)
        raise Refused(words % {"n": poll.most})


def _change(poll: Poll, choice: set[int], *, by: Person, at: datetime) -> bool:
    """Makes these the person's votes, with the poll locked; False where they were already."""
    mine = PollVote.objects.filter(option__poll=poll, person=by)
    had = set(mine.values_list("option_id", flat=True))
    if had == choice:
        return False
    mine.filter(option_id__in=had - choice).delete()
    PollVote.objects.bulk_create(PollVote(option_id=pk, person=by, at=at) for pk in choice - had)
    PollOption.objects.filter(pk__in=had - choice).update(votes=F("votes") - 1)
    PollOption.objects.filter(pk__in=choice - had).update(votes=F("votes") + 1)
    Poll.objects.filter(pk=poll.pk).update(voters=F("voters") + int(bool(choice)) - int(bool(had)))
    return True


def _locked(poll: Poll) -> Poll:
    return Poll.objects.select_for_update(of=("self",)).select_related("post__conversation").get(pk=poll.pk)


@transaction.atomic
def vote(poll: Poll, options: Collection[int], *, by: Person, at: datetime) -> None:
    """Chooses these options (ids) instead of what the person chose before.

    The event names the person only where the poll shows who chose what; the choice itself it never names.
    """
    require(by, "poll.vote", poll.post)
    poll = _locked(poll)
    _check_open(poll, at=at)
    _check_choice(poll, set(options))
    if _change(poll, set(options), by=by, at=at):
        _record("poll.voted", poll, by=by if poll.shows_who else None, at=at)


@transaction.atomic
def withdraw_vote(poll: Poll, *, by: Person, at: datetime) -> None:
    require(by, "poll.vote", poll.post)
    poll = _locked(poll)
    _check_open(poll, at=at)
    if _change(poll, set(), by=by, at=at):
        _record("poll.voted", poll, by=by if poll.shows_who else None, at=at)


@transaction.atomic
def close_poll(poll: Poll, *, by: Person, at: datetime) -> None:
    """Ends it before its time; the results are shown from then on."""
    require(by, "poll.put", poll.post)
    if not Poll.objects.filter(pk=poll.pk, closed_at=None).update(closed_at=at):
        raise Conflict(_("This poll has ended already."))
    _record("poll.closed", poll, by=by, at=at)


def close_due_polls(*, at: datetime) -> None:
    """Ends those whose day has come, each once."""
    for poll in Poll.objects.filter(closed_at=None, closes_at__lte=at).select_related("post__conversation"):
        with transaction.atomic():
            if Poll.objects.filter(pk=poll.pk, closed_at=None).update(closed_at=poll.closes_at):
                _record("poll.closed", poll, by=None, at=at)
