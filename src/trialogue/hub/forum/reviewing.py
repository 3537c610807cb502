"""What a moderator's decision about the first post of a topic does: the topic goes, or comes back, as a whole."""

from datetime import datetime

from trialogue.hub.conversations.models import Conversation
from trialogue.hub.conversations.review.whole import goes_whole
from trialogue.people.persons import Person

from .actions.moderating import remove_topic, restore_topic
from .models import Topic


def _topic_of(talk: Conversation) -> Topic:
    topic = Topic.objects.select_related("category").get(conversation=talk)
    topic.conversation = talk
    return topic


def _take_away(talk: Conversation, *, by: Person, at: datetime, reason: str) -> None:
    remove_topic(_topic_of(talk), by=by, at=at, reason=reason)


def _bring_back(talk: Conversation, *, by: Person, at: datetime) -> None:
    restore_topic(_topic_of(talk), by=by, at=at)


goes_whole("topic", take_away=_take_away, bring_back=_bring_back)
