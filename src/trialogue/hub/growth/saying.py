"""Numbers in words: under twenty '3 of 7' and never a per cent, above it a per cent with its range."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

FEW = 20
HOUR_LIMIT = 48


def share_words(share: Sequence[float | None], k: int, n: int) -> str:
    """`share` is [p, low, high] of the larger sample; k of n is what is said of a small one."""
    if not n:
        return _("not known yet")
    if n < FEW or share[0] is None:
        return _("%(k)d of %(n)d") % {"k": k, "n": n}
    p = _("%(p)d %%") % {"p": _percent(share[0])}
    if share[1] is None or share[2] is None:
        return p
    return _("%(p)s (%(low)d to %(high)d %%)") % {"p": p, "low": _percent(share[1]), "high": _percent(share[2])}


def _percent(p: float) -> int:
    return round(100 * p)


def percent(p: float | None) -> str:
    return "" if p is None else _("%(p)d %%") % {"p": _percent(p)}


def time_words(hours: float) -> str:
    """'40 minutes', '7 hours', '3 days'."""
    if hours < 1:
        minutes = max(1, round(hours * 60))
        return ngettext("%(n)d minute", "%(n)d minutes", minutes) % {"n": minutes}
    if hours < HOUR_LIMIT:
        whole = round(hours)
        return ngettext("%(n)d hour", "%(n)d hours", whole) % {"n": whole}
    days = round(hours / 24)
    return ngettext("%(n)d day", "%(n)d days", days) % {"n": days}
