"""How something comes into the queue."""

from datetime import datetime

from trialogue.hub.conversations.models import Post

from .models import ReviewItem
from .signs import Said

HEAVIEST = 1000


def open_item(post: Post, *, why: str, score: int, signs: list[Said], at: datetime) -> ReviewItem:
    """The open item of this post, with this added to what is known; call it in the transaction of the act."""
    found = ReviewItem.objects.select_for_update().filter(post=post, decided_at=None).first()
    item = found or ReviewItem(post=post, why=why, opened_at=at)
    item.score = min(HEAVIEST, item.score + score)
    item.signs = [*item.signs, *(sign for sign in signs if sign not in item.signs)]
    item.save()
    return item
