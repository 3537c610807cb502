"""Numbers as one writes them in a sentence."""

from django.utils.translation import get_language

_ONES = [
    "no",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
MOST = 100
FEW = 21


def in_words(number: int, *, start: bool = False, most: int = MOST) -> str:
    """'forty-one' in English below `most`, figures otherwise; `start` begins a sentence."""
    if not 0 <= number < min(most, MOST) or not (get_language() or "en").startswith("en"):
        return str(number)
    if number < len(_ONES):
        words = _ONES[number]
    else:
        tens, ones = divmod(number, 10)
        words = _TENS[tens - 2] + (f"-{_ONES[ones]}" if ones else "")
    return words.capitalize() if start else words
