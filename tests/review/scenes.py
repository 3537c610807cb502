"""What the queue is tested on: Claire's answer, and people who report it."""

from datetime import timedelta

from tests import cast

from trialogue.hub.conversations.models import Post
from trialogue.hub.conversations.review import actions
from trialogue.hub.conversations.review.models import ReviewItem
from trialogue.people.persons import Person

LATER = cast.AT + timedelta(days=3)
OLD = cast.AT - timedelta(days=30)
REPORTERS = ("Karen Whitfield", "Ravi Kulkarni", "Amina Odhiambo")


def reported(post, *, times=1, reason="spam"):
    """The post reported by so many members; returns its item."""
    for name in REPORTERS[:times]:
        actions.report(post, reason=reason, by=cast.member(name, at=OLD), at=LATER)
    return item_of(post)


def item_of(post):
    return ReviewItem.objects.get(post=Post.objects.get(pk=post.pk), decided_at=None)


def seen(post, member=None):
    """As a new request of theirs would see it."""
    member = member and Person.objects.get(pk=member.pk)
    return Post.objects.visible_to(member).filter(pk=post.pk).exists()


def notices(person):
    """What they were told, but for topics that began."""
    return list(person.notices.exclude(verb="topic.opened").order_by("pk").values_list("verb", flat=True))
