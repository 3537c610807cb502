"""Writing to somebody: a new direct conversation. What was typed survives every error and a closed browser."""

from typing import cast

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from trialogue.core.errors import NotAllowed, Refused
from trialogue.core.forms import say
from trialogue.core.guarding import review_in
from trialogue.core.once import once
from trialogue.core.words import here
from trialogue.hub.conversations import actions
from trialogue.hub.conversations.direct.named import people_named
from trialogue.hub.conversations.writing import draft_of, previewed, sent, text_sent
from trialogue.people.gates import sign_in_first
from trialogue.people.middleware import MemberRequest
from trialogue.people.persons import Person

KEY = "direct"


class NewForm(forms.Form):
    """The rules are the action's; the form carries what was typed."""

    people = forms.CharField(
        label=gettext_lazy("To"),
        max_length=500,
        error_messages={"required": gettext_lazy("Name somebody you want to write to.")},
        help_text=gettext_lazy("Handles, with commas between: @noa, @wanjiru. Up to nine people."),
        widget=forms.TextInput(attrs={"autocapitalize": "none", "spellcheck": "false", "dir": "ltr"}),
    )
    subject = forms.CharField(label=gettext_lazy("What it is about"), required=False)
    source = forms.CharField(
        label=gettext_lazy("Your message"), required=False, strip=False, widget=forms.Textarea(attrs={"rows": 8})
    )


def _page(request: HttpRequest, form: NewForm, **more: object) -> HttpResponse:
    context = {"form": form, "key": KEY, "version": "", **more}
    return render(request, "conversations/direct/new.html", context, status=400 if form.errors else 200)


def _begun(request: HttpRequest, member: Person) -> HttpResponse:
    """Fresh where the address names somebody else; otherwise as it was left."""
    to = request.GET.get("to", "")[:40]
    draft = draft_of(member, KEY)
    if draft is not None and (not to or to in draft.fields.get("people", "")):
        return _page(request, NewForm(initial=draft.fields), version=draft.version, drafted=True)
    return _page(request, NewForm(initial={"people": f"@{to}" if to else ""}))


@sign_in_first
@once
def message_new(request: HttpRequest) -> HttpResponse:
    """Sends, shows the preview, or says what is wrong."""
    member = cast("MemberRequest", request).member
    if request.method != "POST":
        return _begun(request, member)
    if "forget" in request.POST:
        actions.discard_draft(key=KEY, by=member)
        return redirect("message-new")
    form = NewForm(sent(request))
    form.full_clean()
    source = text_sent(request, member, timezone.now(), form)
    try:
        return _done(request, form, source, member)
    except Refused as said:
        say(form, said, otherwise="source")
    except NotAllowed:
        form.add_error("source", _("You cannot write here any more. Copy your text if you still need it."))
    return _page(request, form)


def _done(request: HttpRequest, form: NewForm, source: str, member: Person) -> HttpResponse:
    if "preview" in request.POST:
        return _page(request, form, preview=previewed(source, member))
    if form.errors:
        return _page(request, form)
    people = people_named(form.cleaned_data["people"])
    subject = form.cleaned_data["subject"]
    direct = actions.begin_direct(
        people, subject=subject, source=source, by=member, at=timezone.now(), reviewed=review_in(request)
    )
    actions.discard_draft(key=KEY, by=member)
    return redirect(here(direct.conversation.path))
