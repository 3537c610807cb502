"""'Affects me too.'"""

from functools import partial

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from trialogue.core.once import once
from trialogue.hub.tickets import actions
from trialogue.people.gates import sign_in_first
from trialogue.people.middleware import MemberRequest

from .asking import said, ticket_for


@sign_in_first
@once
def ticket_affect(request: MemberRequest, number: int) -> HttpResponse:
    """Counts me in, or out again; back to where the button stood. Who came by sign-in finds it on the ticket."""
    ticket = ticket_for(request.member, number)
    if request.method == "POST":
        back = "take_back" in request.POST
        act = actions.unaffect if back else actions.affect
        done = _("Taken back.") if back else _("Counted. You will hear when it is released.")
        said(request, partial(act, ticket, by=request.member, at=timezone.now()), done)
    onward = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(onward, allowed_hosts=None) and onward.startswith("/"):
        return redirect(onward)
    return redirect(ticket)
