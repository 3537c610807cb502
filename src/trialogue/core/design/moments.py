"""Moments in words: near as a distance, this week as a weekday, else the date; exact on hover and in print."""

from datetime import date, datetime, timedelta

from django.utils import formats, timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

_HOUR = timedelta(hours=1)
_DAY = timedelta(days=1)
_THIS_WEEK = 6 * _DAY


def day(on: date, *, now: date | None = None) -> str:
    """Return '3 September', with the year when it is not this one."""
    today = now or timezone.localdate()
    if on.year == today.year:
        return formats.date_format(on, pgettext("date format of a day this year", "j F"))
    return formats.date_format(on, pgettext("date format of a day", "j F Y"))


def short_day(on: date, *, now: date | None = None) -> str:
    """Return '3 Sep', with the year when it is not this one."""
    today = now or timezone.localdate()
    if on.year == today.year:
        return formats.date_format(on, pgettext("short date format of a day this year", "j M"))
    return formats.date_format(on, pgettext("short date format of a day", "j M Y"))


def full(at: datetime) -> str:
    """Return the exact local moment with its zone."""
    local = timezone.localtime(at)
    words = formats.date_format(local, pgettext("date format of an exact moment", "j F Y, H:i"))
    return f"{words} {local.tzname()}"


def words(at: datetime, *, now: datetime) -> str:
    """Return how one would say the moment aloud at `now`."""
    distance = now - at
    if timedelta(0) <= distance < _HOUR:
        return _near(distance // timedelta(minutes=1))
    if _HOUR <= distance < _DAY:
        hours = distance // _HOUR
        return ngettext("%(n)d hour ago", "%(n)d hours ago", hours) % {"n": hours}
    local = timezone.localtime(at)
    if _DAY <= distance < _THIS_WEEK:
        return formats.date_format(local, pgettext("date format of a moment this week", "l H:i"))
    return day(local.date(), now=timezone.localtime(now).date())


def brief(at: datetime, *, now: datetime) -> str:
    """Return the same in as few letters as a narrow column takes: '12 min', '5 h', 'Fri', '1 Oct'."""
    distance = now - at
    local = timezone.localtime(at)
    if timedelta(0) <= distance < _HOUR:
        return _("%(n)d min") % {"n": distance // timedelta(minutes=1)}
    if _HOUR <= distance < _DAY:
        return _("%(n)d h") % {"n": distance // _HOUR}
    if _DAY <= distance < _THIS_WEEK:
        return formats.date_format(local, "D")
    return short_day(local.date(), now=timezone.localtime(now).date())


def moment(at: datetime | None, *, now: datetime | None = None, short: bool = False) -> SafeString:
    """Return `<time>` with the words, the exact moment in `datetime` and `title`; nothing for None."""
    if at is None:
        return SafeString("")
    said = (brief if short else words)(at, now=now or timezone.now())
    return format_html('<time datetime="{}" title="{}">{}</time>', _stamp(at), full(at), said)


def dated(at: datetime | date | None, *, short: bool = False) -> SafeString:
    """Return `<time>` with the plain date: for what is kept in a cache and must not grow stale."""
    if at is None:
        return SafeString("")
    say = short_day if short else day
    if isinstance(at, datetime):
        said = say(timezone.localtime(at).date())
        return format_html('<time datetime="{}" title="{}">{}</time>', _stamp(at), full(at), said)
    return format_html('<time datetime="{}">{}</time>', at.isoformat(), say(at))


def _near(minutes: int) -> str:
    if minutes < 1:
        return _("just now")
    return ngettext("%(n)d minute ago", "%(n)d minutes ago", minutes) % {"n": minutes}


def _stamp(at: datetime) -> str:
    return timezone.localtime(at).isoformat(timespec="minutes")
