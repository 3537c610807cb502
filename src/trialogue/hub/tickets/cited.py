"""Tickets as they are named in other texts: by number or words while somebody writes, by title where their address stands."""

from collections.abc import Collection, Mapping
from functools import reduce
from operator import or_

from django.db.models import Q

from trialogue.core.audiences import Viewer
from trialogue.core.paging import number_in
from trialogue.core.search.finding import titled
from trialogue.hub.conversations.citing import cites
from trialogue.hub.conversations.completing import MOST, Choice, completes
from trialogue.people.persons import Person

from .models import Ticket

#: Numbers of tickets are shorter than this.
DIGITS = 7


def _begun(number: int, digits: int) -> Q:
    """Numbers that begin with these digits: 12, 120 to 129, 1200 to 1299 …"""
    spans = [Q(number__gte=number * 10**n, number__lt=(number + 1) * 10**n) for n in range(DIGITS - digits + 1)]
    return reduce(or_, spans)


def _found(member: Person, words: str) -> list[tuple[int, str]]:
    tickets = Ticket.objects.visible_to(member)
    if number := number_in(words, digits=DIGITS):
        tickets = tickets.filter(_begun(number, len(words.lstrip("0")))).order_by("number")
    elif words:
        talks = [row.object_id for row in titled(words, member, kinds=("ticket",), most=MOST)]
        tickets = tickets.filter(conversation__in=talks).order_by("-number")
    else:
        tickets = tickets.order_by("-number")
    return list(tickets.values_list("number", "conversation__title")[:MOST])


def _tickets(member: Person, words: str, _talk: int) -> Collection[Choice]:
    return [Choice(f"#{number}", title, f"#{number}") for number, title in _found(member, words)]


def _titles(viewer: Viewer | None, keys: Collection[str]) -> Mapping[str, str]:
    found = Ticket.objects.visible_to(viewer).filter(number__in=list(map(int, keys)))
    return {str(number): f"#{number} {title}" for number, title in found.values_list("number", "conversation__title")}


completes("#", _tickets)
cites(r"/tickets/(\d{1,9})/(?:(\d{1,9})/)?", _titles)
