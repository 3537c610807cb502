"""The sentences of releases, and the letter everything leads to."""

from django.utils.translation import gettext_lazy as _

from trialogue.core.activity.sentences import tell
from trialogue.people.notices.groups import WAITS, sort_under
from trialogue.people.notices.models import Because
from trialogue.people.notices.post_office import writes

tell("release.drafted", "package-open", _("{actor} drafted {release}."))
tell("release.edited", "pencil", _("{actor} changed the notes of {release}."))
tell("release.file_added", "file-plus", _("{actor} added a file to {release}."))
tell("release.file_removed", "file-minus", _("{actor} removed a file from {release}."))
tell("release.published", "package", _("{actor} released {release}."))
tell("release.told", "mail-check", _("People told of {release}: {people}."))
tell("ticket.released", "package", _("{release} came out with {ticket}."))
tell("told.helped", "heart-handshake", _("{actor} says that {release} helped."))
tell("told.did_not_help", "message-circle-warning", _("{actor} says that {release} did not help yet."))
tell("release.brings", "mail-check", _("{release} is out, and “{thing}” is in it."))
tell("ticket.helped", "heart-handshake", _("{actor} says that {release} helped."))
tell("ticket.did_not_help", "message-circle-warning", _("{actor} says that {release} did not help yet."))
writes("release.brings", "releases/mail/told")
sort_under("told.did_not_help", Because.YOURS, WAITS)
