"""How long people wait for a first answer, and who waits now."""

from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

from django.db.models import DateTimeField, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from trialogue.hub.conversations.models import Post, PostKind
from trialogue.hub.forum.models import Topic, TopicKind, TopicQuerySet
from trialogue.hub.growth.methods.survival import Share, Wait, kaplan_meier

from .shapes import Counted

COHORT = timedelta(days=365)
DAY, WEEK = 86_400, 604_800
HOUR = 3_600
Moments = tuple[datetime, datetime | None]
AGES = (timedelta(days=1), timedelta(days=7), timedelta(days=28))


def questions() -> TopicQuerySet:
    """Asked by a person who is known, and not taken away."""
    asked_by = Q(conversation__starter__is_bot=False)
    return Topic.objects.filter(asked_by, kind=TopicKind.QUESTION, conversation__removal=None)


def _posts() -> QuerySet[Post]:
    return Post.objects.filter(conversation=OuterRef("conversation_id"), kind=PostKind.REGULAR).order_by("number")


def _asked(topics: TopicQuerySet) -> TopicQuerySet:
    """With who asked (as `asker_id`) and the number of the first post (as `opening`), for the subqueries of this page."""
    return topics.alias(
        asker_id=Coalesce("conversation__starter__merged_into_id", "conversation__starter_id"),
        opening=Subquery(_posts().values("number")[:1]),
    )


def _answers(at: datetime) -> QuerySet[Post]:
    """Replies of other humans to the topic outside, as known at `at`."""
    replies = _posts().filter(number__gt=OuterRef("opening"), created_at__lte=at, removal=None)
    by_people = replies.filter(Q(author=None) | Q(author__is_bot=False))
    return by_people.alias(who=Coalesce("author__merged_into_id", "author_id")).filter(
        Q(author=None) | ~Q(who=OuterRef("asker_id"))
    )


def with_first_answer(topics: TopicQuerySet, at: datetime) -> TopicQuerySet:
    """With `asked_at`, and `answered_at`: when the first other human replied, as known at `at` (None: nobody did)."""
    first = _answers(at).order_by("created_at").values("created_at")[:1]
    return _asked(topics).annotate(
        asked_at=Coalesce(Subquery(_posts().values("created_at")[:1]), F("conversation__started_at")),
        answered_at=Subquery(first, output_field=DateTimeField(null=True)),
    )


def moments(topics: TopicQuerySet, at: datetime) -> list[Moments]:
    """When each was asked and first answered; one query."""
    rows = with_first_answer(topics, at).order_by().values_list(F("asked_at"), F("answered_at"))
    return [(asked, answered) for asked, answered in rows]


def waits(told: list[Moments], at: datetime) -> list[Wait]:
    """How long each waited, in whole seconds; those without an answer wait on until `at`."""
    return [
        Wait(max(0, _second(answered or at) - _second(asked)), over=answered is not None) for asked, answered in told
    ]


def _second(moment: datetime) -> int:
    return int(moment.timestamp())


def cohort(at: datetime) -> TopicQuerySet:
    """The questions of the last 365 days."""
    return questions().filter(conversation__started_at__gt=at - COHORT, conversation__started_at__lte=at)


def waiting(at: datetime) -> TopicQuerySet:
    """Open questions nobody but who asked has replied to, and nobody marked as solved."""
    open_ones = questions().filter(conversation__closed_at=None, conversation__started_at__lte=at, solved=False)
    return _asked(open_ones).filter(~Exists(_answers(at)))


def _told(share: Share) -> list[float | None]:
    return [share.p, share.low, share.high]


def _among(told: list[Moments], at: datetime, within: timedelta) -> list[int]:
    """[answered in time, asked long enough ago to know]: for samples too small for a rate."""
    known = [(asked, answered) for asked, answered in told if asked <= at - within]
    return [sum(answered is not None and answered - asked <= within for asked, answered in known), len(known)]


def count_first_answers(at: datetime) -> Counted:
    """Shares as [p, low, high]; the curve as [hours, p, low, high] over a week."""
    told = moments(cohort(at), at)
    curve = kaplan_meier(waits(told, at))
    values: dict[str, Any] = {
        "questions": curve.n,
        "answered": sum(answered is not None for _asked, answered in told),
        "within_24_hours": _told(curve.over_by(DAY)),
        "within_7_days": _told(curve.over_by(WEEK)),
        "median_hours": None if curve.median is None else curve.median / HOUR,
        "of_24_hours": _among(told, at, timedelta(seconds=DAY)),
        "of_7_days": _among(told, at, timedelta(seconds=WEEK)),
        "curve": [[hour, *_told(curve.over_by(hour * HOUR))] for hour in range(0, WEEK // HOUR + 1, 2)],
    }
    return Counted(curve.n, values)


def count_unanswered(at: datetime) -> Counted:
    """By age: up to a day, a week, four weeks, and longer."""
    ages = sorted(at - asked for asked in waiting(at).values_list("conversation__started_at", flat=True))
    by_age = [sum(low <= age < high for age in ages) for low, high in pairwise((timedelta(0), *AGES, timedelta.max))]
    oldest = ages[-1].days if ages else None
    return Counted(len(ages), {"waiting": len(ages), "by_age": by_age, "oldest_days": oldest})
