"""Moments in words: near as a distance, this week as a weekday, else the date; exact on hover and in print.

A page says forty of them, so they are put together here: a third of what Django's date filters cost.
"""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import lru_cache

from django.utils import dates, timezone
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

_MINUTE = timedelta(minutes=1)
_HOUR = timedelta(hours=1)
_DAY = timedelta(days=1)
_THIS_WEEK = 6 * _DAY

#: The letters of Django's date formats that ours may use; everything else stands for itself.
_LETTERS: dict[str, Callable[[date], str]] = {
    "j": lambda on: str(on.day),
    "F": lambda on: str(dates.MONTHS[on.month]),
    "M": lambda on: str(dates.MONTHS_3[on.month]).title(),
    "Y": lambda on: str(on.year),
    "l": lambda on: str(dates.WEEKDAYS[on.weekday()]),
    "D": lambda on: str(dates.WEEKDAYS_ABBR[on.weekday()]),
}


def _forms() -> dict[str, str]:
    return {
        "day this year": pgettext("day this year: j day, F month", "j F"),
        "day": pgettext("day: j day, F month, Y year", "j F Y"),
        "short day this year": pgettext("short day this year: j day, M month", "j M"),
        "short day": pgettext("short day: j day, M month, Y year", "j M Y"),
        "weekday": "l",
        "short weekday": "D",
    }


@lru_cache(maxsize=4096)
def _put_in(_language: str, form: str, on: date) -> str:
    return "".join(_LETTERS[letter](on) if letter in _LETTERS else letter for letter in _forms()[form])


def _put(form: str, on: date) -> str:
    return _put_in(get_language() or "", form, on)


def day(on: date, *, now: date | None = None) -> str:
    """Return '3 September', with the year when it is not this one."""
    return _put("day this year" if on.year == (now or timezone.localdate()).year else "day", on)


def short_day(on: date, *, now: date | None = None) -> str:
    """Return '3 Sep', with the year when it is not this one."""
    return _put("short day this year" if on.year == (now or timezone.localdate()).year else "short day", on)


def full(at: datetime) -> str:
    """Return the exact local moment with its zone."""
    local = timezone.localtime(at)
    return f"{_put('day', local.date())}, {local:%H:%M} {local.tzname()}"


def words(at: datetime, *, now: datetime) -> str:
    """Return how one would say the moment aloud at `now`."""
    distance = now - at
    if timedelta(0) <= distance < _HOUR:
        return _near(distance // _MINUTE)
    if _HOUR <= distance < _DAY:
        hours = distance // _HOUR
        return ngettext("%(n)d hour ago", "%(n)d hours ago", hours) % {"n": hours}
    local = timezone.localtime(at)
    if _DAY <= distance < _THIS_WEEK:
        return f"{_put('weekday', local.date())} {local:%H:%M}"
    return day(local.date(), now=timezone.localtime(now).date())


def brief(at: datetime, *, now: datetime) -> str:
    """Return the same in as few letters as a narrow column takes: '12 min', '5 h', 'Fri', '1 Oct'."""
    distance = now - at
    if timedelta(0) <= distance < _HOUR:
        return _("%(n)d min") % {"n": distance // _MINUTE}
    if _HOUR <= distance < _DAY:
        return _("%(n)d h") % {"n": distance // _HOUR}
    local = timezone.localtime(at)
    if _DAY <= distance < _THIS_WEEK:
        return _put("short weekday", local.date())
    return short_day(local.date(), now=timezone.localtime(now).date())


def moment(at: datetime | None, *, now: datetime | None = None, short: bool = False) -> SafeString:
    """Return `<time>` with the words, the exact moment in `datetime` and `title`; nothing for None."""
    if at is None:
        return SafeString("")
    return _drawn(at, (brief if short else words)(at, now=now or timezone.now()))


def dated(at: datetime | date | None, *, short: bool = False) -> SafeString:
    """Return `<time>` with the plain date: for what is kept in a cache and must not grow stale."""
    if at is None:
        return SafeString("")
    say = short_day if short else day
    if isinstance(at, datetime):
        return _drawn(at, say(timezone.localtime(at).date()))
    return format_html('<time datetime="{}">{}</time>', at.isoformat(), say(at))


def last_day(at: datetime) -> date:
    """Return the day that is over at this moment: what ends at midnight ends on the day before."""
    return timezone.localdate(at - timedelta(seconds=1))


def _near(minutes: int) -> str:
    if minutes < 1:
        return _("just now")
    return ngettext("%(n)d minute ago", "%(n)d minutes ago", minutes) % {"n": minutes}


def _drawn(at: datetime, said: str) -> SafeString:
    opened = _opened(get_language(), timezone.get_current_timezone_name(), at)
    return mark_safe(f"{opened}{escape(said)}</time>")


@lru_cache(maxsize=8192)
def _opened(_language: str | None, _zone: str, at: datetime) -> str:
    stamp = timezone.localtime(at).isoformat(timespec="minutes")
    return f'<time datetime="{stamp}" title="{escape(full(at))}">'
