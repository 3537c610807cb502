"""Some posts of a topic become a topic of their own."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from trialogue.core import activity
from trialogue.core.audiences import PUBLIC
from trialogue.core.errors import Conflict, Refused
from trialogue.core.guarding import Review, look_over
from trialogue.hub.conversations.actions import carrying
from trialogue.hub.conversations.actions.carrying import Stand
from trialogue.hub.conversations.actions.posting import start
from trialogue.hub.conversations.models import Conversation, Post
from trialogue.hub.forum.models import Category, Solution, Topic, TopicKind
from trialogue.people.persons import Person
from trialogue.people.rights import require

from .categories import locked
from .solving import recount_solutions
from .topics import address, check_category, check_title, slug_of


def _chosen(topic: Topic, numbers: Collection[int]) -> list[Post]:
    """The posts of these numbers that are there, in order."""
    if 1 in numbers:
        raise Refused(_("The first post stays. Move the whole topic, or merge it into another."), field="numbers")
    there = Post.objects.filter(conversation=topic.conversation, number__in=numbers, removal=None).with_authors()
    posts = list(there.order_by("number"))
    if not posts:
        raise Refused(_("Choose the posts that are to begin the new topic."), field="numbers")
    if len(posts) < len(set(numbers)):
        raise Conflict(_("Some of these posts are not here any more. Look again and choose anew."), field="numbers")
    return posts


def _check_solution(posts: Collection[Post], kind: str) -> None:
    """An accepted answer goes along, if it can be one there."""
    solution = Solution.objects.filter(post__in=posts).select_related("post").first()
    if solution is None:
        return
    if kind != TopicKind.QUESTION or solution.post.number == min(post.number for post in posts):
        raise Refused(
            _("The accepted answer is among these posts, and would answer nothing there. Take the mark back first."),
            field="numbers",
        )


def _begin(category: Category, posts: list[Post], *, title: str, kind: str, by: Person) -> Topic:
    """The new topic, still empty; begun by who wrote its first post, when they did."""
    first = posts[0]
    talk = start(
        kind="topic", title=title, audience_id=category.audience_id, by=first.speaker or by, at=first.created_at,
        shelf_id=category.pk, language=first.conversation.language,
    )  # fmt: skip
    topic = Topic.objects.create(conversation=talk, category=category, kind=kind, slug=slug_of(title))
    talk.path = address(topic)
    Conversation.objects.filter(pk=talk.pk).update(path=talk.path)
    Category.objects.filter(pk=category.pk).update(topic_count=F("topic_count") + 1)
    return topic


def link_to(topic: Topic, *, readers: int) -> dict[str, str]:
    """How a line for these readers (an audience) names the topic: without its title where not all of them may read it."""
    talk = topic.conversation
    if talk.audience_id in (readers, PUBLIC):
        return {"label": talk.title, "url": talk.path}
    return {"label": _("a topic that fewer people read")}


def _record(topic: Topic, new: Topic, posts: list[Post], *, by: Person, at: datetime, reason: str) -> None:
    """A line in each of the two."""
    for verb, here, there in (("topic.split", topic, new), ("topic.split_off", new, topic)):
        talk = here.conversation
        activity.record(
            verb, by=by, of=here, at=at, audience_id=talk.audience_id, conversation_id=talk.pk, reason=reason,
            old=topic.pk, new=new.pk,
            words={"topic": link_to(there, readers=talk.audience_id), "n": len(posts)},
        )  # fmt: skip


@transaction.atomic
def split_topic(
    topic: Topic, numbers: Collection[int], *, category: Category, title: str, by: Person, at: datetime,
    kind: str = TopicKind.QUESTION, reason: str = "", reviewed: Review = False,
) -> Topic:  # fmt: skip
    """The posts of these numbers begin a new topic. A line stays behind; their old addresses lead to where they are."""
    require(by, "topic.split", topic)
    category = locked(category)
    check_category(category, by)
    title = check_title(title)
    if kind not in TopicKind.values:
        raise Refused(_("Choose what it is: a question, an idea, a discussion."), field="kind")
    look_over("topic", by_id=by.pk, at=at, reviewed=reviewed, before=topic.title, title=title, reason=reason)
    source = carrying.lock(topic.conversation_id)[topic.conversation_id]
    posts = _chosen(topic, numbers)
    _check_solution(posts, kind)
    new = _begin(category, posts, title=title, kind=kind, by=by)
    old = [post.number for post in posts]
    ways = {Stand(source.pk, number): place for place, number in enumerate(old, 1)}
    carrying.carry(new.conversation, ways)
    carrying.copy_follows(source, new.conversation, old)
    Solution.objects.filter(post__in=posts).update(topic=new)
    for each in (topic, new):
        recount_solutions(each)
    for talk in (source, new.conversation):
        carrying.recount(talk)
    _record(topic, new, posts, by=by, at=at, reason=reason)
    return new
