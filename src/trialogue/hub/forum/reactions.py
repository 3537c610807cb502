"""Who is told of what happens in the forum."""

from django.db.models import Q

from trialogue.core.activity import subscribe
from trialogue.core.activity.models import Event
from trialogue.hub.conversations.listening import listens
from trialogue.hub.conversations.models import Conversation, Follow, Level, Post
from trialogue.hub.conversations.moved import post_once_at
from trialogue.hub.conversations.reactions import tell_named, tell_of_the_first, words_of
from trialogue.hub.products.models import Version
from trialogue.people.notices.models import Because
from trialogue.people.notices.recounting import recount, send_after_all
from trialogue.people.notices.telling import tell

from .actions.ageing import age_answers
from .actions.topics import holds_path
from .models import Solution, Topic
from .watching import Watch, narrowest


@subscribe("topic.opened")
def tell_the_named(event: Event) -> None:
    topic = Topic.objects.get(pk=event.object_id)
    if (post := post_once_at(topic.conversation_id, 1)) is not None:
        tell_of_the_first(event, post, but=tell_named(event, post))


@listens("topic")
def heard_by_place(conversation: Conversation) -> dict[int, str]:
    topic = Topic.objects.get(conversation=conversation)
    tags = topic.taggings.values_list("tag", flat=True)
    return narrowest(Watch.objects.of_topic(topic.category_id, tags))


@subscribe("topic.solved")
def tell_the_helper(event: Event) -> None:
    """Whose answer was accepted hears of it."""
    post = post_once_at(int(str(event.conversation_id)), int(str(event.new)))
    if post is not None and post.speaker is not None:
        because = {post.speaker.pk: Because.YOURS}
        tell(event, because, words=words_of(post), url=post.get_absolute_url(), post_id=post.pk)


@subscribe("release.published")
def age_the_answers(event: Event) -> None:
    """Of the product whose version came out at this moment."""
    out = Version.objects.filter(product_id=event.product_id or 0, released_at=event.at).select_related("product")
    for version in out:
        age_answers(version, at=event.at)


@subscribe("answer.asked")
def ask_whether_it_holds(event: Event) -> None:
    """A notice to whom the event names; no mail."""
    solution = Solution.objects.select_related("topic", "post").filter(pk=event.object_id).first()
    if solution is not None and isinstance(event.new, list):
        because = {int(pk): str(Because.YOURS) for pk in event.new}
        tell(event, because, words=event.words, url=holds_path(solution), post_id=solution.post_id, mail=False)


@subscribe("topic.moved", "topic.closed", "topic.archived")
def tell_who_began_it(event: Event) -> None:
    """What was done with their topic, and why. No mail."""
    topic = Topic.objects.select_related("conversation").get(pk=event.object_id)
    if topic.conversation.starter_id:
        words = {**event.words, "excerpt": event.reason}
        because = {topic.conversation.starter_id: Because.YOURS}
        done = event.verb.partition(".")[2]
        tell(event, because, words=words, url=topic.conversation.path, verb=f"topic.yours_{done}", mail=False)


@subscribe("topic.split_off")
def tell_whose_posts_moved(event: Event) -> None:
    """Each once, wherever their posts stand now. No mail."""
    talk = Topic.objects.select_related("conversation").get(pk=event.object_id).conversation
    moved = Post.objects.filter(conversation=talk, moves__isnull=False).exclude(author=None)
    because = dict.fromkeys(moved.values_list("author_id", flat=True), str(Because.YOURS))
    words = {**event.words, "topic": {"label": talk.title, "url": talk.path}, "excerpt": event.reason}
    tell(event, because, words=words, url=talk.path, verb="topic.yours_split", mail=False)


@subscribe("topic.merged")
def tell_who_followed_the_merged(event: Event) -> None:
    """Who watched the topic that went into another hears where it is now. No mail."""
    source = Topic.objects.select_related("conversation").get(pk=str(event.old))
    talk = Topic.objects.select_related("conversation").get(pk=event.object_id).conversation
    watching = Follow.objects.filter(conversation=source.conversation, level=Level.WATCHING)
    because = dict.fromkeys(watching.values_list("person_id", flat=True), str(Because.WATCHING))
    words = {**event.words, "into": {"label": talk.title, "url": talk.path}, "excerpt": event.reason}
    tell(event, because, words=words, url=talk.path, verb="topic.yours_merged", mail=False)


@subscribe("topic.removed", "topic.restored")
def tell_of_it_again(event: Event) -> None:
    """What was told of the topic is not counted while it is away; letters that waited go out once it is back."""
    about = Q(event__conversation_id=event.conversation_id)
    recount(about)
    send_after_all(about)


@subscribe("topic.moved", "topic.split", "topic.split_off", "topic.merged", "topic.merged_away", "topic.unmerged")
def count_what_is_seen(event: Event) -> None:
    """A topic that moved where fewer see it, or more, takes what was told of it along."""
    recount(Q(event__conversation_id=event.conversation_id))
