"""Releases name the tickets they bring: in their notes, and in what people were told."""

from collections.abc import Collection

from django.db.models import F, Q

from trialogue.hub.conversations.grown import grows
from trialogue.hub.conversations.titles import Words, carries

from .actions.drafting import shown_notes
from .models import Release


@grows
def releases_of(conversation_ids: Collection[int]) -> list[int]:
    """The releases these tickets are in, and the drafts of those they are planned for."""
    brought = Q(version__tickets_fixed__conversation__in=conversation_ids)
    planned = Q(milestone__tickets__conversation__in=conversation_ids)
    return list(Release.objects.filter(brought | planned).values_list("conversation_id", flat=True))


@carries
def notes(words: Words, conversation_ids: Collection[int]) -> None:
    for release in Release.objects.filter(conversation__in=conversation_ids):
        summary, said = words.in_text(release.summary)[:300], words.in_text(release.notes)
        if (summary, said) != (release.summary, release.notes):
            Release.objects.filter(pk=release.pk).update(
                summary=summary, notes=said, notes_html=shown_notes(said), revision=F("revision") + 1
            )
