"""The page of one ticket."""

from dataclasses import replace

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from trialogue.hub.conversations.actions import mark_read
from trialogue.hub.conversations.reading import Thread, address, number_asked, page_of_posts
from trialogue.hub.conversations.rows import Row
from trialogue.hub.conversations.writing import composer, quoted_post
from trialogue.hub.tickets.models import Ticket
from trialogue.hub.tickets.page import found, page_for
from trialogue.hub.tickets.seen import invited_to
from trialogue.people.faces import put_faces
from trialogue.people.middleware import Request
from trialogue.people.persons import Person


def _apart(thread: Thread) -> tuple[Row | None, Thread]:
    """The text of the ticket stands above what happened."""
    first = next((row for row in thread.rows if row.number == 1), None)
    return first, replace(thread, rows=[row for row in thread.rows if row is not first])


def _mark_read(ticket: Ticket, thread: Thread, member: Person | None) -> None:
    """Only for who follows it: others did not ask to know what is new."""
    read = getattr(ticket, "last_read", None)
    if member is not None and read is not None and read < thread.last_number:
        mark_read(ticket.conversation, number=thread.last_number, by=member, at=timezone.now())


def ticket(request: Request, number: int) -> HttpResponse:
    member = request.member
    one = found(member, number)
    put_faces([(one, "reporter"), (one, "assignee")])
    after = number_asked(request.GET.get("after"))
    thread = page_of_posts(one.conversation, member, after=after)
    _mark_read(one, thread, member)
    first, rest = _apart(thread)
    context = {
        "ticket": one,
        "page": page_for(one, member, today=timezone.localdate()),
        "first": first,
        "thread": rest,
        "composer": composer(one.conversation, member, quoted=quoted_post(request, one.conversation, member)),
        "invited": invited_to(one),
    }
    return render(request, "tickets/ticket.html", context)


def ticket_post(request: Request, number: int, post: int) -> HttpResponse:
    """The permanent address of one post leads to its page."""
    one = get_object_or_404(Ticket.objects.visible_to(request.member).select_related("conversation"), number=number)
    return redirect(address(one.conversation, post))
