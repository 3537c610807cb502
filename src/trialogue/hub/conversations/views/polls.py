"""Asking with a poll, choosing, who chose what, ending it."""

from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from trialogue.core.forms import attempt
from trialogue.core.guarding import review_in
from trialogue.core.once import once
from trialogue.core.paging import number_in
from trialogue.hub.conversations import actions
from trialogue.hub.conversations.models import Post
from trialogue.hub.conversations.poll_forms import PollForm
from trialogue.hub.conversations.polls import VOTES, Poll, votes_shown
from trialogue.hub.conversations.reading import address, number_asked
from trialogue.hub.conversations.writing import sent
from trialogue.people.gates import sign_in_first
from trialogue.people.middleware import MemberRequest
from trialogue.people.persons import Person
from trialogue.people.rights import require

from .posts import one_post, told


def _poll(member: Person, conversation_id: int, number: int) -> Poll:
    post = one_post(member, conversation_id, number)
    poll = Poll.objects.filter(post=post).first()
    if poll is None:
        raise Http404
    poll.post = post
    return poll


@sign_in_first
@require_POST
def poll_vote(request: HttpRequest, conversation_id: int, number: int) -> HttpResponse:
    member = cast("MemberRequest", request).member
    poll = _poll(member, conversation_id, number)
    now = timezone.now()
    chosen = {number_in(each) for each in request.POST.getlist(f"poll-{poll.pk}")}
    if "back" in request.POST:
        told(request, lambda: actions.withdraw_vote(poll, by=member, at=now))
    elif told(request, lambda: actions.vote(poll, chosen, by=member, at=now)):
        messages.success(request, _("Your choice is counted. You can change it until the poll ends."))
    return redirect(address(poll.post.conversation, number))


@sign_in_first
def poll_who(request: HttpRequest, conversation_id: int, number: int) -> HttpResponse:
    """Who chose what, a page at a time, where the poll shows that to those who see its results."""
    member = cast("MemberRequest", request).member
    poll = _poll(member, conversation_id, number)
    rows = votes_shown(poll, member, after=number_asked(request.GET.get("after")), at=timezone.now())
    if not rows:
        raise Http404
    later = f"?after={rows[VOTES - 1].pk}" if len(rows) > VOTES else ""
    context = {"poll": poll, "rows": rows[:VOTES], "later": later, "back": address(poll.post.conversation, number)}
    return render(request, "conversations/poll_who.html", context)


def _put_page(request: HttpRequest, post: Post, form: PollForm, *, new: bool) -> HttpResponse:
    context = {"post": post, "form": form, "new": new, "back": address(post.conversation, post.number)}
    return render(request, "conversations/poll_edit.html", context, status=400 if form.errors else 200)


@sign_in_first
@once
def poll_edit(request: HttpRequest, conversation_id: int, number: int) -> HttpResponse:
    """Adds a poll to the post, or changes it as long as nobody has chosen."""
    member = cast("MemberRequest", request).member
    post = one_post(member, conversation_id, number)
    require(member, "poll.put", post)
    poll = Poll.objects.filter(post=post).prefetch_related("options").first()
    form = PollForm.about(poll, sent(request) if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        plan = form.plan
        if attempt(
            form, lambda: actions.put_poll(post, plan, by=member, at=timezone.now(), reviewed=review_in(request))
        ):
            return redirect(address(post.conversation, number))
    return _put_page(request, post, form, new=poll is None)


@sign_in_first
@once
def poll_end(request: HttpRequest, conversation_id: int, number: int) -> HttpResponse:
    member = cast("MemberRequest", request).member
    poll = _poll(member, conversation_id, number)
    require(member, "poll.put", poll.post)
    back = address(poll.post.conversation, number)
    if request.method != "POST":
        return render(request, "conversations/poll_end.html", {"poll": poll, "back": back})
    told(request, lambda: actions.close_poll(poll, by=member, at=timezone.now()))
    return redirect(back)
