"""What a topic's title stands in besides: its address."""

from collections.abc import Collection

from trialogue.hub.conversations.models import Conversation
from trialogue.hub.conversations.titles import renames

from .actions.topics import address, slug_of
from .models import Topic


@renames("topic")
def rename(conversation: Conversation, old: Collection[str]) -> dict[str, str]:
    topic = Topic.objects.get(conversation=conversation)
    before = [address(Topic(pk=topic.pk, slug=slug)) for slug in {topic.slug, *map(slug_of, old)}]
    topic.slug = slug_of(conversation.title)
    topic.save(update_fields=["slug"])
    conversation.path = address(topic)
    return dict.fromkeys(before, conversation.path)
