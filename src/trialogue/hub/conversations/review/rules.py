"""The rules managers make: watched words, and domains that links may or may not lead to."""

import re
from collections.abc import Collection
from functools import lru_cache
from urllib.parse import urlsplit

from django.conf import settings

from .models import Does, LinkDoes, LinkRule, WatchedWord

_LINK = re.compile(r"https?://[^\s<>()\[\]\"'`]+", re.IGNORECASE)
#: The strictest first: a post that has several words is treated by the first of these.
STRICT = (Does.REFUSE, Does.HOLD, Does.FLAG)


@lru_cache(maxsize=64)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """Whole words, whatever their case; a star stands for any letters."""
    each = (r"\s+".join(re.escape(part).replace(r"\*", r"\w*") for part in word.split()) for word in words)
    return re.compile(rf"(?<!\w)(?:{'|'.join(each)})(?!\w)", re.IGNORECASE)


def holds_word(text: str, word: str) -> bool:
    return _pattern((word,)).search(text) is not None


def watched_in(text: str) -> tuple[str, str]:
    """The strictest thing a watched word of this text does, and that word; two empty strings where there is none."""
    by_act: dict[str, list[str]] = {}
    for word, does in WatchedWord.objects.order_by("word").values_list("word", "does"):
        by_act.setdefault(does, []).append(word)
    for does in STRICT:
        words = by_act.get(does, [])
        if words and _pattern(tuple(words)).search(text):
            return does, next(word for word in words if holds_word(text, word))
    return "", ""


def domains_in(text: str) -> list[str]:
    """Where the links of this text lead, out of this site, as often as they do."""
    own = urlsplit(settings.BASE_URL).hostname
    found = []
    for link in _LINK.findall(text):
        try:
            host = urlsplit(link).hostname
        except ValueError:  # no address after all
            continue
        if host and host != own:
            found.append(host.rstrip("."))
    return found


def lies_in(host: str, domains: Collection[str]) -> bool:
    """Whether it is one of these domains, or below one."""
    parts = host.split(".")
    return any(".".join(parts[start:]) in domains for start in range(len(parts)))


def ruled() -> tuple[set[str], set[str]]:
    """The domains allowed, and those refused."""
    rows = list(LinkRule.objects.values_list("domain", "does"))
    return tuple({domain for domain, does in rows if does == which} for which in LinkDoes)  # type: ignore[return-value] # two of them
