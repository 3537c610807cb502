"""Asking for a second look at what a moderator took away."""

from typing import cast

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from trialogue.core.errors import Refused
from trialogue.core.once import once
from trialogue.hub.conversations.models import Post
from trialogue.hub.conversations.review import actions
from trialogue.hub.conversations.review.models import Appeal
from trialogue.hub.conversations.review.reach import posts_to_appeal
from trialogue.hub.conversations.review.whole import removal_of
from trialogue.hub.conversations.writing import sent
from trialogue.people.gates import sign_in_first
from trialogue.people.middleware import MemberRequest


class AppealForm(forms.Form):
    words = forms.CharField(
        label=gettext_lazy("Why should it come back?"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=gettext_lazy("Another moderator than the one who took it away reads this and decides."),
    )


def _page(request: HttpRequest, post: Post, form: AppealForm) -> HttpResponse:
    asked = Appeal.objects.filter(post=post).first()
    context = {"post": post, "form": form, "removal": removal_of(post), "asked": asked}
    return render(request, "review/appeal.html", context, status=400 if form.errors else 200)


@sign_in_first
@once
def post_appeal(request: HttpRequest, conversation_id: int, number: int) -> HttpResponse:
    member = cast("MemberRequest", request).member
    post = posts_to_appeal(member).filter(conversation_id=conversation_id, number=number).first()
    if post is None:
        raise Http404
    form = AppealForm(sent(request) if request.method == "POST" else None)
    if not form.is_valid():
        return _page(request, post, form)
    try:
        actions.appeal(post, words=form.cleaned_data["words"], by=member, at=timezone.now())
    except Refused as wrong:
        form.add_error(wrong.field or None, wrong.message)
        return _page(request, post, form)
    messages.success(request, _("Another moderator looks at it. You will hear what they decide."))
    return redirect("post-appeal", conversation_id, number)
