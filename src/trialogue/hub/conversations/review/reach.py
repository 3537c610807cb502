"""What of their own an author may ask a second look for."""

from django.db.models import F, Q

from trialogue.hub.conversations.models import Post, PostQuerySet
from trialogue.people.persons import Person


def posts_to_appeal(member: Person) -> PostQuerySet:
    """Their posts that somebody else took away, alone or with the conversation they begin."""
    alone = Q(removal__isnull=False, conversation__removal=None) & ~Q(removal__by=F("author"))
    whole = Q(number=1, conversation__removal__isnull=False) & ~Q(conversation__removal__by=F("author"))
    mine = Post.objects.within_reach(member).filter(alone | whole, author=member)
    return mine.select_related("conversation", "author")
