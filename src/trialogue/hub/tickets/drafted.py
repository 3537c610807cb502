"""Where the draft of a ticket is gone on with."""

from collections.abc import Collection, Mapping

from django.urls import reverse
from django.utils.translation import gettext as _

from trialogue.hub.conversations.draft_places import Stand, drafted_as
from trialogue.people.persons import Person


def _new_ticket(_member: Person, _ids: Collection[int]) -> Mapping[int, Stand]:
    return {0: Stand(_("A new ticket:"), url=reverse("ticket-new"))}


drafted_as("ticket", _new_ticket)
