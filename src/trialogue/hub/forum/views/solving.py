"""Accepting an answer, taking it back, having the same question."""

from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from trialogue.core.words import here
from trialogue.hub.conversations.models import Post
from trialogue.hub.conversations.reading import address, number_asked
from trialogue.hub.conversations.views.posts import told
from trialogue.hub.forum import actions
from trialogue.hub.forum.dressing import accepted_number
from trialogue.hub.forum.forms import version_choices, versions
from trialogue.hub.forum.models import Topic
from trialogue.people.gates import sign_in_first
from trialogue.people.middleware import MemberRequest
from trialogue.people.persons import Person
from trialogue.people.rights import require

from .topics import found


def _answer(topic: Topic, member: Person, number: int) -> Post | None:
    posts = Post.objects.visible_to(member).with_authors().select_related("solution")
    post = posts.filter(conversation=topic.conversation, number=number).first()
    if post is not None:
        post.conversation = topic.conversation
    return post


@sign_in_first
def topic_accept(request: HttpRequest, pk: int, slug: str, number: int) -> HttpResponse:
    """Asks since which version the answer holds; the button on the post itself skips the question."""
    member = cast("MemberRequest", request).member
    topic = found(member, pk)
    post = _answer(topic, member, number)
    if post is None:
        raise Http404
    if request.method == "POST":
        return _accept(request, topic, post, member)
    require(member, "topic.accept", topic)
    context = {
        "topic": topic,
        "post": post,
        "accepted": accepted_number(topic),
        "versions": version_choices(versions()),
    }
    return render(request, "forum/accept.html", context | {"back": address(topic.conversation, number)})


def _accept(request: HttpRequest, topic: Topic, post: Post, member: Person) -> HttpResponse:
    """`instead_of` is the answer that was accepted when the page was drawn: who was slower hears of it."""
    now = timezone.now()
    if "back" in request.POST:
        told(request, lambda: actions.unaccept(topic, post, by=member, at=now))
        return redirect(address(topic.conversation, post.number))
    instead = _answer(topic, member, number_asked(request.POST.get("instead_of")))
    holds_from = next((each for each in versions() if str(each.pk) == request.POST.get("holds_from")), None)
    if (
        told(request, lambda: actions.accept(topic, post, by=member, at=now, holds_from=holds_from, instead_of=instead))
        and post.speaker
    ):
        messages.success(request, _("Accepted. %(name)s hears of it.") % {"name": post.speaker.name})
    return redirect(address(topic.conversation, post.number))


@sign_in_first
@require_POST
def same_here(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    member = cast("MemberRequest", request).member
    topic = found(member, pk)
    if request.POST.get("on") == "0":
        told(request, lambda: actions.withdraw_same(topic, by=member, at=timezone.now()))
    elif told(request, lambda: actions.same_here(topic, by=member, at=timezone.now())):
        messages.success(request, _("Counted. When a release brings it, you are told."))
    return redirect(here(topic.conversation.path))
