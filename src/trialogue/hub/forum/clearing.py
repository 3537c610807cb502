"""What of the forum goes when somebody is cleared away: their topics, and that answers of theirs were accepted."""

from collections.abc import Collection

from django.db.models import Count, Exists, F, OuterRef
from django.utils.translation import gettext_lazy as _

from trialogue.hub.conversations.clearing import Talks
from trialogue.hub.conversations.models import Conversation
from trialogue.people.clearing.sweeps import Deleted, Rows, sweeps

from .models import Category, Solution, Topic


def _shelves_around(talks: Collection[int], change: int) -> None:
    per_shelf = Topic.objects.filter(conversation__in=talks).values_list("category").annotate(n=Count("pk"))
    for shelf, much in per_shelf.order_by("category"):
        Category.objects.filter(pk=shelf).update(topic_count=F("topic_count") + change * much)


def _accepted(person_id: int) -> Rows:
    return Solution.objects.filter(post__author=person_id).exclude(topic__conversation__starter=person_id)


def _topics_around(solutions: Collection[Solution], _change: int) -> None:
    topics = Topic.objects.filter(pk__in=[solution.topic_id for solution in solutions])
    topics.update(solved=Exists(Solution.objects.filter(topic=OuterRef("pk"))))
    Conversation.objects.filter(pk__in=topics.values("conversation")).update(version=F("version") + 1)


sweeps(10, Talks(_("topics"), "topic", _shelves_around))
sweeps(30, Deleted(_("accepted answers"), Solution, _accepted, _topics_around))
