"""Answers age: a release makes those doubtful that were given for earlier versions, until somebody says they still hold."""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from trialogue.core import activity, edge
from trialogue.core.activity import Happening
from trialogue.core.errors import Refused
from trialogue.core.search import indexing
from trialogue.hub.conversations.models import Conversation
from trialogue.hub.forum.checks import AnswerAsked, AnswerCheck, Still
from trialogue.hub.forum.models import Solution, SolutionQuerySet, Topic
from trialogue.hub.products.models import Version
from trialogue.people.persons import Person
from trialogue.people.rights import require

STEP = 500
# Nobody is asked more often than this, however many answers of theirs grow old.
PAUSE = timedelta(days=30)
SAID = {Still.YES: "answer.held", Still.CHANGED: "answer.changed", Still.NO: "answer.outdated"}


def newest_of(version: Version | None) -> Version | None:
    """The newest version of its product that is out; an answer accepted today holds up to there."""
    if version is None:
        return None
    out = Version.objects.released().filter(product=version.product_id, sort_key__endswith="~")
    newest = out.select_related("product").newest_first().first()
    return newest if newest is not None and newest.sort_key > version.sort_key else None


def tell_topics(solutions: SolutionQuerySet) -> list[int]:
    """Topics say what their answers say, and are drawn and found anew; returns the ids of their conversations."""
    rows = list(solutions.values_list("topic_id", "topic__conversation_id", "stale_since"))
    for stale in {since for _topic, _talk, since in rows}:
        ids = [topic for topic, _talk, since in rows if since == stale]
        Topic.objects.filter(pk__in=ids).update(stale_since=stale)
    talks = [talk for _topic, talk, _since in rows]
    Conversation.objects.filter(pk__in=talks).update(version=F("version") + 1)
    return talks


def _ask(solutions: Collection[Solution], version: Version, *, at: datetime) -> None:
    """Who asked and who accepted, each of one answer at most, and nobody who was asked within a month."""
    whom = {solution: {solution.topic.conversation.starter_id, solution.by_id} - {None} for solution in solutions}
    people = {pk for each in whom.values() for pk in each}
    done = set(AnswerAsked.objects.filter(person__in=people, at__gt=at - PAUSE).values_list("person_id", flat=True))
    told: list[Happening] = []
    for solution, each in whom.items():
        if not (fresh := sorted(pk for pk in each if pk is not None and pk not in done)):
            continue
        done.update(fresh)
        AnswerAsked.objects.bulk_create(
            (AnswerAsked(solution=solution, version=version, person_id=pk, at=at) for pk in fresh),
            ignore_conflicts=True,
        )
        talk = solution.topic.conversation
        told.append(
            Happening(
                verb="answer.asked", by=None, of=solution, at=at, audience_id=talk.audience_id, conversation_id=talk.pk,
                new=fresh, words={"topic": {"label": talk.title, "url": talk.path}, "version": version.name},
            )
        )  # fmt: skip
    activity.record_many(told)


@transaction.atomic
def _make_doubtful(ids: Collection[int], version: Version, *, at: datetime) -> None:
    solutions = Solution.objects.filter(pk__in=ids)
    solutions.update(stale_since=version.name)
    talks = tell_topics(solutions)
    newest_first = solutions.select_related("topic__conversation").order_by("-at")
    _ask(newest_first.filter(topic__conversation__removal=None), version, at=at)
    indexing.index("topic", talks)
    edge.touch(None)


def age_answers(version: Version, *, at: datetime) -> None:
    """After this version came out: marks the answers given for earlier lines, in steps; safe to run again."""
    if not version.line:
        return
    doubtful = Solution.objects.older_than(version).filter(stale_since="").order_by("pk")
    while ids := list(doubtful.values_list("pk", flat=True)[:STEP]):
        _make_doubtful(ids, version, at=at)


def _check_version(solution: Solution, version: Version) -> None:
    asked = solution.holds_from
    if version.released_at is None or (asked is not None and asked.product_id != version.product_id):
        raise Refused(_("Choose a version of the product that is out."), field="version")


@transaction.atomic
def check_answer(solution: Solution, *, version: Version, still: str, by: Person, at: datetime) -> None:
    """Somebody says whether the answer holds in this version. The newest word counts."""
    require(by, "answer.check", solution.topic)
    if still not in Still.values:
        raise Refused(_("Choose whether it still holds."), field="still")
    _check_version(solution, version)
    solution = (
        Solution.objects.select_for_update(of=("self",)).select_related("topic__conversation").get(pk=solution.pk)
    )
    AnswerCheck.objects.update_or_create(solution=solution, version=version, by=by, defaults={"still": still, "at": at})
    if still == Still.YES:
        _hold(solution, version)
    else:
        solution.stale_since = solution.stale_since or version.name
    solution.save(update_fields=["held_in", "stale_since"])
    tell_topics(Solution.objects.filter(pk=solution.pk))
    talk = solution.topic.conversation
    activity.record(
        SAID[Still(still)], by=by, of=solution.topic, at=at, audience_id=talk.audience_id, conversation_id=talk.pk,
        words={"topic": {"label": talk.title, "url": talk.path}, "version": version.name},
    )  # fmt: skip


def _hold(solution: Solution, version: Version) -> None:
    """It holds up to this version: doubtful no more, unless a later line is out."""
    held = solution.held_in
    if held is None or held.sort_key < version.sort_key:
        solution.held_in = version
    newest = newest_of(version)
    if newest is None or not newest.line or solution.held_in is None or solution.held_in.sort_key >= newest.line:
        solution.stale_since = ""
