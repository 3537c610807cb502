"""What is kept on one machine only goes with what was redacted."""

from trialogue.core.activity import subscribe
from trialogue.core.activity.models import Event
from trialogue.hub.conversations.grown import grown_from
from trialogue.people.notices.models import Letter

from .mailbox import throw_away


@subscribe("post.redacted")
def throw_away_its_letters(event: Event) -> None:
    throw_away(Letter.objects.filter(post_id=event.object_id).values_list("pk", flat=True))


@subscribe("conversation.redacted")
def throw_away_letters_with_its_title(event: Event) -> None:
    talks = {event.object_id, *grown_from(event.object_id)}
    throw_away(Letter.objects.filter(event__conversation_id__in=talks).values_list("pk", flat=True))
