"""What of the forum counts towards trust: answers that were accepted."""

from collections.abc import Collection, Mapping

from django.db.models import Count

from trialogue.people.trust.counting import measures

from .models import Solution


@measures("answers")
def accepted_of(people: Collection[int]) -> Mapping[int, int]:
    there = Solution.objects.filter(post__author__in=people, post__removal=None, topic__conversation__removal=None)
    return dict(there.values_list("post__author").annotate(n=Count("pk")))
