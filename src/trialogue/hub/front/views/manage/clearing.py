"""Clearing away all that somebody wrote: what would go, how far it is, and the way back."""

from django import forms
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from trialogue.core.files import StoredFile
from trialogue.core.forms import attempt
from trialogue.core.once import once
from trialogue.people.actions.clearing import clear, undo_clearing, why_not
from trialogue.people.clearing.models import Clearing
from trialogue.people.clearing.sweeps import every_sweep
from trialogue.people.gates import needs
from trialogue.people.middleware import MemberRequest
from trialogue.people.persons import Person

from .rooms import done, plainly, room
from .standing import member_named

HERE = "manage-clear"


class ClearForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Why"),
        help_text=gettext_lazy("They read this when they try to sign in."),
        max_length=300,
        error_messages={"required": gettext_lazy("Write why. They read it when they try to sign in.")},
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    sure = forms.BooleanField(
        label=gettext_lazy("Yes, all of it."),
        error_messages={"required": gettext_lazy("Tick this: what others replied in their topics goes along.")},
    )


def _goes(person: Person) -> list[tuple[object, int]]:
    """What would go, kind by kind."""
    files = (_("files"), StoredFile.objects.filter(uploader_id=person.pk).count())
    return [*((sweep.label, sweep.waiting(person.pk).count()) for sweep in every_sweep()), files]


def _page(request: MemberRequest, person: Person, form: ClearForm | None = None) -> HttpResponse:
    latest = person.clearings.select_related("by", "undone_by").order_by("-pk").first()
    is_open = latest is not None and latest.undone_at is None
    context = {
        "person": person,
        "clearing": latest,
        "is_open": is_open,
        "over": latest is not None and latest.is_over(at=timezone.now()),
        "refused": "" if is_open else why_not(person, request.member),
        "goes": [] if is_open else _goes(person),
        "form": form or ClearForm(),
    }
    bad = form is not None and bool(form.errors)
    return room(request, "clear.html", context, here="manage-members", status=400 if bad else 200)


@needs("member.clear")
@once
def member_clear(request: MemberRequest, handle: str) -> HttpResponse:
    person = member_named(handle)
    if request.method != "POST":
        return _page(request, person)
    form = ClearForm(request.POST)

    def away() -> Clearing:
        return clear(person, by=request.member, at=timezone.now(), reason=form.cleaned_data["reason"])

    if form.is_valid() and attempt(form, away):
        said = _("%(name)s is out and unseen. What they wrote is going.") % {"name": person.name}
        return done(request, said, HERE, handle)
    return _page(request, person, form)


@require_POST
@needs("member.clear")
@once
def member_uncleared(request: MemberRequest, handle: str) -> HttpResponse:
    person = member_named(handle)
    said = _("Everything is coming back, as it was.")
    return plainly(request, lambda: undo_clearing(person, by=request.member, at=timezone.now()), said, HERE, handle)
