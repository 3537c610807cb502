"""Tickets carry titles over from topics; their own addresses have none."""

from collections.abc import Collection

from trialogue.hub.conversations.grown import grows
from trialogue.hub.conversations.models import Conversation
from trialogue.hub.conversations.titles import renames

from .models import Origin


@renames("ticket")
def rename(conversation: Conversation, old: Collection[str]) -> dict[str, str]:
    return {}


@grows
def tickets_of(conversation_ids: Collection[int]) -> list[int]:
    """The tickets these topics became."""
    found = Origin.objects.filter(topic__conversation__in=conversation_ids)
    return list(found.values_list("ticket__conversation_id", flat=True))
