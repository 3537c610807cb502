"""What a word would have caught, before it is watched."""

from dataclasses import dataclass
from datetime import datetime

from trialogue.core.markup import text_of
from trialogue.hub.conversations.models import Post
from trialogue.hub.conversations.reading import address
from trialogue.people.persons import Person

from .rules import holds_word

TRIED = 500
STEP = 50


@dataclass(frozen=True)
class Caught:
    url: str
    title: str
    author: str
    excerpt: str
    at: datetime


def caught_by(word: str, member: Person) -> list[Caught]:
    """Of the newest 500 posts this member sees, those that have it; read in steps, for texts may be long."""
    newest = Post.objects.visible_to(member).order_by("-pk").values_list("pk", flat=True)[:TRIED]
    ids, found = list(newest), []
    for begin in range(0, len(ids), STEP):
        posts = Post.objects.filter(pk__in=ids[begin : begin + STEP]).with_authors().select_related("conversation")
        for post in posts.order_by("-pk"):
            title = post.conversation.title if post.number == 1 else ""
            if holds_word(f"{title}\n{post.source}", word):
                found.append(_caught(post))
    return found


def _caught(post: Post) -> Caught:
    speaker = post.speaker
    return Caught(
        url=address(post.conversation, post.number), title=post.conversation.title,
        author=speaker.name if speaker else "", excerpt=text_of(post.html, limit=160), at=post.created_at,
    )  # fmt: skip
