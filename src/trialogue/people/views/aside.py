"""Whom one keeps away, and who may write to one."""

from collections.abc import Callable
from functools import partial

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from trialogue.core.errors import Refused
from trialogue.core.once import once
from trialogue.people.actions.aside import block, choose_writers, mute, unblock, unmute
from trialogue.people.aside import Block, Mute
from trialogue.people.gates import sign_in_first
from trialogue.people.middleware import MemberRequest
from trialogue.people.persons import Person, WrittenBy

SAID = {
    "mute": gettext_lazy(
        "What %(name)s writes is folded from now on, and you are told nothing of it. They do not learn of it."
    ),
    "unmute": gettext_lazy("You read %(name)s again like everybody else."),
    "block": gettext_lazy("%(name)s cannot write to you any more. They do not learn of it."),
    "unblock": gettext_lazy("%(name)s may write to you again."),
}


class WritersForm(forms.Form):
    written_by = forms.ChoiceField(
        label=gettext_lazy("Who may write to me directly"),
        choices=WrittenBy.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose who may write to you.")},
    )


def _do(what: str, person: Person, by: Person) -> None:
    acts: dict[str, Callable[..., None]] = {
        "mute": partial(mute, at=timezone.now()),
        "unmute": unmute,
        "block": partial(block, at=timezone.now()),
        "unblock": unblock,
    }
    if what not in acts:
        raise Refused(_("Choose what you want."))
    acts[what](person, by=by)


@sign_in_first
@once
def keep_away(request: MemberRequest, handle: str) -> HttpResponse:
    """Says what muting and blocking do, and does them; from the settings one is led back there."""
    member = request.member
    person = Person.objects.visible_to(member).filter(handle_key=handle.lower()).first()
    if person is None or person == member:
        raise Http404
    if request.method == "POST":
        what = request.POST.get("do", "")
        try:
            _do(what, person, member)
            messages.success(request, SAID[what] % {"name": person.name})
        except Refused as refused:
            messages.warning(request, refused.message)
        return redirect("settings-people") if "settings" in request.POST else redirect(person)
    context = {
        "person": person,
        "muted": Mute.objects.filter(by=member, of=person).exists(),
        "blocked": Block.objects.filter(by=member, of=person).exists(),
    }
    return render(request, "people/keep_away.html", context)


@sign_in_first
@once
def settings_people(request: MemberRequest) -> HttpResponse:
    member = request.member
    form = WritersForm(request.POST or None, initial={"written_by": member.written_by})
    if request.method == "POST" and form.is_valid():
        choose_writers(member, who=form.cleaned_data["written_by"], by=member)
        messages.success(request, _("Kept. It holds from now on."))
        return redirect("settings-people")
    context = {
        "form": form,
        "muted": [row.of for row in member.mutes.select_related("of__picture").order_by("of__name", "pk")],
        "blocked": [row.of for row in member.blocks.select_related("of__picture").order_by("of__name", "pk")],
    }
    return render(request, "people/settings/people.html", context, status=400 if form.errors else 200)
