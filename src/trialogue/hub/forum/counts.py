"""What the clock counts: how much was talked about what, and how often each tag is used."""

from collections import Counter
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Count
from django.utils import timezone

from trialogue.core.jobs import every
from trialogue.hub.conversations.models import Post, Reaction, ReactionKind

from .actions.tagging import recount
from .models import Topic
from .ranking import Period, Ranking
from .tags import Tag

DAYS = {Period.WEEK: 7, Period.MONTH: 31, Period.YEAR: 366}
FOREMOST = 500
#: What a reply, a thank-you and 'I have this too' count.
REPLY, REACTION = 2, {ReactionKind.THANKS: 1, ReactionKind.SAME: 3}


def _scores(since: datetime | None) -> Counter[int]:
    """By conversation: of topics somebody wrote in since then, what happened since then."""
    posts = Post.objects.filter(conversation__kind="topic", number__gt=1)
    reactions = Reaction.objects.filter(post__conversation__kind="topic")
    if since is not None:
        posts = posts.filter(conversation__last_post_at__gte=since, created_at__gte=since)
        reactions = reactions.filter(post__conversation__last_post_at__gte=since, at__gte=since)
    found: Counter[int] = Counter()
    for talk, n in posts.order_by().values_list("conversation_id").annotate(n=Count("pk")):
        found[talk] += REPLY * n
    kinds = reactions.order_by().values_list("post__conversation_id", "kind").annotate(n=Count("pk"))
    for talk, kind, n in kinds:
        found[talk] += REACTION.get(kind, 1) * n
    return found


def rank(period: Period, *, at: datetime) -> None:
    """Counts the period anew: the foremost topics, whoever sees them."""
    days = DAYS.get(period)
    foremost = dict(_scores(at - timedelta(days=days) if days else None).most_common(FOREMOST))
    topics = Topic.objects.filter(conversation__in=foremost).values_list("pk", "conversation_id")
    with transaction.atomic():
        Ranking.objects.filter(period=period).delete()
        Ranking.objects.bulk_create(Ranking(topic_id=pk, period=period, score=foremost[talk]) for pk, talk in topics)


@every(minutes=30)
def rank_what_is_new() -> None:
    for period in (Period.WEEK, Period.MONTH):
        rank(period, at=timezone.now())


@every(hours=24)
def rank_what_lasts() -> None:
    for period in (Period.YEAR, Period.ALL):
        rank(period, at=timezone.now())


@every(hours=1)
def count_tags() -> None:
    """Counts go astray where a category opens or closes, or a topic is taken away."""
    recount(list(Tag.objects.in_use().values_list("pk", flat=True)))
