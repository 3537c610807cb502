"""Reporting a post, and what came of what one reported."""

from typing import cast

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from trialogue.core.errors import Refused
from trialogue.core.markup import text_of
from trialogue.core.once import once
from trialogue.hub.conversations.models import Post
from trialogue.hub.conversations.reading import address
from trialogue.hub.conversations.review import actions
from trialogue.hub.conversations.review.models import Reason, Report
from trialogue.hub.conversations.views.posts import one_post
from trialogue.hub.conversations.writing import sent
from trialogue.people.gates import sign_in_first
from trialogue.people.middleware import MemberRequest

PAGE = 30


class ReportForm(forms.Form):
    reason = forms.ChoiceField(
        label=gettext_lazy("What is wrong with it?"), choices=Reason.choices, required=False, widget=forms.RadioSelect
    )
    note = forms.CharField(
        label=gettext_lazy("In your words"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Only the moderators read it. Do not repeat what must not be there."),
    )


def _page(request: HttpRequest, post: Post, form: ReportForm) -> HttpResponse:
    back = address(post.conversation, post.number)
    context = {"post": post, "form": form, "back": back, "excerpt": text_of(post.html)}
    return render(request, "review/report.html", context, status=400 if form.errors else 200)


@sign_in_first
@once
def post_report(request: HttpRequest, conversation_id: int, number: int) -> HttpResponse:
    member = cast("MemberRequest", request).member
    post = one_post(member, conversation_id, number)
    form = ReportForm(sent(request) if request.method == "POST" else None)
    if not form.is_valid():
        return _page(request, post, form)
    said = form.cleaned_data
    try:
        actions.report(post, reason=said["reason"], note=said["note"], by=member, at=timezone.now())
    except Refused as wrong:
        form.add_error(wrong.field or None, wrong.message)
        return _page(request, post, form)
    messages.success(request, _("Thank you. A moderator looks at it; you will hear what came of it."))
    return redirect("reports" if post.waits else address(post.conversation, post.number))


@sign_in_first
def reports(request: HttpRequest) -> HttpResponse:
    """What this member reported, newest first."""
    member = cast("MemberRequest", request).member
    found = list(Report.objects.newest_of(member, before=request.GET.get("before", ""))[: PAGE + 1])
    seen = Post.objects.visible_to(member).select_related("conversation", "author__merged_into")
    posts = {post.pk: post for post in seen.filter(pk__in=[row.post_id for row in found])}
    context = {
        "rows": [(row, posts.get(row.post_id)) for row in found[:PAGE]],
        "older": f"?before={found[PAGE - 1].mark}" if len(found) > PAGE else "",
    }
    return render(request, "review/reports.html", context)
