"""Progress, drawn in per cents so that no style attribute is needed."""

from django.utils.html import format_html
from django.utils.safestring import SafeString


def meter(done: int, part: int, total: int, label: str) -> SafeString:
    """Return the bar: `done` full, `part` begun, of `total`; `label` says the same in words."""
    full = 100 * done / total if total else 0
    begun = 100 * part / total if total else 0
    return format_html(
        '<svg class="meter" role="img" aria-label="{}" preserveAspectRatio="none">'
        '<rect class="done" width="{}%" height="100%"/><rect class="part" x="{}%" width="{}%" height="100%"/></svg>',
        label,
        f"{full:.1f}",
        f"{full:.1f}",
        f"{begun:.1f}",
    )
