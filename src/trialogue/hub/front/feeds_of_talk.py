"""Atom feeds of what is talked about: any list of topics, the posts of one conversation, the posts of one person."""

from collections.abc import Iterable

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from trialogue.core.markup import text_of
from trialogue.core.words import here
from trialogue.hub.conversations.models import Conversation, Post, PostQuerySet
from trialogue.hub.forum.models import Category, Topic
from trialogue.hub.forum.tags import Tag
from trialogue.hub.forum.views.lists import at_tag, page_of_wish
from trialogue.hub.forum.wishes import Wish, tabs
from trialogue.people.persons import Person

from .feeds import EXCERPT, NEWEST, Entry, answered, feed_view, name_of


def _topics(topics: Iterable[Topic]) -> list[Entry]:
    """With their first words, in the order of the list."""
    found = [topic.conversation_id for topic in topics]
    talks = Conversation.objects.select_related("starter__merged_into").in_bulk(found)
    first = (
        Post.objects.visible_to(None).filter(conversation__in=found, number=1).values_list("conversation_id", "html")
    )
    words = {talk: text_of(html, limit=EXCERPT) for talk, html in first}
    return [
        (talk.title, here(talk.path), words.get(talk.pk, ""), talk.started_at, name_of(talk.starter))
        for talk in map(talks.__getitem__, found)
    ]


def _list(
    request: HttpRequest, base: str, title: str, category: Category | None = None, tag: Tag | None = None
) -> HttpResponse:
    wish = Wish.read(request.GET, None)
    label = next(each.label for each in tabs(wish, base, None) if each.current)
    said = title if wish.view == Wish.view else f"{title}: {label}"
    topics = page_of_wish(None, wish, category, tag, now=timezone.now())
    return answered(request, said, wish.address(base), _topics(topics))


@feed_view
def forum_feed(request: HttpRequest) -> HttpResponse:
    return _list(request, here("/forum/"), _("Forum"))


@feed_view
def category_feed(request: HttpRequest, slug: str) -> HttpResponse:
    category = Category.objects.visible_to(None).filter(slug=slug).first()
    if category is None:
        raise Http404
    return _list(request, category.get_absolute_url(), category.name, category)


@feed_view
@at_tag
def tag_feed(request: HttpRequest, tag: Tag) -> HttpResponse:
    return _list(request, tag.get_absolute_url(), tag.name, tag=tag)


def _posts(posts: PostQuerySet) -> list[Entry]:
    found = posts.with_authors().select_related("conversation").order_by("-created_at", "-pk")[:NEWEST]
    return [
        (
            post.conversation.title, here(post.get_absolute_url()), text_of(post.html, limit=EXCERPT), post.created_at,
            name_of(post.author),
        )
        for post in found
    ]  # fmt: skip


@feed_view
def topic_feed(request: HttpRequest, pk: int) -> HttpResponse:
    """The newest posts of a topic."""
    topic = Topic.objects.visible_to(None).select_related("conversation").filter(pk=pk).first()
    if topic is None:
        raise Http404
    posts = Post.objects.visible_to(None).filter(conversation=topic.conversation_id)
    return answered(request, topic.title, here(topic.conversation.path), _posts(posts))


@feed_view
def person_feed(request: HttpRequest, handle: str) -> HttpResponse:
    """What somebody wrote where everybody reads."""
    person = Person.objects.visible_to(None).filter(handle_key=handle.lower()).first()
    if person is None:
        raise Http404
    posts = Post.objects.visible_to(None).filter(author=person)
    return answered(request, person.name, person.get_absolute_url(), _posts(posts))
