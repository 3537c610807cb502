"""Putting a ticket into a version to come."""

from datetime import date

import pytest
from tests import cast

from trialogue.core.activity.models import Event
from trialogue.hub.tickets.models import Ticket

pytestmark = pytest.mark.django_db


@pytest.fixture
def ticket(product, wanjiru):
    return cast.ticket(product, wanjiru)


@pytest.fixture
def plan(product, shira):
    return cast.milestone(product, shira, "4.3", horizon="now", due_date=date(2027, 1, 20))


def send(browser, milestone, reason=""):
    return browser.post("/tickets/1/plan/", {"milestone": milestone, "reason": reason})


def test_a_new_ticket_becomes_planned_with_one_event(as_member, shira, ticket, plan):
    assert send(as_member(shira), plan.pk, "Many ask.")["Location"] == "/tickets/1/"
    fresh = Ticket.objects.get()
    assert (fresh.milestone, fresh.state, fresh.moves.get().new) == (plan, "planned", "planned")
    told = Event.objects.filter(conversation_id=ticket.conversation_id, verb__startswith="ticket.").exclude(
        verb="ticket.opened"
    )
    assert [event.verb for event in told] == ["ticket.planned"]


def test_it_can_be_taken_out_again(as_member, shira, ticket, plan):
    send(as_member(shira), plan.pk)
    send(as_member(shira), "")
    assert Ticket.objects.get().milestone is None


def test_only_who_plans_may(as_member, priya, ticket, plan):
    assert send(as_member(priya), plan.pk).status_code == 403


def test_a_version_of_another_product_is_not_offered(as_member, shira, ticket):
    from trialogue.hub.products import actions

    other = actions.add_product(name="Mobile", by=None, at=cast.AT)
    foreign = cast.milestone(other, shira, "1.0")
    assert send(as_member(shira), foreign.pk).status_code == 400
    assert Ticket.objects.get().milestone is None


def test_what_is_released_stays_where_it_is(as_member, shira, ticket, plan, product):
    cast.landed(ticket, plan, shira)
    cast.released(plan, shira)
    later = cast.milestone(product, shira, "4.4")
    answer = send(as_member(shira), later.pk)
    assert "It is released already." in answer.content.decode()
