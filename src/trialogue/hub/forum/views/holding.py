"""Whether an accepted answer still holds in a version that is out."""

from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from trialogue.core.once import once
from trialogue.core.words import here
from trialogue.hub.conversations.models import Post
from trialogue.hub.conversations.reading import address
from trialogue.hub.conversations.views.posts import told
from trialogue.hub.forum import actions
from trialogue.hub.forum.checks import AnswerCheck, Still
from trialogue.hub.forum.forms import versions
from trialogue.hub.forum.models import Solution
from trialogue.hub.products.models import Version
from trialogue.people.gates import sign_in_first
from trialogue.people.middleware import MemberRequest
from trialogue.people.persons import Person

from .topics import found

SHOWN = 30


def _solution(member: Person, pk: int, number: int) -> Solution:
    topic = found(member, pk)
    posts = Post.objects.visible_to(member).with_authors().filter(conversation=topic.conversation, number=number)
    post = posts.select_related("solution__holds_from", "solution__held_in").first()
    solution: Solution | None = getattr(post, "solution", None)
    if post is None or solution is None:
        raise Http404
    solution.topic, solution.post, post.conversation = topic, post, topic.conversation
    return solution


def _choices(solution: Solution) -> list[Version]:
    """The versions that are out, newest first, of the product the answer is about where that is known."""
    product = solution.holds_from.product_id if solution.holds_from else None
    return [each for each in versions() if product in (None, each.product_id)]


@sign_in_first
@once
def answer_holds(request: HttpRequest, pk: int, slug: str, number: int) -> HttpResponse:
    """Asks; where it changed, leads on to writing how it is now."""
    member = cast("MemberRequest", request).member
    solution = _solution(member, pk, number)
    out = _choices(solution)
    if request.method != "POST":
        checks = AnswerCheck.objects.filter(solution=solution).select_related("by__merged_into", "version")
        context = {
            "solution": solution, "versions": out, "checks": checks.order_by("-at")[:SHOWN], "choices": Still.choices,
            "back": address(solution.topic.conversation, number),
        }  # fmt: skip
        return render(request, "forum/holds.html", context)
    version = next((each for each in out if str(each.pk) == request.POST.get("version")), None)
    if version is None:
        messages.warning(request, _("Choose a version of the product that is out."))
        return redirect(request.path)
    still = request.POST.get("still", "")
    done = told(
        request,
        lambda: actions.check_answer(solution, version=version, still=still, by=member, at=timezone.now()),
    )
    if done and still == Still.CHANGED:
        messages.success(request, _("Write below how it is now; then it can be accepted instead."))
        return redirect(f"{here(solution.topic.conversation.path)}?quote={number}#composer")
    if done:
        messages.success(request, _("Thank you. Everybody who comes with the question reads it."))
    return redirect(address(solution.topic.conversation, number))
