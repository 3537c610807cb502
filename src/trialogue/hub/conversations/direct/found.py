"""Direct conversations as search finds them: for who takes part, by what they read of it."""

from collections.abc import Collection, Iterator, Mapping

from django.utils.translation import gettext_lazy as _

from trialogue.core import search
from trialogue.core.audiences import Viewer
from trialogue.hub.conversations.found import first_words, talks_of, words_of
from trialogue.hub.conversations.models import DIRECT, Conversation, Post
from trialogue.hub.conversations.titles import renames

from .models import Direct


def _documents(ids: Collection[int]) -> Iterator[search.Document]:
    """Who joined later does not see the first post, and so does not find the conversation by it."""
    for talk_id, said in first_words(ids).items():
        talk = Conversation.objects.filter(pk=talk_id, removal=None).first()
        if talk is not None:
            yield search.Document(
                object_id=talk.pk, place=DIRECT, conversation_id=talk.pk, audience_id=said.audience_id, title=talk.title,
                body=words_of(said), url=talk.path, at=talk.started_at,
            )  # fmt: skip


def _seen(member: Viewer | None, ids: Collection[int]) -> Collection[int]:
    first = Post.objects.visible_to(member).filter(conversation__in=ids, number=1)
    return first.values_list("conversation_id", flat=True)


search.declare(search.Kind(DIRECT, _documents, _seen, talks_of(DIRECT)))
search.declare_place(search.Place(DIRECT, _("Messages"), _("Message"), "mail", 50))


@renames(DIRECT)
def forget_subject(conversation: Conversation, _old: Collection[str]) -> Mapping[str, str]:
    """When everybody has left and it is purged; its address has no words."""
    Direct.objects.filter(pk=conversation.pk).update(subject="")
    return {}
