"""'Did it help?'"""

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from trialogue.core.forms import attempt
from trialogue.core.guarding import review_in
from trialogue.core.once import once
from trialogue.core.words import here
from trialogue.hub.releases import actions
from trialogue.hub.releases.forms import AnswerForm
from trialogue.hub.releases.models import Told
from trialogue.people.gates import sign_in_first
from trialogue.people.middleware import MemberRequest


def _asked_in(told: Told) -> str:
    talk = told.topic.conversation if told.topic else told.ticket.conversation
    return here(talk.path)


@once
@sign_in_first
def answer(request: MemberRequest, pk: int) -> HttpResponse:
    """Their own answer; the card on the topic posts here, and the page asks the same."""
    mine = Told.objects.visible_to(request.member).filter(person=request.member).for_answer()
    told = get_object_or_404(mine, pk=pk)
    earlier = {None: "", True: "yes", False: "no"}[told.helped]
    form = AnswerForm(
        request.POST if request.method == "POST" else None, initial={"helped": earlier, "words": told.answer}
    )
    if request.method == "POST" and form.is_valid():
        save = partial(
            actions.answer, told, helped=form.cleaned_data["helped"] == "yes", words=form.cleaned_data["words"],
            by=request.member, at=timezone.now(), reviewed=review_in(request),
        )  # fmt: skip
        if attempt(form, save):
            messages.success(request, _("Kept. Whoever built it will read it."))
            return redirect(_asked_in(told))
    return render(request, "releases/answer.html", {"told": told, "form": form, "asked_in": _asked_in(told)})
