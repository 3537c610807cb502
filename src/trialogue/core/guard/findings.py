"""What a detector says: which kind, how grave, from where to where. Never the text itself."""

from dataclasses import dataclass
from enum import StrEnum


class Grade(StrEnum):
    SECRET = "secret"  # noqa: S105 - a word of ours, no password
    PATIENT = "patient"


@dataclass(frozen=True, slots=True)
class Finding:
    """`start` and `end` are places in the text that was looked at."""

    kind: str
    grade: Grade
    start: int
    end: int


def line_of(text: str, finding: Finding) -> int:
    """The line it begins on, counted from 1."""
    return text.count("\n", 0, finding.start) + 1


def masked(text: str, finding: Finding, most: int = 60) -> str:
    """Enough to find the place again by: its first and last letter, its punctuation, dots for the rest."""
    said = " ".join(text[finding.start : finding.end][:most].split())
    inner = "".join("•" if sign.isalnum() else sign for sign in said[1:-1])
    return f"{said[:1]}{inner}{said[-1:]}" if len(said) > 2 else "•" * len(said)  # noqa: PLR2004 - nothing would be hidden
