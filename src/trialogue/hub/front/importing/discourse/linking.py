"""Links between imported topics: put in when every topic is here, because the first may lead to the last."""

import re
from collections.abc import Iterator

from django.db import transaction
from django.db.models import F

from trialogue.hub.conversations.models import Conversation, ImportKey, Post
from trialogue.hub.forum.models import Topic

from .topics import WAITING

CHUNK = 200
Target = tuple[int, int]  # number of the topic and the post there


class Addresses:
    """Where the topics of one chunk of posts are now."""

    def __init__(self, source: str, host: str, wanted: set[Target]) -> None:
        self.host = host
        keys = ImportKey.objects.filter(source=source, kind="topic", key__in={str(topic) for topic, _post in wanted})
        topics = dict(keys.values_list("object_id", "key"))
        self.talks = {int(topics[topic.pk]): topic.conversation for topic in _topics(list(topics))}
        numbers = {post for _topic, post in wanted}
        there = Post.objects.filter(conversation__in=self.talks.values(), number__in=numbers)
        self.posts = set(there.values_list("conversation_id", "number"))

    def of(self, topic: int, post: int) -> str:
        """The post, or its topic where the post is gone; the old address where the topic did not come."""
        talk = self.talks.get(topic)
        if talk is None:
            return f"https://{self.host}/t/{topic}/{post}" if self.host else ""
        return f"{talk.path}{post}/" if post > 1 and (talk.pk, post) in self.posts else talk.path


def _topics(pks: list[int]) -> list[Topic]:
    return list(Topic.objects.filter(pk__in=pks).select_related("conversation"))


def link(source: str, host: str) -> Iterator[int]:
    """Puts the addresses in, a chunk a transaction; yields how many posts each changed. Can be run again."""
    mark = re.compile(rf'href="/t/imported/{re.escape(source)}/(\d+)/(\d+)/"')
    last = 0
    while True:
        waiting = Post.objects.filter(pk__gt=last, **{f"extras__{WAITING}": source}).order_by("pk")
        chunk = list(waiting.only("pk", "html", "source", "extras", "conversation_id")[:CHUNK])
        if not chunk:
            return
        last = chunk[-1].pk
        wanted = {(int(topic), int(post)) for row in chunk for topic, post in mark.findall(row.html)}
        addresses = Addresses(source, host, wanted)
        _put_in(chunk, mark, addresses)
        yield len(chunk)


def _put_in(chunk: list[Post], mark: re.Pattern[str], addresses: Addresses) -> None:
    def address(found: re.Match[str]) -> str:
        to = addresses.of(int(found[1]), int(found[2]))
        return f'href="{to}"' if to else found[0]

    for post in chunk:
        post.html = post.source = mark.sub(address, post.html)
        post.extras.pop(WAITING, None)
    with transaction.atomic():
        Post.objects.bulk_update(chunk, ["html", "source", "extras"])
        talks = {post.conversation_id for post in chunk}
        Conversation.objects.filter(pk__in=talks).update(version=F("version") + 1)
