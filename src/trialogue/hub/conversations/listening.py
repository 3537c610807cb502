"""Who listens to a conversation without following it: the upper apps know (its category, its tags)."""

from collections.abc import Callable, Mapping

from django.db import models
from django.utils.translation import gettext_lazy as _

from .models import Conversation, Follow, Level


class Hears(models.TextChoices):
    """How much of a place somebody wants to hear."""

    WATCHING = "watching", _("every post")
    FIRST = "first", _("the first post of each topic")
    MENTIONS = "mentions", _("only when I am named")
    MUTED = "muted", _("nothing")


#: What people (ids) chose for the places this conversation stands in.
Listener = Callable[[Conversation], Mapping[int, str]]
_listeners: dict[str, Listener] = {}


def listens(kind: str) -> Callable[[Listener], Listener]:
    """Marks a function that tells it for conversations of this kind."""

    def mark(listener: Listener) -> Listener:
        _listeners[kind] = listener
        return listener

    return mark


def _own(conversation: Conversation) -> dict[int, str]:
    """What people chose for the conversation itself."""
    own = Follow.objects.filter(conversation=conversation).exclude(level=Level.MENTIONS, chosen=False)
    return dict(own.values_list("person_id", "level"))


def _of_places(conversation: Conversation) -> dict[int, str]:
    listener = _listeners.get(conversation.kind)
    return dict(listener(conversation)) if listener else {}


def heard(conversation: Conversation) -> dict[int, str]:
    """How much each person who chose hears of it. What they chose for the conversation itself comes before its places."""
    return _of_places(conversation) | _own(conversation)


def new_to(conversation: Conversation) -> set[int]:
    """Who wants to hear that it began: for its places, and not because they took part in it by now."""
    wanted = {pk for pk, level in _of_places(conversation).items() if level in (Hears.WATCHING, Hears.FIRST)}
    return wanted - _own(conversation).keys()
