"""Who counts as new: the one question the queue asks about trust."""

from datetime import datetime, timedelta

from trialogue.hub.conversations.models import Post
from trialogue.people.persons import Person

FIRST_DAY = timedelta(days=1)
KNOWN_FROM = 3


def is_new(person: Person, *, at: datetime) -> bool:
    """Joined less than a day ago, and others have seen fewer than three posts of theirs."""
    if at - person.joined_at >= FIRST_DAY:
        return False
    seen = Post.objects.filter(author=person, waits="", removal=None)
    return len(seen.values_list("pk")[:KNOWN_FROM]) < KNOWN_FROM
