"""Who is told of what happens in the forum."""

from django.db.models import Q

from trialogue.core.activity import subscribe
from trialogue.core.activity.models import Event
from trialogue.hub.conversations.models import Post
from trialogue.hub.conversations.reactions import tell_named, words_of
from trialogue.people.notices.models import Because
from trialogue.people.notices.recounting import recount, send_after_all
from trialogue.people.notices.telling import tell

from .models import Topic


@subscribe("topic.opened")
def tell_the_named(event: Event) -> None:
    topic = Topic.objects.get(pk=event.object_id)
    tell_named(
        event,
        Post.objects.select_related("conversation", "author").get(conversation_id=topic.conversation_id, number=1),
    )


@subscribe("topic.solved")
def tell_the_helper(event: Event) -> None:
    """Whose answer was accepted hears of it."""
    post = Post.objects.select_related("conversation", "author__merged_into").get(
        conversation_id=str(event.conversation_id), number=str(event.new)
    )
    if post.speaker is not None:
        because = {post.speaker.pk: Because.YOURS}
        tell(event, because, words=words_of(post), url=post.get_absolute_url(), post_id=post.pk)


@subscribe("topic.removed", "topic.restored")
def tell_of_it_again(event: Event) -> None:
    """What was told of the topic is not counted while it is away; letters that waited go out once it is back."""
    about = Q(event__conversation_id=event.conversation_id)
    recount(about)
    send_after_all(about)


@subscribe("topic.edited")
def count_what_is_seen(event: Event) -> None:
    """A topic that moved where fewer see it, or more, takes what was told of it along."""
    recount(Q(event__conversation_id=event.conversation_id))
