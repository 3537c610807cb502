"""State marks: glyph, tone and word together, never one alone."""

from functools import lru_cache
from html import escape

from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, pgettext_lazy

from trialogue.core.design.icons import glyph

#: slug: (glyph, usual word). The tone comes from `data-s` in the style sheet.
STATES: dict[str, tuple[str, Promise]] = {
    "new": ("dashed", pgettext_lazy("state", "New")),
    "accepted": ("ring", pgettext_lazy("state", "Accepted")),
    "planned": ("quarter", pgettext_lazy("state", "Planned")),
    "doing": ("half", pgettext_lazy("state", "In progress")),
    "review": ("three-quarters", pgettext_lazy("state", "In review")),
    "landed": ("disc", pgettext_lazy("state", "Landed")),
    "released": ("disc", pgettext_lazy("state", "Released")),
    "declined": ("bar", pgettext_lazy("state", "Not planned")),
    "answered": ("disc", pgettext_lazy("state", "Answered")),
    "unanswered": ("dashed", pgettext_lazy("state", "No answer yet")),
    "query": ("triangle", pgettext_lazy("state", "Query open")),
}

PRIORITIES: dict[str, tuple[int, Promise]] = {
    "low": (1, pgettext_lazy("priority", "Low")),
    "normal": (2, pgettext_lazy("priority", "Normal")),
    "high": (3, pgettext_lazy("priority", "High")),
    "urgent": (3, pgettext_lazy("priority", "Urgent")),
}


def state_mark(slug: str, label: str | Promise = "", *, soft: bool = False) -> SafeString:
    """Return the mark; `soft` is the pill of page heads, lists use the plain one."""
    drawing, word = STATES[slug]
    kind = "state soft" if soft else "state"
    said = escape(str(label or word))
    return mark_safe(f'<span class="{kind}" data-s="{slug}">{glyph(drawing)}<span>{said}</span></span>')


def state_glyph(slug: str) -> SafeString:
    """Return the glyph with its word for screen readers only: for dense rows whose column says the rest."""
    return _glyph_and_word(get_language(), slug)


@lru_cache(maxsize=128)
def _glyph_and_word(_language: str | None, slug: str) -> SafeString:
    drawing, word = STATES[slug]
    return mark_safe(f'<span class="state" data-s="{slug}">{glyph(drawing)}<span class="vh">{word}</span></span>')


def priority(slug: str, label: str | Promise = "") -> SafeString:
    """Return three bars and the word."""
    height, word = PRIORITIES[slug]
    return format_html(
        '<span class="nw"><span class="prio" data-p="{}" aria-hidden="true"><i></i><i></i><i></i></span>{}</span>',
        height,
        label or word,
    )
