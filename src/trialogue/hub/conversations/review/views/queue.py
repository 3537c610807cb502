"""The queue: what waits, one case, and deciding about it."""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from trialogue.core.errors import NotAllowed, Refused
from trialogue.core.once import once
from trialogue.hub.conversations.review import actions
from trialogue.hub.conversations.review.models import ReviewItem
from trialogue.hub.conversations.review.queue import PAGE, case, lately, mark_of, row, waiting
from trialogue.hub.conversations.views.posts import told
from trialogue.hub.conversations.writing import words_of
from trialogue.people.gates import View, sign_in_first
from trialogue.people.middleware import MemberRequest
from trialogue.people.rights import may, may_somewhere


def reviewers(view: View) -> View:
    """Only those who moderate somewhere; what they find is what stands there."""

    @wraps(view)
    def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not may_somewhere(getattr(request, "member", None), "review.decide"):
            raise NotAllowed("review.decide")
        return view(request, *args, **kwargs)

    return sign_in_first(inner)


def _item(request: MemberRequest, pk: int) -> ReviewItem:
    return get_object_or_404(ReviewItem.objects.visible_to(request.member).for_list(), pk=pk)


def _page(request: MemberRequest, item: ReviewItem | None, *, status: int = 200, **more: Any) -> HttpResponse:
    member, after = request.member, request.GET.get("after", "")
    found = list(waiting(member, after)[: PAGE + 1])
    shown = found[:PAGE]
    item = item or (shown[0] if shown else None)
    context = {
        "rows": [row(each, item.pk if item else 0) for each in shown],
        "lately": [row(each, 0) for each in lately(member)],
        "case": case(item, member) if item else None,
        "older": f"{request.path}?after={mark_of(shown[-1])}" if len(found) > PAGE else "",
        "newer": request.path if after else "",
        "mine": item is not None and hasattr(item, "claim") and item.claim.by_id == member.pk,
        "rules": may(member, "review.rule"),
    }
    return render(request, "review/queue.html", context | more, status=status)


@reviewers
def review(request: HttpRequest) -> HttpResponse:
    return _page(cast("MemberRequest", request), None)


@reviewers
def review_item(request: HttpRequest, pk: int) -> HttpResponse:
    request = cast("MemberRequest", request)
    return _page(request, _item(request, pk))


@reviewers
def review_post(request: HttpRequest, post_id: int) -> HttpResponse:
    """From a post to what waits about it."""
    found = ReviewItem.objects.visible_to(cast("MemberRequest", request).member).filter(post=post_id).order_by("-pk")
    return redirect("review-item", get_object_or_404(found[:1]).pk)


@reviewers
@require_POST
@once
def item_claim(request: HttpRequest, pk: int) -> HttpResponse:
    """Takes it on, or gives it back."""
    request = cast("MemberRequest", request)
    item = _item(request, pk)
    act: Callable[..., object] = actions.give_back if request.POST.get("on") == "0" else actions.claim
    told(request, lambda: act(item, by=request.member, at=timezone.now()))
    return redirect("review-item", pk)


@reviewers
@require_POST
@once
def item_decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Decides; what is wrong stands beside the reason, which is kept."""
    request = cast("MemberRequest", request)
    item = _item(request, pk)
    reason = words_of(request, "reason")
    try:
        actions.decide(
            item, verdict=request.POST.get("verdict", ""), reason=reason, by=request.member, at=timezone.now()
        )
    except Refused as said:
        return _page(request, _item(request, pk), status=400, wrong=said.message, reason=reason)
    messages.success(request, _("Decided. You can take it back below the queue."))
    return redirect("review")


@reviewers
@require_POST
@once
def item_undo(request: HttpRequest, pk: int) -> HttpResponse:
    request = cast("MemberRequest", request)
    item = _item(request, pk)
    if told(request, lambda: actions.undo_decision(item, by=request.member, at=timezone.now())):
        messages.success(request, _("Taken back. It waits again."))
    return redirect(reverse("review-item", args=[pk]))
