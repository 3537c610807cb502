"""Words as they are compared: in small letters, without accents, without what stands around them."""

import re
import unicodedata
from functools import lru_cache

_WORD = re.compile(r"\w+")
_ENDINGS = ("ations", "ation", "ments", "ment", "ings", "ing", "ies", "ied", "ers", "er", "ed", "es", "s", "e", "y")
_SHORTEST = 3
#: Words that say nothing of what is looked for; they count only in quotes.
_SMALL = """
    a an and are as at be but by can could did do does for from had has have how i if in into is it its me my no not of
    on or our should so that the their them then there these they this to was we were what when where which who why will
    with would you your au aux avec ce ces comment dans de des du en est et il la le les leur mais ne nous on ou où par pas
    pour quand que qui se si son sur un une vous como con cuando del donde el es esta este hay las lo los más mi para pero
    por qué se sin su una uno y
"""
SMALL = frozenset(_SMALL.split())


def fold(text: str) -> str:
    """In small letters and without accents."""
    if text.isascii():
        return text.lower()
    parts = unicodedata.normalize("NFD", text.lower())
    return "".join(part for part in parts if not "\u0300" <= part <= "\u036f")


def words_in(text: str) -> list[str]:
    return _WORD.findall(fold(text).replace("_", " "))


@lru_cache(maxsize=4096)
def root(word: str) -> str:
    """What the forms of a word begin with, near enough to mark them: 'dates', 'dated' → 'dat'."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            return word.removesuffix(ending)
    return word


def alike(one: str, other: str) -> bool:
    """Whether two folded words are forms of the same."""
    return one == other or root(one) == root(other)
