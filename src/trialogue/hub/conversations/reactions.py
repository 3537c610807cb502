"""Who is told of a new post: the named and those who follow, each once."""

from django.db.models import Q

from trialogue.core.activity import subscribe
from trialogue.core.activity.models import Event
from trialogue.core.erasing import empty_log
from trialogue.core.markup import mentioned, text_of
from trialogue.people.notices.models import Because
from trialogue.people.notices.recounting import recount, send_after_all
from trialogue.people.notices.telling import tell
from trialogue.people.persons import Person

from .forgetting import forget_told
from .listening import Hears, heard, new_to
from .models import Conversation, Post
from .polls import Poll, PollVote


def _of_level(conversation: Conversation, *levels: str) -> set[int]:
    return {pk for pk, level in heard(conversation).items() if level in levels}


def tell_named(event: Event, post: Post, *, but: int | None = None) -> set[int]:
    """Tells the people named in the post; returns their ids. A muted conversation stays mute.

    `but` is who hears of it in another way.
    """
    handles = mentioned(post.source)
    named = set(Person.objects.filter(handle_key__in=handles).values_list("pk", flat=True)) if handles else set()
    named -= _of_level(post.conversation, Hears.MUTED) | {but}
    because = dict.fromkeys(named, str(Because.MENTIONED))
    tell(event, because, words=words_of(post), url=post.get_absolute_url(), verb="post.mentioned", post_id=post.pk)
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


def tell_of_the_first(event: Event, post: Post, *, but: set[int]) -> None:
    """Tells those who want the first post of each topic of a category or tag."""
    because = dict.fromkeys(new_to(post.conversation) - but, str(Because.WATCHING))
    words = {**event.words, **words_of(post)}
    tell(event, because, words=words, url=post.get_absolute_url(), post_id=post.pk)


@subscribe("post.written")
def tell_of_reply(event: Event) -> None:
    post = Post.objects.select_related("conversation", "author__merged_into").get(pk=event.object_id)
    if post.is_redacted:
        return
    named = tell_named(event, post)
    because: dict[int, str] = {}
    for person_id in _of_level(post.conversation, Hears.WATCHING) - named:
        asked = person_id == post.conversation.starter_id
        because[person_id] = Because.ASKED if asked else Because.WATCHING
    tell(event, because, words=words_of(post), url=post.get_absolute_url(), post_id=post.pk)


@subscribe("poll.closed")
def tell_who_voted(event: Event) -> None:
    """Who chose, and who asked, hear that the results are there. No mail."""
    poll = Poll.objects.select_related("post__conversation").filter(pk=event.object_id).first()
    if poll is None:
        return
    because = {poll.post.author_id: str(Because.YOURS)} if poll.post.author_id else {}
    chose = PollVote.objects.filter(option__poll=poll).values_list("person_id", flat=True)
    because |= dict.fromkeys(chose.distinct(), str(Because.WATCHING))
    url, post_id = poll.post.get_absolute_url(), poll.post_id
    tell(event, because, words=event.words, url=url, post_id=post_id, mail=False)


@subscribe("post.redacted")
def tell_the_author(event: Event) -> None:
    """Without a word of what it said. What was told of it while it was being redacted is forgotten here."""
    post = Post.objects.select_related("conversation").get(pk=event.object_id)
    forget_told([post.pk])
    if event.on_behalf_of_id:
        talk = post.conversation
        words = {"conversation": {"label": talk.title, "url": post.get_absolute_url()}, "reason": event.reason}
        because = {event.on_behalf_of_id: Because.YOURS}
        tell(
            event,
            because,
            words=words,
            url=post.get_absolute_url(),
            verb="post.yours_redacted",
            mail=False,
            official=True,
        )


@subscribe("post.redacted", "conversation.redacted")
def empty_the_log(event: Event) -> None:
    """Pages as they were before are overwritten on the disk."""
    empty_log()


@subscribe("conversation.redacted")
def tell_who_began_it(event: Event) -> None:
    """Under the new title."""
    talk = Conversation.objects.get(pk=event.object_id)
    if talk.starter_id:
        words = {**event.words, "excerpt": event.reason}
        tell(event, {talk.starter_id: Because.YOURS}, words=words, url=talk.path, mail=False, official=True)


@subscribe("post.removed", "post.restored")
def tell_of_it_again(event: Event) -> None:
    """What was told of the post is not counted while it is away; letters that waited go out once it is back."""
    about = Q(post_id=event.object_id)
    recount(about)
    send_after_all(about)
