"""What of conversations counts towards trust: what somebody read and wrote, and the thanks they got."""

from collections.abc import Collection, Mapping

from django.db.models import Count, F, QuerySet, Sum

from trialogue.people.trust.counting import measures

from .models import Follow, Post, PostKind


@measures("topics")
def read_by(people: Collection[int]) -> Mapping[int, int]:
    """Conversations they opened."""
    opened = Follow.objects.filter(person__in=people, last_read__gt=0)
    return dict(opened.values_list("person").annotate(n=Count("pk")))


def _written(people: Collection[int]) -> "QuerySet[Post]":
    """What is there of what they wrote."""
    there = Post.objects.filter(author__in=people, removal=None, conversation__removal=None)
    return there.filter(kind__in=[PostKind.REGULAR, PostKind.MODERATOR])


@measures("posts")
def written_by(people: Collection[int]) -> Mapping[int, int]:
    return dict(_written(people).values_list("author").annotate(n=Count("pk")))


@measures("thanks")
def thanked(people: Collection[int]) -> Mapping[int, int]:
    return dict(_written(people).values_list("author").annotate(n=Sum(F("thanks") + F("imported_thanks"))))
