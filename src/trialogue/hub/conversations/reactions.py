"""Who is told of a new post: the named and those who follow, each once."""

from trialogue.core.activity import subscribe
from trialogue.core.activity.models import Event
from trialogue.core.markup import mentioned, text_of
from trialogue.people.notices.models import Because
from trialogue.people.notices.telling import tell
from trialogue.people.persons import Person

from .models import Conversation, Follow, Level, Post


def _muted(conversation: Conversation) -> set[int]:
    return set(Follow.objects.filter(conversation=conversation, level=Level.MUTED).values_list("person_id", flat=True))


def tell_named(event: Event, post: Post, *, but: int | None = None) -> set[int]:
    """Tells the people named in the post; returns their ids. A muted conversation stays mute.

    `but` is who hears of it in another way.
    """
    handles = mentioned(post.source)
    named = set(Person.objects.filter(handle_key__in=handles).values_list("pk", flat=True)) if handles else set()
    named -= _muted(post.conversation) | {but}
    because = dict.fromkeys(named, str(Because.MENTIONED))
    tell(event, because, words=words_of(post), url=post.get_absolute_url(), verb="post.mentioned")
    return named


def words_of(post: Post) -> dict[str, object]:
    """What a notice or letter about this post needs to say."""
    talk = post.conversation
    author = post.speaker
    return {
        "conversation": {"label": talk.title, "url": post.get_absolute_url()},
        "actor": author.name if author else "",
        "excerpt": text_of(post.html),
    }


@subscribe("post.written")
def tell_of_reply(event: Event) -> None:
    post = Post.objects.select_related("conversation", "author__merged_into").get(pk=event.object_id)
    named = tell_named(event, post)
    watching = Follow.objects.filter(conversation=post.conversation, level=Level.WATCHING)
    because: dict[int, str] = {}
    for person_id in watching.values_list("person_id", flat=True):
        asked = person_id == post.conversation.starter_id
        because[person_id] = Because.ASKED if asked else Because.WATCHING
    because = {pk: why for pk, why in because.items() if pk not in named}
    tell(event, because, words=words_of(post), url=post.get_absolute_url())
