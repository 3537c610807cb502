"""What its people do with a direct conversation as a whole: invite, name, leave, report."""

from collections.abc import Callable
from functools import partial
from typing import cast

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from trialogue.core.forms import attempt
from trialogue.core.guarding import review_in
from trialogue.core.once import once
from trialogue.core.words import here
from trialogue.hub.conversations import actions
from trialogue.hub.conversations.direct.models import Direct
from trialogue.hub.conversations.direct.named import people_named
from trialogue.hub.conversations.models import Post, PostKind
from trialogue.hub.conversations.reading import number_asked
from trialogue.hub.conversations.writing import sent
from trialogue.people.gates import sign_in_first
from trialogue.people.middleware import MemberRequest
from trialogue.people.persons import Person

from .direct import found
from .posts import told

REPORTABLE = 50


class InviteForm(forms.Form):
    people = forms.CharField(
        label=gettext_lazy("Who"),
        max_length=60,
        error_messages={"required": gettext_lazy("Name somebody.")},
        help_text=gettext_lazy("Their handle: @wanjiru."),
        widget=forms.TextInput(attrs={"autocapitalize": "none", "spellcheck": "false", "dir": "ltr"}),
    )
    reads = forms.ChoiceField(
        label=gettext_lazy("What they read"),
        choices=[
            ("since", gettext_lazy("what is written from now on")),
            ("all", gettext_lazy("everything you read here")),
        ],
        initial="since",
        widget=forms.RadioSelect,
    )


class SubjectForm(forms.Form):
    subject = forms.CharField(
        label=gettext_lazy("What it is about"),
        required=False,
        help_text=gettext_lazy("Left empty, it is called by its people."),
    )


def _page(request: HttpRequest, name: str, direct: Direct, form: forms.Form, **more: object) -> HttpResponse:
    context = {"direct": direct, "form": form, "back": here(direct.conversation.path), **more}
    return render(request, f"conversations/direct/{name}.html", context, status=400 if form.errors else 200)


def _invite(direct: Direct, said: dict[str, str], by: Person) -> None:
    for person in people_named(said["people"])[:1]:
        actions.invite_to_direct(direct, person, from_the_start=said["reads"] == "all", by=by, at=timezone.now())


def _form_view(
    request: HttpRequest, direct: Direct, name: str, form: forms.Form, act: Callable[[dict[str, str]], object]
) -> HttpResponse:
    """Shows the form, or does it and leads back."""
    if form.is_valid() and attempt(form, lambda: act(form.cleaned_data)):
        return redirect(here(direct.conversation.path))
    return _page(request, name, direct, form)


@sign_in_first
@once
def message_invite(request: HttpRequest, pk: int) -> HttpResponse:
    member = cast("MemberRequest", request).member
    direct = found(member, pk)
    form = InviteForm(sent(request) if request.method == "POST" else None)
    return _form_view(request, direct, "invite", form, lambda said: _invite(direct, said, member))


@sign_in_first
@once
def message_subject(request: HttpRequest, pk: int) -> HttpResponse:
    member = cast("MemberRequest", request).member
    direct = found(member, pk)
    data = sent(request) if request.method == "POST" else None
    form = SubjectForm(data, initial={"subject": direct.subject})
    rename = partial(actions.rename_direct, direct, by=member, at=timezone.now(), reviewed=review_in(request))
    return _form_view(request, direct, "subject", form, lambda said: rename(subject=said["subject"]))


@sign_in_first
@once
def message_leave(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks once: there is no way back but by invitation."""
    member = cast("MemberRequest", request).member
    direct = found(member, pk)
    if request.method != "POST":
        return _page(request, "leave", direct, forms.Form())
    if told(request, lambda: actions.leave_direct(direct, by=member, at=timezone.now())):
        messages.success(request, _("You have left. You are told nothing of it any more."))
    return redirect("messages")


class ReportForm(forms.Form):
    words = forms.CharField(
        label=gettext_lazy("What is wrong"),
        error_messages={"required": gettext_lazy("Say in a sentence what is wrong with it.")},
        help_text=gettext_lazy("The moderators read it with the posts. Nobody else does."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )


def _reportable(direct: Direct, member: Person) -> list[Post]:
    """The newest posts of others that say something."""
    posts = Post.objects.visible_to(member).with_authors().exclude(author=member).exclude(kind=PostKind.REDACTED)
    return list(posts.filter(conversation=direct.conversation).order_by("-number")[:REPORTABLE])


@sign_in_first
@once
def message_report(request: HttpRequest, pk: int) -> HttpResponse:
    """One chooses what the moderators are to see: that, and nothing else, is copied to them."""
    member = cast("MemberRequest", request).member
    direct = found(member, pk)
    form = ReportForm(sent(request) if request.method == "POST" else None)
    chosen = {number_asked(number) for number in request.POST.getlist("posts")}
    if form.is_valid():
        words = form.cleaned_data["words"]
        report = partial(
            actions.report_direct,
            direct,
            chosen,
            words=words,
            by=member,
            at=timezone.now(),
            reviewed=review_in(request),
        )
        if attempt(form, report):
            messages.success(request, _("The moderators have it. You hear what comes of it."))
            return redirect(here(direct.conversation.path))
    rows = [(post, post.number in chosen) for post in _reportable(direct, member)]
    return _page(request, "report", direct, form, rows=rows)
