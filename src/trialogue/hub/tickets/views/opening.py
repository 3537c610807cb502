"""New tickets."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from trialogue.core.forms import attempt
from trialogue.core.guarding import review_in
from trialogue.core.once import once
from trialogue.hub.conversations.actions import discard_draft
from trialogue.hub.conversations.models import Draft
from trialogue.hub.tickets import actions
from trialogue.hub.tickets.beginnings import beginning, is_untouched
from trialogue.hub.tickets.forms import TicketForm
from trialogue.hub.tickets.looks import KIND_ICONS
from trialogue.hub.tickets.models import Ticket, TicketKind
from trialogue.people.gates import sign_in_first
from trialogue.people.middleware import MemberRequest
from trialogue.people.rights import may

DRAFT = "ticket"
KINDS = [(kind.value, kind.label, KIND_ICONS[kind]) for kind in TicketKind]


def _start(request: MemberRequest) -> dict[str, Any]:
    """What stands in an empty form: the draft, else the beginning of the kind that was asked for."""
    asked = request.GET.get("kind", "")
    kind = asked if asked in TicketKind.values else TicketKind.BUG.value
    draft = Draft.objects.filter(person=request.member, key=DRAFT).first()
    kept = draft.fields if draft else {}
    source = kept.get("source", "")
    return {
        "kind": kind,
        "priority": 2,
        "title": kept.get("title", ""),
        "source": beginning(kind) if is_untouched(source) else source,
        "version": draft.version if draft else "",
    }


def _another_kind(request: MemberRequest) -> TicketForm:
    """The form again for another kind: its beginning instead of the other's, but never instead of typed words."""
    data = request.POST.copy()
    kind = data["as"] if data["as"] in TicketKind.values else TicketKind.BUG.value
    data["kind"] = kind
    if is_untouched(data.get("source", "")):
        data["source"] = beginning(kind)
    initial = {name: data.get(name, "") for name in TicketForm.base_fields}
    return TicketForm(initial=initial, weighs=may(request.member, "ticket.edit"))


@sign_in_first
@once
def ticket_new(request: MemberRequest) -> HttpResponse:
    weighs = may(request.member, "ticket.edit")
    if request.method == "POST" and "as" in request.POST:
        form = _another_kind(request)
    elif request.method == "POST":
        form = TicketForm(request.POST, weighs=weighs)
        if form.is_valid() and (made := _opened(form, request)):
            messages.success(request, _("Opened as #%(number)s. You hear of every step.") % {"number": made.number})
            return redirect(made)
    else:
        form = TicketForm(initial=_start(request), weighs=weighs)
    now = form["kind"].value()
    kinds = [(*kind, kind[0] == now) for kind in KINDS]
    context = {"form": form, "kinds": kinds, "draft": DRAFT, "draft_version": form.initial.get("version", "")}
    return render(request, "tickets/new.html", context, status=400 if form.errors else 200)


def _opened(form: TicketForm, request: MemberRequest) -> Ticket | None:
    made: list[Ticket] = []
    data = form.cleaned_data

    def open_it() -> None:
        made.append(
            actions.open_ticket(
                data["product"], title=data["title"], source=data["source"], by=request.member, at=timezone.now(),
                reviewed=review_in(request), **form.known,
            )
        )  # fmt: skip
        discard_draft(key=DRAFT, by=request.member)

    return made[0] if attempt(form, open_it) else None
