"""Reactions: giving one, taking it back, and who gave which."""

from typing import cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from trialogue.core.paging import Mark, read_mark
from trialogue.hub.conversations import actions
from trialogue.hub.conversations.gestures import Gesture, gesture_of
from trialogue.hub.conversations.models import Post, Reaction, ReactionKind
from trialogue.hub.conversations.reading import address
from trialogue.people.gates import sign_in_first
from trialogue.people.middleware import MemberRequest
from trialogue.people.persons import Person

from .posts import one_post, told

PAGE = 50


@sign_in_first
@require_POST
def post_reaction(request: HttpRequest, conversation_id: int, number: int, kind: str) -> HttpResponse:
    member = cast("MemberRequest", request).member
    post = one_post(member, conversation_id, number)
    if gesture_of(kind) is None:
        raise Http404
    act = actions.unreact if request.POST.get("on") == "0" else actions.react
    told(request, lambda: act(post, kind=kind, by=member, at=timezone.now()))
    return redirect(address(post.conversation, number))


def _given(post: Post, before: str) -> tuple[list[tuple[Person, Gesture | None]], str]:
    """A page of who reacted, the latest first, and where the next begins ("" at the end)."""
    found = Reaction.objects.filter(post=post).exclude(kind=ReactionKind.SAME)
    found = found.select_related("person__picture", "person__merged_into__picture").order_by("-at", "-pk")
    if mark := read_mark(before):
        found = found.filter(mark.older("at"))
    rows = list(found[: PAGE + 1])
    older = str(Mark(rows[PAGE - 1].at, rows[PAGE - 1].pk)) if len(rows) > PAGE else ""
    return [(row.person.heir, gesture_of(row.kind)) for row in rows[:PAGE]], older


@sign_in_first
def post_reactions(request: HttpRequest, conversation_id: int, number: int) -> HttpResponse:
    """Who said what to a post with one press."""
    post = one_post(cast("MemberRequest", request).member, conversation_id, number)
    before = request.GET.get("before", "")
    given, older = _given(post, before)
    context = {
        "post": post,
        "given": given,
        "unnamed": post.imported_thanks,
        "back": address(post.conversation, number),
        "older": f"?before={older}" if older else "",
        "newer": request.path if before else "",
    }
    return render(request, "conversations/reactions.html", context)
