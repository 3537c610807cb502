"""What the asker and moderators may do with a topic as a whole, as entries of its menu."""

from django.urls import reverse
from django.utils.translation import gettext as _

from trialogue.hub.conversations.parts import MenuLink
from trialogue.people.persons import Person
from trialogue.people.rights import may

from .models import Topic


def _entries(topic: Topic) -> list[tuple[str, str, str]]:
    """(verb, words, drawing) of everything that can be done with it."""
    talk = topic.conversation
    return [
        ("edit", _("Change title or version"), "pencil"),
        ("move", _("Move it"), "folder-input"),
        ("pin", _("How it is pinned") if topic.pinned_at else _("Pin it"), "pin"),
        ("split", _("Split it"), "split"),
        ("merge", _("Merge it"), "merge"),
        ("close", _("Open it again"), "lock-open") if talk.is_closed else ("close", _("Close it"), "lock"),
        ("archive", _("Back into the lists"), "archive-restore")
        if talk.archived_at
        else ("archive", _("Archive it"), "archive"),
        ("remove", _("Take it away"), "trash-2"),
    ]


def care_links(topic: Topic, member: Person | None) -> list[MenuLink]:
    """Those that this member may do."""
    return [
        MenuLink(words, drawing, reverse(f"topic-{verb}", args=[topic.pk, topic.slug]), danger=verb == "remove")
        for verb, words, drawing in _entries(topic)
        if may(member, f"topic.{verb}", topic) and not (verb == "close" and topic.conversation.archived_at)
    ]
