"""What a moderator sees before redacting: which files go along, and which posts seem to repeat the words."""

from collections.abc import Sequence

from django.db.models import Q, QuerySet

from trialogue.core.audiences import Viewer
from trialogue.core.files import StoredFile

from .forgetting import TELLING, Lines, only_here, texts_of
from .grown import grown_from
from .models import Post, PostKind

MOST = 20
LOOKED_FOR = 5


def files_of(post: Post) -> Sequence[tuple[StoredFile, bool]]:
    """Its files, and whether each goes with it; what another post shows too stays there."""
    going = set(only_here([post]).values_list("pk", flat=True))
    hung = StoredFile.objects.filter(attachments__post=post).order_by("uploaded_at")
    return [(file, file.pk in going) for file in hung]


def quoting(post: Post, member: Viewer) -> QuerySet[Post]:
    """Posts of this conversation, and of what grew out of it, that hold one of its longest lines; they stay as they are."""
    longest = sorted(Lines(texts_of(post)).lines, key=len, reverse=True)[:LOOKED_FOR]
    holds = Q(pk__in=[])
    for line in longest:
        if len(line) >= TELLING:
            holds |= Q(source__contains=line)
    around = Q(conversation=post.conversation_id) | Q(conversation__in=grown_from(post.conversation_id))
    found = Post.objects.visible_to(member).filter(around, holds).exclude(pk=post.pk).exclude(kind=PostKind.REDACTED)
    return found.with_authors().select_related("conversation").order_by("conversation", "number")[:MOST]
