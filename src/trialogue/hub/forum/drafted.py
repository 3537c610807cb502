"""Where the draft of a topic is gone on with."""

from collections.abc import Collection, Mapping

from django.urls import reverse
from django.utils.translation import gettext as _

from trialogue.hub.conversations.draft_places import Stand, drafted_as
from trialogue.people.persons import Person


def _new_topic(_member: Person, _ids: Collection[int]) -> Mapping[int, Stand]:
    return {0: Stand(_("A new topic:"), url=reverse("topic-ask"))}


drafted_as("topic", _new_topic)
