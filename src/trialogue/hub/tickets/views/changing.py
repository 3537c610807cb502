"""Moving a ticket along, planning it, changing what is known of it."""

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from trialogue.core.forms import attempt
from trialogue.core.guarding import review_in
from trialogue.core.once import once
from trialogue.hub.tickets import actions
from trialogue.hub.tickets.forms import EditForm, MoveForm, PlanForm, moves_of
from trialogue.hub.tickets.models import Origin
from trialogue.people.gates import sign_in_first
from trialogue.people.middleware import MemberRequest
from trialogue.people.rights import may, require

from .asking import ticket_for


@sign_in_first
@once
def ticket_move(request: MemberRequest, number: int) -> HttpResponse:
    """Offers only the moves this member may make; says why another one cannot be made."""
    ticket = ticket_for(request.member, number)
    require(request.member, "ticket.move", ticket)
    moves = moves_of(ticket, request.member)
    form = MoveForm(request.POST or None, moves=moves, initial={"seen": ticket.state, "to": request.GET.get("to", "")})
    if form.is_valid():
        data = form.cleaned_data
        move = partial(
            actions.move,
            ticket,
            to=data["to"],
            by=request.member,
            at=timezone.now(),
            reason=data["reason"],
            seen=data["seen"],
            reviewed=review_in(request),
        )
        if attempt(form, move):
            messages.success(
                request, _("Moved to “%(state)s”. Those who wait see it.") % {"state": ticket.get_state_display()}
            )
            return redirect(ticket)
        ticket = ticket_for(request.member, number)
        moves = moves_of(ticket, request.member)
        form.offer(moves)
    context = {"ticket": ticket, "form": form, "moves": moves}
    return render(request, "tickets/move.html", context, status=400 if form.errors else 200)


@sign_in_first
@once
def ticket_plan(request: MemberRequest, number: int) -> HttpResponse:
    ticket = ticket_for(request.member, number)
    require(request.member, "ticket.plan", ticket)
    form = PlanForm(
        request.POST if request.method == "POST" else None,
        product_id=ticket.product_id,
        initial={"milestone": ticket.milestone_id},
    )
    if form.is_valid():
        data = form.cleaned_data
        plan = partial(
            actions.plan,
            ticket,
            milestone=data["milestone"],
            by=request.member,
            at=timezone.now(),
            reason=data["reason"],
        )
        if attempt(form, plan):
            said = (
                _("Planned for %(version)s.") % {"version": data["milestone"]}
                if data["milestone"]
                else _("In no version now.")
            )
            messages.success(request, said)
            return redirect(ticket)
    return render(request, "tickets/plan.html", {"ticket": ticket, "form": form}, status=400 if form.errors else 200)


@sign_in_first
@once
def ticket_edit(request: MemberRequest, number: int) -> HttpResponse:
    ticket = ticket_for(request.member, number)
    everything = may(request.member, "ticket.edit", ticket)
    if not everything:
        require(request.member, "ticket.retitle", ticket)
    form = EditForm(request.POST if request.method == "POST" else None, ticket=ticket, all_fields=everything)
    if form.is_valid():
        edit = partial(
            actions.edit_ticket, ticket, by=request.member, at=timezone.now(), reviewed=review_in(request), **form.cleaned_data,
        )  # fmt: skip
        if attempt(form, edit):
            messages.success(request, _("Kept."))
            return redirect(ticket)
    origins = (
        Origin.objects.visible_to(request.member).filter(ticket=ticket).select_related("topic__conversation")
        if everything
        else []
    )
    context = {"ticket": ticket, "form": form, "origins": origins}
    return render(request, "tickets/edit.html", context, status=400 if form.errors else 200)
