"""One topic: its page, and the addresses that lead to it."""

from typing import cast

from django.conf import settings
from django.db.models import Exists, OuterRef
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from trialogue.core.audiences import PUBLIC, Viewer
from trialogue.core.edge import shows_only
from trialogue.core.prepared import WIDEST, Prepared
from trialogue.core.words import here
from trialogue.hub.conversations.actions import mark_read
from trialogue.hub.conversations.models import Conversation, Post, Reaction, ReactionKind
from trialogue.hub.conversations.parts import act, menu, title_links
from trialogue.hub.conversations.reading import Thread, address, number_asked, page_of_posts, whole
from trialogue.hub.conversations.unread import SCROLLS, with_line
from trialogue.hub.conversations.writing import composer, has_draft, quoted_post
from trialogue.hub.forum.care import care_links
from trialogue.hub.forum.dressing import TopicDressing
from trialogue.hub.forum.margin import hearing
from trialogue.hub.forum.models import Topic, TopicQuerySet
from trialogue.hub.forum.page import around
from trialogue.hub.forum.panels import cards
from trialogue.people.middleware import Request
from trialogue.people.persons import Person

# The page that holds all posts, among the pages that begin after a post.
WHOLE = -1
# A card asks what came of it; before that there is nothing to ask, and no query.
AFTER_RELEASE = ("released", "told")


def _with_its_page(viewer: Viewer | None, pk: int) -> TopicQuerySet:
    topics = Topic.objects.visible_to(viewer).select_related(
        "category", "conversation__starter", "product_version", "closing"
    )
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


def merged_address(member: Person | None, pk: int) -> str:
    """Where a topic is read that was merged into another; 404 where that is not for this member."""
    talk = Conversation.objects.filter(topic=pk).first() if pk <= WIDEST else None
    while talk is not None and talk.merged_into_id is not None:
        talk = Conversation.objects.get(pk=talk.merged_into_id)
    if talk is None or not Conversation.objects.visible_to(member).filter(pk=talk.pk).exclude(topic=pk).exists():
        raise Http404
    return here(talk.path)


def _read_on(request: HttpRequest, thread: Thread, topic: Topic, member: Person) -> None:
    """Notes how far this member has read, where their browser does not do so while they scroll."""
    read_to = getattr(topic, "read_to", None)
    if SCROLLS not in request.COOKIES and thread.last_number > (read_to or 0):
        mark_read(topic.conversation, number=thread.last_number, by=member, at=timezone.now(), first=read_to is None)


def _care_menu(topic: Topic, member: Person | None) -> SafeString:
    """What the asker and moderators may do with the topic as a whole."""
    return menu([*care_links(topic, member), *title_links(topic.conversation, member)], name=topic.title)


def _own_pin(topic: Topic) -> SafeString:
    """What is pinned for everybody each may put among the others for themselves."""
    url = reverse("topic-unpin-here", args=[topic.pk, topic.slug])
    if getattr(topic, "unpinned", False):
        return act(_("Pin it for me again"), "pin", url, value=0)
    return act(_("Unpin it for me"), "pin-off", url)


@require_safe
def topic(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    member = cast("Request", request).member
    try:
        this = found(member, pk)
    except Http404:
        return redirect(merged_address(member, pk), permanent=True)
    if slug != this.slug:
        query = request.META.get("QUERY_STRING", "")
        return redirect(f"{this.get_absolute_url()}{'?' if query else ''}{query}", permanent=True)
    talk = this.conversation
    shows_only(request, talk.pk)
    dressing = TopicDressing(this, member, same=bool(getattr(this, "same", False)))
    after = number_asked(request.GET.get("after"))
    printing = "print" in request.GET
    thread = (
        whole(talk, member, dressing=dressing)
        if printing
        else page_of_posts(talk, member, after=after, dressing=dressing)
    )
    framed = around(this, thread, member, after=WHOLE if printing else after)
    if member is not None:
        _read_on(request, thread, this, member)
    context = {
        "topic": this,
        "thread": with_line(thread, getattr(this, "read_to", None) or 0),
        "read_to": getattr(this, "read_to", None) or 0,
        "around": framed,
        "private": talk.audience_id != PUBLIC,
        "canonical_url": f"{settings.BASE_URL}{this.get_absolute_url()}{f'?after={after}' if after else ''}",
        "hearing": hearing(getattr(this, "level", None)),
        "own_pin": _own_pin(this),
        "care": _care_menu(this, member),
        "cards": cards(this, member, request) if framed.reached in AFTER_RELEASE else [],
        "composer": composer(
            talk, member, quoted=quoted_post(request, talk, member), drafted=bool(getattr(this, "drafted", True))
        ),
    }
    return render(request, "forum/topic.html", context)


@require_safe
def short(request: HttpRequest, pk: int) -> HttpResponse:
    member = cast("Request", request).member
    try:
        return redirect(found(member, pk).get_absolute_url(), permanent=True)
    except Http404:
        return redirect(merged_address(member, pk), permanent=True)


@require_safe
def post(request: HttpRequest, pk: int, slug: str, number: int) -> HttpResponse:
    """The permanent address of one post leads to the page it is on, wherever it was moved."""
    member = cast("Request", request).member
    posts = Post.objects.visible_to(member).select_related("conversation")
    if max(pk, number) > WIDEST:
        raise Http404
    this = posts.filter(conversation__topic=pk, number=number).first()
    if this is None:
        this = posts.filter(moves__conversation__topic=pk, moves__number=number).first()
    if this is None:
        raise Http404
    return redirect(address(this.conversation, this.number))
