"""Words of context: a number alone says little, a number beside 'date of birth' much.

English, French, Spanish, Hebrew and Hindi. A text is cut into words once, so that asking what stands near costs no
second reading.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from functools import cached_property

FAMILIES = {
    "patient": (
        "patient patiente subject participant sujet paciente sujeto participante"
        " מטופל מטופלת נבדק נבדקת משתתף משתתפת חולה रोगी मरीज मरीज़ प्रतिभागी"
    ),
    "patients": "patients subjects participants sujets pacientes מטופלים נבדקים חולים",
    "record": "mrn nhc ipp mrno",
    "birth": (
        "dob birth birthdate birthday dateofbirth born naissance né née ddn nacimiento nacido nacida nació"
        " לידה נולד נולדה जन्म जन्मतिथि"
    ),
    "ssn": "ssn ssns",
    "social": "social",
    "security": "security",
    "nhs": "nhs",
    "nir": "nir nss sécurité securite sociale carte vitale insee",
    "dni": "dni nif nie documento identidad",
    "israeli": "תז זהות teudat zehut israeli",
    "aadhaar": "aadhaar aadhar uidai uid आधार",
}
_LETTER = "A-Za-z\u00c0-\u024f\u05d0-\u05ea\u0900-\u0963\u0970-\u097f"
WORD = re.compile(rf"ת[.\"״'׳]{{1,2}}ז|[{_LETTER}]+")
_PREFIXES = "ובהלמשכ"
_known: dict[str, list[str]] = defaultdict(list)
for _family, _words in FAMILIES.items():
    for _word in _words.split():
        _known[_word].append(_family)


def families_of(word: str) -> list[str]:
    """A Hebrew word may carry up to two letters before it: 'the', 'in', 'of'."""
    word = word.lower()
    if word[0] == "ת" and not word.isalpha():
        word = "תז"
    for cut in range(3):
        if word[cut:] in _known:
            return _known[word[cut:]]
        if word[cut : cut + 1] not in _PREFIXES:
            break
    return []


class Read:
    """A text, and where its words of context stand."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def places(self) -> dict[str, list[int]]:
        """The end of each word, by family, ascending."""
        found: dict[str, list[int]] = defaultdict(list)
        for match in WORD.finditer(self.text):
            for family in families_of(match[0]):
                found[family].append(match.end())
        return found

    def near(self, family: str, start: int, end: int, *, before: int = 48, after: int = 30) -> bool:
        """Whether a word of this family ends so many letters before the start or after the end."""
        ends = self.places.get(family, [])
        first = bisect_left(ends, start - before)
        return first < len(ends) and ends[first] <= end + after
