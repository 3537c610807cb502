"""Giving a post to everybody to edit, and taking it back."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from trialogue.core.once import once
from trialogue.hub.conversations import actions
from trialogue.hub.conversations.reading import address
from trialogue.people.gates import sign_in_first
from trialogue.people.middleware import MemberRequest
from trialogue.people.rights import require

from .posts import one_post, told


@sign_in_first
@once
def post_wiki(request: HttpRequest, conversation_id: int, number: int) -> HttpResponse:
    """Asks once; the form says which of the two was meant."""
    member = cast("MemberRequest", request).member
    post = one_post(member, conversation_id, number)
    require(member, "wiki.make", post)
    back = address(post.conversation, number)
    if request.method != "POST":
        return render(
            request, "conversations/wiki.html", {"post": post, "is_wiki": hasattr(post, "wiki"), "back": back}
        )
    act = actions.end_wiki if "end" in request.POST else actions.make_wiki
    told(request, lambda: act(post, by=member, at=timezone.now()))
    return redirect(back)
