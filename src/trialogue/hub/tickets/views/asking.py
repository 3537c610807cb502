"""What views of one ticket share: getting it as its reader may, and saying how an act ended."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from trialogue.core.errors import Refused
from trialogue.hub.tickets.models import Ticket
from trialogue.people.persons import Person


def ticket_for(member: Person | None, number: int) -> Ticket:
    """A ticket one may not see answers exactly as one that is not there."""
    return get_object_or_404(Ticket.objects.visible_to(member).for_list(), number=number)


def said(request: HttpRequest, act: Callable[[], object], done: str) -> None:
    """Does it and says so; what the action refuses is said instead."""
    try:
        act()
    except Refused as why:
        messages.error(request, why.message)
    else:
        messages.success(request, done)
