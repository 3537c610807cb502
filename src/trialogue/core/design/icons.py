"""Icons: lucide's drawings by name, and our own glyphs, shapes and marks."""

import re
from functools import lru_cache
from importlib import resources
from io import BytesIO
from zipfile import ZipFile

from django.utils.safestring import SafeString, mark_safe

_RING = '<circle cx="8" cy="8" r="6.2" fill="none" stroke="currentColor" stroke-width="1.6"/>'
_DISC = (
    '<circle cx="8" cy="8" r="7" fill="currentColor"/><path d="m5 8.2 2.1 2.1L11 6.2" fill="none" '
    'stroke="var(--surface)" stroke-width="1.7" stroke-linecap="round" stroke-linejoin="round"/>'
)

#: The glyph fills as work goes on; 16 grid.
GLYPHS = {
    "dashed": _RING.replace("/>", ' stroke-dasharray="2.4 2.45"/>'),
    "ring": _RING,
    "quarter": _RING + '<path d="M8 8V4.3A3.7 3.7 0 0 1 11.7 8Z" fill="currentColor"/>',
    "half": _RING + '<path d="M8 4.3a3.7 3.7 0 0 1 0 7.4Z" fill="currentColor"/>',
    "three-quarters": _RING + '<path d="M8 8V4.3A3.7 3.7 0 1 1 4.3 8Z" fill="currentColor"/>',
    "disc": _DISC,
    "bar": _RING + '<path d="m4.6 11.4 6.8-6.8" stroke="currentColor" stroke-width="1.6"/>',
    "triangle": (
        '<path d="M8 1.2 15 14H1Z" fill="currentColor" stroke="currentColor" stroke-linejoin="round"/>'
        '<path d="M8 6v3.6M8 11.7v.1" stroke="var(--surface)" stroke-width="1.6" stroke-linecap="round"/>'
    ),
}

_TRIO = (
    '<svg class="tri" viewBox="0 0 42 16" aria-hidden="true"><circle class="user" cx="8" cy="8" r="6"/>'
    '<rect class="builder" x="15.4" y="2" width="12" height="12" rx="2.6"/><path class="steward" '
    'd="M29 12.2V8a6 6 0 0 1 12 0v4.2A1.8 1.8 0 0 1 39.2 14H30.8A1.8 1.8 0 0 1 29 12.2Z"/></svg>'
)


@lru_cache(maxsize=1)
def _drawings() -> ZipFile:
    return ZipFile(BytesIO(resources.files("lucide").joinpath("lucide.zip").read_bytes()))


@lru_cache(maxsize=512)
def icon(name: str, *, flip: bool = False) -> SafeString:
    """Return lucide's drawing, hidden from screen readers; `flip` mirrors it in right-to-left pages.

    Raises KeyError for a name lucide does not have.
    """
    svg = _drawings().read(f"{name}.svg").decode()
    inner = re.sub(r"\s+", " ", svg[svg.index(">") + 1 : svg.rindex("</svg>")]).replace(" />", "/>")
    kind = "icon flip" if flip else "icon"
    return mark_safe(f'<svg class="{kind}" viewBox="0 0 24 24" aria-hidden="true">{inner.strip()}</svg>')


@lru_cache(maxsize=32)
def glyph(name: str) -> SafeString:
    """Return one of our own state glyphs."""
    return mark_safe(f'<svg class="glyph" viewBox="0 0 16 16" aria-hidden="true">{GLYPHS[name]}</svg>')


def trio() -> SafeString:
    """Return the Trialogue mark: circle, square and arch."""
    return mark_safe(_TRIO)
