"""Changing what is known of a ticket."""

import pytest
from tests import cast

from trialogue.hub.tickets.models import Ticket

pytestmark = pytest.mark.django_db


@pytest.fixture
def ticket(product, wanjiru):
    return cast.ticket(product, wanjiru)


def sent(**more):
    return {
        "title": "Accept partial dates",
        "kind": "bug",
        "priority": 2,
        "component": "",
        "found_in": "",
        "assignee": "",
        **more,
    }


def test_the_team_changes_everything(as_member, priya, ticket):
    as_member(priya).post(
        "/tickets/1/edit/", sent(title="Take half a date", kind="feature", priority=3, assignee=priya.pk)
    )
    fresh = Ticket.objects.get()
    assert (fresh.title, fresh.kind, fresh.priority, fresh.assignee) == ("Take half a date", "feature", 3, priya)


def test_who_opened_it_changes_the_title_alone(as_member, wanjiru, ticket):
    browser = as_member(wanjiru)
    assert list(browser.get("/tickets/1/edit/").context["form"].fields) == ["title"]
    browser.post("/tickets/1/edit/", sent(title="Half a date", priority=3))
    fresh = Ticket.objects.get()
    assert (fresh.title, fresh.priority) == ("Half a date", 2)


def test_others_may_not(as_member, tamar, ticket):
    assert as_member(tamar).get("/tickets/1/edit/").status_code == 403


def test_an_empty_or_endless_title_is_said(as_member, wanjiru, ticket):
    browser = as_member(wanjiru)
    assert browser.post("/tickets/1/edit/", {"title": " "}).status_code == 400
    assert "under 200 letters" in browser.post("/tickets/1/edit/", {"title": "x" * 300}).content.decode()
    assert Ticket.objects.get().title == "Accept partial dates"


def test_only_the_team_can_take_it(as_member, priya, wanjiru, ticket):
    answer = as_member(priya).post("/tickets/1/edit/", sent(assignee=wanjiru.pk))
    assert answer.status_code == 400
    assert Ticket.objects.get().assignee is None


def test_what_becomes_a_security_ticket_becomes_private(as_member, client, priya, ticket):
    as_member(priya).post("/tickets/1/edit/", sent(kind="security"))
    client.logout()
    assert client.get("/tickets/1/").status_code == 404


def test_the_page_says_what_was_changed_and_who_it_was_given_to(as_member, priya, shira, ticket, run_jobs):
    as_member(shira).post("/tickets/1/edit/", sent(priority=3, kind="feature"))
    as_member(shira).post("/tickets/1/edit/", sent(priority=3, kind="feature", assignee=priya.pk))
    run_jobs()
    page = as_member(shira).get("/tickets/1/").content.decode()
    assert "changed the kind, the priority of this." in page
    assert 'gave this to <a href="/people/priya/"><bdi>Priya Raghavan</bdi></a>.' in page
    assert priya.notices.get().verb == "ticket.assigned"
