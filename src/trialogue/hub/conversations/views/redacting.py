"""Redacting: a page of its own, which asks for the reason and for a second, deliberate yes."""

from collections.abc import Callable
from functools import partial
from typing import cast

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from trialogue.core import limits
from trialogue.core.errors import NotAllowed, Refused
from trialogue.core.markup import text_of
from trialogue.core.once import once
from trialogue.core.words import here
from trialogue.hub.conversations import actions
from trialogue.hub.conversations.copies import files_of, quoting
from trialogue.hub.conversations.models import Post
from trialogue.hub.conversations.reach import posts_to_redact, talks_to_redact
from trialogue.hub.conversations.reading import address
from trialogue.hub.conversations.titles import has_words
from trialogue.hub.conversations.writing import sent
from trialogue.people.gates import sign_in_first
from trialogue.people.middleware import MemberRequest
from trialogue.people.persons import Person
from trialogue.people.rights import require


class SureForm(forms.Form):
    """The reason, and the second yes."""

    reason = forms.CharField(
        label=gettext_lazy("Why"),
        max_length=300,
        error_messages={"required": gettext_lazy("Say why. It stands where the text stood, and in the audit log.")},
        help_text=gettext_lazy("Everybody reads it where the text stood. Do not repeat what has to go."),
    )
    sure = forms.BooleanField(
        label=gettext_lazy("I have read it, and I know that nothing brings it back"),
        error_messages={"required": gettext_lazy("Say that you are sure: nothing brings it back.")},
    )


class TitleForm(SureForm):
    title = forms.CharField(
        label=gettext_lazy("What it is called from now on"),
        required=False,
        max_length=limits.TITLE_CHARS,
        help_text=gettext_lazy("Left empty, it says that the moderators redacted the title."),
    )
    field_order = ("title", "reason", "sure")


def _done(form: SureForm, act: Callable[[], object]) -> bool:
    """Does it. What the action says instead stands at the form."""
    try:
        act()
    except Refused as said:
        form.add_error(said.field or None, said.message)
    except NotAllowed:
        form.add_error(None, _("You may not do this here, or not any more. Nothing was changed."))
    else:
        return True
    return False


def _back(post: Post) -> str:
    return address(post.conversation, post.number)


def _page(request: HttpRequest, post: Post, member: Person, form: SureForm) -> HttpResponse:
    context = {
        "post": post,
        "form": form,
        "back": _back(post),
        "excerpt": text_of(post.html),
        "files": files_of(post),
        "quoting": [(each, address(each.conversation, each.number)) for each in quoting(post, member)],
    }
    return render(request, "conversations/redact.html", context, status=400 if form.errors else 200)


@sign_in_first
@once
def post_redact(request: HttpRequest, conversation_id: int, number: int) -> HttpResponse:
    member = cast("MemberRequest", request).member
    post = get_object_or_404(posts_to_redact(member), conversation_id=conversation_id, number=number)
    require(member, "post.redact", post)
    form = SureForm(sent(request) if request.method == "POST" else None)
    if form.is_valid():
        act = partial(actions.redact, post, by=member, at=timezone.now(), reason=form.cleaned_data["reason"])
        if _done(form, act):
            messages.success(request, _("The text is destroyed. Who wrote it, its number and its time stay."))
            return redirect(request.path if hasattr(post.conversation, "removal") else _back(post))
    return _page(request, post, member, form)


@sign_in_first
@once
def title_redact(request: HttpRequest, conversation_id: int) -> HttpResponse:
    member = cast("MemberRequest", request).member
    talk = get_object_or_404(talks_to_redact(member), pk=conversation_id)
    require(member, "title.redact", talk)
    if not has_words(talk):
        raise Http404
    form = TitleForm(sent(request) if request.method == "POST" else None)
    if form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("title", "reason")}
        if _done(form, partial(actions.redact_title, talk, by=member, at=timezone.now(), **said)):
            messages.success(request, _("The title is destroyed, here and where it was carried."))
            return redirect(request.path if hasattr(talk, "removal") else here(talk.path))
    context = {"talk": talk, "form": form, "back": here(talk.path)}
    return render(request, "conversations/redact_title.html", context, status=400 if form.errors else 200)
