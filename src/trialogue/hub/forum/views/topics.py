"""One topic: its page, and the addresses that lead to it."""

from typing import cast

from django.db.models import Exists, OuterRef
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from trialogue.core.audiences import Viewer
from trialogue.core.edge import shows_only
from trialogue.core.prepared import Prepared
from trialogue.hub.conversations.actions import mark_read
from trialogue.hub.conversations.models import Post, Reaction, ReactionKind
from trialogue.hub.conversations.parts import menu, title_links
from trialogue.hub.conversations.reading import Thread, address, number_asked, page_of_posts
from trialogue.hub.conversations.writing import composer, has_draft, quoted_post
from trialogue.hub.forum.dressing import TopicDressing
from trialogue.hub.forum.margin import care_links, hearing
from trialogue.hub.forum.models import Topic, TopicQuerySet
from trialogue.hub.forum.page import around
from trialogue.hub.forum.panels import cards
from trialogue.people.middleware import Request
from trialogue.people.persons import Person
from trialogue.people.rights import may

# A card asks what came of it; before that there is nothing to ask, and no query.
AFTER_RELEASE = ("released", "told")


def _with_its_page(viewer: Viewer | None, pk: int) -> TopicQuerySet:
    topics = Topic.objects.visible_to(viewer).select_related("category", "conversation__starter", "product_version")
    if viewer is not None:
        first = Reaction.objects.filter(
            post__conversation=OuterRef("conversation"), post__number=1, person_id=viewer.pk, kind=ReactionKind.SAME
        )
        drafted = has_draft(viewer, "conversation_id")
        topics = topics.read_by(viewer).annotate(same=Exists(first), drafted=drafted)
    return topics.filter(pk=pk)


_topics = Prepared(_with_its_page)


def found(member: Person | None, pk: int) -> Topic:
    """The topic with everything its page says of it, in one query; 404 for what is not there for this member."""
    topics = _topics(member, pk=pk)
    if not topics:
        raise Http404
    return topics[0]


def _read_on(thread: Thread, topic: Topic, member: Person | None) -> None:
    """Notes how far this member has read; guests leave nothing behind."""
    read_to = getattr(topic, "read_to", None)
    if member is not None and thread.last_number > (read_to or 0):
        mark_read(topic.conversation, number=thread.last_number, by=member, at=timezone.now(), first=read_to is None)


def _care_menu(topic: Topic, member: Person | None) -> SafeString:
    """What the asker and moderators may do with the topic as a whole."""
    edits, closes, removes = (may(member, f"topic.{verb}", topic) for verb in ("edit", "close", "remove"))
    urls = {name: reverse(f"topic-{name}", args=[topic.pk, topic.slug]) for name in ("edit", "close", "remove")}
    links = care_links(topic, edits=edits, closes=closes, removes=removes, urls=urls)
    return menu([*links, *title_links(topic.conversation, member)], name=topic.title)


@require_safe
def topic(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    member = cast("Request", request).member
    this = found(member, pk)
    if slug != this.slug:
        query = request.META.get("QUERY_STRING", "")
        return redirect(f"{this.get_absolute_url()}{'?' if query else ''}{query}", permanent=True)
    talk = this.conversation
    shows_only(request, talk.pk)
    dressing = TopicDressing(this, member, same=bool(getattr(this, "same", False)))
    after = number_asked(request.GET.get("after"))
    thread = page_of_posts(talk, member, after=after, dressing=dressing)
    framed = around(this, thread, member, after=after)
    _read_on(thread, this, member)
    context = {
        "topic": this,
        "thread": thread,
        "around": framed,
        "hearing": hearing(getattr(this, "level", None)),
        "care": _care_menu(this, member),
        "cards": cards(this, member, request) if framed.reached in AFTER_RELEASE else [],
        "composer": composer(
            talk, member, quoted=quoted_post(request, talk, member), drafted=bool(getattr(this, "drafted", True))
        ),
    }
    return render(request, "forum/topic.html", context)


@require_safe
def short(request: HttpRequest, pk: int) -> HttpResponse:
    return redirect(found(cast("Request", request).member, pk).get_absolute_url(), permanent=True)


@require_safe
def post(request: HttpRequest, pk: int, slug: str, number: int) -> HttpResponse:
    """The permanent address of one post leads to the page it is on."""
    member = cast("Request", request).member
    this = found(member, pk)
    if not Post.objects.visible_to(member).filter(conversation=this.conversation, number=number).exists():
        raise Http404
    return redirect(address(this.conversation, number))
