"""Where a title stands besides: the upper apps say what it changes of theirs, and what they carried over."""

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any

from trialogue.core.activity.models import Event

from .forgetting import TELLING
from .models import Conversation

# What keeps a title that was changed, in `old` and `new`.
EDITS = ("topic.edited", "ticket.edited")


class Words:
    """Old titles and addresses, and what stands for them from now on."""

    def __init__(self, titles: Iterable[str], title: str, paths: Mapping[str, str]) -> None:
        self.titles, self.title = sorted(titles, key=len, reverse=True), title
        self.paths = {old: new for old, new in paths.items() if old != new}

    def in_text(self, text: str) -> str:
        """Text with the old titles and addresses replaced; a short title only where it stands as one."""
        for old, new in self.paths.items():
            text = text.replace(old, new)
        for old in self.titles:
            if text == old or (text.startswith("#") and text.endswith(f" {old}")):
                text = text.removesuffix(old) + self.title
            text = text.replace(f"[{old}](", f"[{self.title}](")
            text = text.replace(old, self.title) if len(old) >= TELLING else text
        return text

    def in_json(self, value: Any) -> Any:
        if isinstance(value, dict):
            return {name: self.in_json(part) for name, part in value.items()}
        if isinstance(value, list):
            return [self.in_json(part) for part in value]
        return self.in_text(value) if isinstance(value, str) else value


# Gives a conversation of this kind the address of its new title; returns old addresses and the new one for each.
Rename = Callable[[Conversation, Collection[str]], Mapping[str, str]]
# Replaces the words in what another app keeps of these conversations (ids).
Carrier = Callable[[Words, Collection[int]], None]

_renames: dict[str, Rename] = {}
_carriers: list[Carrier] = []


def renames(kind: str) -> Callable[[Rename], Rename]:
    """Marks a function: what a new title of this kind changes besides. Other kinds have no title of people's words."""

    def mark(rename: Rename) -> Rename:
        _renames[kind] = rename
        return rename

    return mark


def carries(carrier: Carrier) -> Carrier:
    _carriers.append(carrier)
    return carrier


def rename(conversation: Conversation, title: str, old: Collection[str]) -> Mapping[str, str]:
    """Gives it the new title and address, still unsaved; returns old addresses and the new one for each."""
    conversation.title = title
    return _renames[conversation.kind](conversation, old)


def renamed_kinds() -> list[str]:
    return list(_renames)


def carry(words: Words, conversation_ids: Collection[int]) -> None:
    for carrier in _carriers:
        carrier(words, conversation_ids)


def has_words(conversation: Conversation) -> bool:
    """Whether people wrote its title."""
    return conversation.kind in _renames


def titles_of(conversation: Conversation) -> set[str]:
    """What it is called, and was called before somebody changed it."""
    edits = Event.objects.filter(conversation_id=conversation.pk, verb__in=EDITS)
    told = [value for edit in edits.values_list("old", "new") for value in edit if isinstance(value, dict)]
    return {conversation.title, *(str(value["title"]) for value in told if value.get("title"))}
