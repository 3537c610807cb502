"""Who sees a ticket: private or for everybody, and who is invited."""

from functools import partial

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from trialogue.core.forms import attempt
from trialogue.core.once import once
from trialogue.hub.tickets import actions
from trialogue.hub.tickets.forms import InviteForm
from trialogue.hub.tickets.seen import invited_to
from trialogue.people.gates import sign_in_first
from trialogue.people.middleware import MemberRequest
from trialogue.people.persons import Person
from trialogue.people.rights import may, require

from .asking import said, ticket_for


@sign_in_first
@once
def ticket_audience(request: MemberRequest, number: int) -> HttpResponse:
    """The page on which one invites; the switch stands beside it."""
    ticket, member = ticket_for(request.member, number), request.member
    if not may(member, "ticket.narrow", ticket):
        require(member, "ticket.widen", ticket)
    form = InviteForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        invite = partial(actions.invite_to, ticket, form.cleaned_data["handle"], by=member, at=timezone.now())
        if attempt(form, invite):
            return redirect("ticket-audience", ticket.number)
    context = {
        "ticket": ticket,
        "form": form,
        "invited": invited_to(ticket),
        "may_widen": may(member, "ticket.widen", ticket),
        "may_invite": may(member, "ticket.invite", ticket),
    }
    return render(request, "tickets/audience.html", context, status=400 if form.errors else 200)


@require_POST
@sign_in_first
@once
def ticket_narrow(request: MemberRequest, number: int) -> HttpResponse:
    ticket = ticket_for(request.member, number)
    narrow = partial(
        actions.narrow, ticket, by=request.member, at=timezone.now(), reason=request.POST.get("reason", "")
    )
    said(request, narrow, _("Private now. Only the maintainers, who opened it and the invited see it."))
    return (
        redirect("ticket-audience", ticket.number)
        if ticket.conversation.audience_id in request.member.audience_ids()
        else redirect("tickets")
    )


@require_POST
@sign_in_first
@once
def ticket_widen(request: MemberRequest, number: int) -> HttpResponse:
    ticket = ticket_for(request.member, number)
    widen = partial(actions.widen, ticket, by=request.member, at=timezone.now(), reason=request.POST.get("reason", ""))
    said(request, widen, _("Everybody sees it now, with all that was said in it."))
    return redirect(ticket)


@require_POST
@sign_in_first
@once
def ticket_uninvite(request: MemberRequest, number: int, pk: int) -> HttpResponse:
    ticket = ticket_for(request.member, number)
    on_the_list = Q(pk__in=[person.pk for person in invited_to(ticket)])
    person = get_object_or_404(Person.objects.filter(on_the_list | Q(hidden=False)), pk=pk)
    said(
        request,
        partial(actions.uninvite_from, ticket, person, by=request.member, at=timezone.now()),
        _("They do not see it any more."),
    )
    return redirect("ticket-audience", ticket.number)
