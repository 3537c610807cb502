"""Numbers that states give to people, by their shapes and check digits.

A shape that other numbers have too counts only with a word of context near it.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from . import digits
from .findings import Finding, Grade
from .words import Read

_PATIENTS = ("patient", "patients")
_GAP = "[ \u00a0\u202f.-]?"
_BEGIN, _END = r"(?<![\w./-])", r"(?![\w-]|[.]\d)"


@dataclass(frozen=True)
class Shape:
    """`beside`: the families of words one of which has to be near; empty where the shape says enough."""

    kind: str
    pattern: re.Pattern[str]
    holds: Callable[[str], bool]
    beside: tuple[str, ...] = ()


def _shape(pattern: str) -> re.Pattern[str]:
    return re.compile(_BEGIN + pattern.replace("~", _GAP) + _END)


SHAPES = (
    Shape("us_ssn", _shape(r"\d{3}-\d{2}-\d{4}"), digits.us_ssn),
    Shape("us_ssn", _shape(r"\d{3}~\d{2}~\d{4}"), digits.us_ssn, ("ssn",)),
    Shape("uk_nhs", _shape(r"\d{3}~\d{3}~\d{4}"), digits.nhs, ("nhs",)),
    Shape("fr_nir", _shape(r"[12378]~\d{2}~\d{2}~(?:\d{2}|2[ABab])~\d{3}~\d{3}~\d{2}"), digits.nir, ("nir", *_PATIENTS)),
    Shape("es_dni", _shape(r"(?:\d~\d{3}~\d{3}|\d{8}|[XYZxyz]~\d{7})~[A-Za-z]"), digits.dni, ("dni", *_PATIENTS)),
    Shape("il_id", _shape(r"\d{1}~\d{4}~\d{3}~\d|\d{9}"), digits.israeli, ("israeli",)),
    Shape("in_aadhaar", _shape(r"[2-9]\d{3}~\d{4}~\d{4}"), digits.aadhaar, ("aadhaar",)),
)  # fmt: skip


def _is(shape: Shape, read: Read, match: re.Match[str]) -> bool:
    number = "".join(sign for sign in match[0] if sign.isalnum())
    if digits.is_made_up(number) or not shape.holds(number):
        return False
    return not shape.beside or any(read.near(family, *match.span()) for family in shape.beside)


def identifiers(read: Read) -> Iterator[Finding]:
    for shape in SHAPES:
        for match in shape.pattern.finditer(read.text):
            if _is(shape, read, match):
                yield Finding(shape.kind, Grade.PATIENT, *match.span())
