"""Notices patient identifiers and secrets in a text. Pure: no Django, no database, no network, no log.

`look` reads the text in linear time and says where what stands; it never repeats what it found.
"""

from collections.abc import Collection

from .findings import Finding, Grade, line_of, masked
from .identifiers import identifiers
from .people import people
from .secrets import secrets
from .words import Read

__all__ = ["Finding", "Grade", "line_of", "look", "masked"]

FAMILIES = (secrets, identifiers, people)


def look(text: str, *, off: Collection[str] = ()) -> list[Finding]:
    """All that is noticed, in the order of the text, the graver first where two overlap; without the kinds in `off`."""
    read = Read(text)
    found = sorted(
        (finding for family in FAMILIES for finding in family(read) if finding.kind not in off),
        key=lambda finding: (finding.start, finding.grade != Grade.SECRET, -finding.end),
    )
    kept: list[Finding] = []
    for finding in found:
        if not kept or finding.start >= kept[-1].end:
            kept.append(finding)
    return kept
