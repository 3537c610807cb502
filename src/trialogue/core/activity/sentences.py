"""How an event reads: each app tells the sentence of its verbs once, for timelines and the audit log."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from trialogue.core.words import here


@dataclass(frozen=True)
class Sentence:
    """`text` has {actor} and the names of the event's words; `icon` is a lucide name."""

    icon: str
    text: str | Promise


_sentences: dict[str, Sentence] = {}


def tell(verb: str, icon: str, text: str | Promise) -> None:
    _sentences[verb] = Sentence(icon, text)


def sentence_of(verb: str) -> Sentence | None:
    return _sentences.get(verb)


def told_verbs() -> list[str]:
    return list(_sentences)


_vocabularies: dict[str, Callable[[str], str]] = {}


def speaks(name: str, label_of: Callable[[str], str]) -> None:
    """The event's word of this name is a slug: it is read in the reader's language, not the actor's."""
    _vocabularies[name] = label_of


def _spoken(name: str, word: object) -> object:
    return _vocabularies[name](word) if name in _vocabularies and isinstance(word, str) else word


class _Missing(dict[str, Any]):
    def __missing__(self, key: str) -> str:
        return ""


def linked(word: object) -> object:
    """A word of an event is a plain value or {"label", "url"}. A title keeps its direction to itself."""
    if isinstance(word, dict):
        if word.get("url"):
            return format_html('<a href="{}"><bdi>{}</bdi></a>', here(word["url"]), word["label"])
        return word.get("label", "")
    return word


def read(verb: str, words: Mapping[str, Any]) -> SafeString:
    """The sentence as HTML; the actor's name (words["actor"], as it was then) in bold, every word escaped."""
    actor = words.get("actor", "")
    sentence = _sentences.get(verb)
    if sentence is None:
        return format_html("<b>{}</b> {}", actor, verb)
    parts = {name: format_html("{}", linked(_spoken(name, word))) for name, word in words.items()}
    parts["actor"] = format_html("<b><bdi>{}</bdi></b>", actor)
    return mark_safe(str(sentence.text).format_map(_Missing(parts)))
