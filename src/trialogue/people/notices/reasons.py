"""Why somebody is told, in words."""

from django.utils.translation import gettext_lazy as _

from .models import Because

_REASONS = {
    Because.ASKED: _("because you asked it"),
    Because.SAME: _("because you have this too"),
    Because.MENTIONED: _("because you were named"),
    Because.QUOTED: _("because you were quoted"),
    Because.WATCHING: _("because you follow it"),
    Because.YOURS: _("because you wrote it"),
    Because.STAFF: _("because you look after this place"),
    Because.REMEMBERED: _("because you asked to be reminded"),
    Because.LEADING: _("because you lead the group"),
    Because.INVITED: _("because you are invited"),
    Because.REPORTED: _("because you reported it"),
    Because.DIRECT: _("because it was written to you"),
    Because.YOU: _("because it is about you"),
}


def because_of(reason: str) -> str:
    return str(_REASONS[Because(reason)])
