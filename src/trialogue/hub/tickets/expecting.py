"""Dates ahead, in words that carry their certainty: nobody promises a day months away."""

from datetime import date, timedelta

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from trialogue.core.design.moments import day

NEAR = timedelta(days=30)


def month(on: date, *, today: date) -> str:
    """'January', with the year when it is neither this one nor within six months."""
    far = on.year != today.year and abs((on - today).days) > 183  # noqa: PLR2004 - half a year
    return formats.date_format(
        on, pgettext("date format of a month", "F Y") if far else pgettext("date format of a month of about now", "F")
    )


def expected(due: date | None, *, today: date) -> str:
    """A few words for a line: 'around 15 January', 'April', 'later than planned'."""
    if due is None:
        return ""
    if due < today:
        return _("later than planned")
    if due - today <= NEAR:
        return _("around %(day)s") % {"day": day(due, now=today)}
    return month(due, today=today)


def likely(due: date | None, *, today: date) -> str:
    """The same as a sentence: 'It is likely in April.'"""
    if due is None:
        return _("It has no date yet.")
    if due < today:
        return _("It comes later than hoped.")
    if due - today <= NEAR:
        return _("It is likely around %(day)s.") % {"day": day(due, now=today)}
    return _("It is likely in %(month)s.") % {"month": month(due, today=today)}
