"""Private tickets: they look like none, and leave their title nowhere."""

import re

import pytest
from tests import cast

from trialogue.hub.forum.actions.readers import choose_readers
from trialogue.hub.tickets import actions
from trialogue.hub.tickets.models import Ticket
from trialogue.people.actions.joining import begin
from trialogue.people.notices.models import Notice

pytestmark = pytest.mark.django_db
TITLE = "Key in the log"
DOORS = ["", "move/", "plan/", "edit/", "affect/", "who/", "1/"]


@pytest.fixture
def ticket(product, wanjiru):
    return cast.ticket(product, wanjiru, title=TITLE, private=True)


def bare(answer):
    return re.sub(r'value="\w{64}"', "", answer.content.decode())


def pages(browser):
    return " ".join(
        browser.get(address).content.decode()
        for address in (
            "/tickets/?state=all",
            "/tickets/?by=needed",
            "/roadmap/",
            "/roadmap/?view=versions",
            "/roadmap/4-3/",
        )
    )


def test_a_private_ticket_looks_like_none(client, as_member, tamar, ticket):
    assert [client.get(f"/tickets/1/{door}").status_code for door in DOORS] == [404, 302, 302, 302, 302, 302, 404]
    browser = as_member(tamar)
    for door in DOORS:
        there, nowhere = browser.get(f"/tickets/1/{door}"), browser.get(f"/tickets/99/{door}")
        assert (there.status_code, nowhere.status_code) == (404, 404)
        assert bare(there).replace("/1/", "/99/") == bare(nowhere)


def test_it_counts_nowhere_for_others(client, as_member, shira, tamar, product, ticket):
    plan = cast.milestone(product, shira, "4.3", horizon="now")
    actions.plan(ticket, milestone=plan, by=shira, at=cast.AT)
    assert TITLE in pages(as_member(shira))
    assert "0 of 1" in pages(as_member(shira))
    assert TITLE not in pages(as_member(tamar))
    client.logout()
    assert TITLE not in pages(client)
    assert "0 of 0" in client.get("/roadmap/").content.decode()
    assert "Version 4.3 is still empty." in client.get("/roadmap/").content.decode()


def test_made_private_it_is_gone_from_topic_and_inbox(as_member, client, shira, wanjiru, tamar, product, run_jobs):
    topic = cast.question(tamar)
    ticket = cast.ticket(product, wanjiru, title=TITLE)
    actions.link_topic(ticket, topic, by=shira, at=cast.AT)
    run_jobs()
    assert Notice.objects.visible_to(tamar).filter(person=tamar).count() == 1
    as_member(shira).post("/tickets/1/who/narrow/")
    assert Notice.objects.visible_to(tamar).filter(person=tamar).count() == 0
    assert TITLE not in as_member(tamar).get(f"/t/{topic.pk}/{topic.slug}/").content.decode()
    assert as_member(tamar).get("/tickets/1/").status_code == 404


def test_who_opened_it_may_make_it_private_and_others_not(as_member, wanjiru, tamar, product):
    cast.ticket(product, wanjiru)
    assert as_member(tamar).post("/tickets/1/who/narrow/").status_code == 403
    as_member(wanjiru).post("/tickets/1/who/narrow/")
    assert Ticket.objects.get().is_private


def test_made_private_twice_is_said(as_member, shira, ticket):
    assert "private already" in as_member(shira).post("/tickets/1/who/narrow/", follow=True).content.decode()


def test_a_maintainer_shows_it_to_everybody(as_member, client, shira, wanjiru, ticket):
    assert as_member(wanjiru).post("/tickets/1/who/widen/").status_code == 403
    as_member(shira).post("/tickets/1/who/widen/")
    client.logout()
    assert client.get("/tickets/1/").status_code == 200


def test_an_address_that_changes_something_does_nothing_when_opened(as_member, shira, ticket):
    assert as_member(shira).get("/tickets/1/who/widen/").status_code == 405


def test_one_invites_and_takes_back(as_member, wanjiru, tamar, ticket, run_jobs):
    as_member(wanjiru).post("/tickets/1/who/", {"handle": "@tamar"})
    run_jobs()
    assert as_member(tamar).get("/tickets/1/").status_code == 200
    assert Notice.objects.get(person=tamar).verb == "ticket.invited"
    as_member(wanjiru).post(f"/tickets/1/who/{tamar.pk}/remove/")
    assert as_member(tamar).get("/tickets/1/").status_code == 404


def test_wrong_invitations_are_said(as_member, wanjiru, tamar, ticket):
    browser = as_member(wanjiru)
    assert "Nobody here has this name" in browser.post("/tickets/1/who/", {"handle": "@nobody"}).content.decode()
    browser.post("/tickets/1/who/", {"handle": "tamar"})
    assert "sees it already" in browser.post("/tickets/1/who/", {"handle": "tamar"}).content.decode()
    gone = browser.post(f"/tickets/1/who/{wanjiru.pk}/remove/", follow=True)
    assert "goes on seeing it" in gone.content.decode()


def test_the_invited_do_not_invite_others(as_member, wanjiru, tamar, ticket):
    as_member(wanjiru).post("/tickets/1/who/", {"handle": "tamar"})
    assert as_member(tamar).get("/tickets/1/who/").status_code == 403


def test_by_the_api_whoever_makes_it_private_goes_on_seeing_it(as_member, shira, wanjiru, product):
    """They hold the role it is open to; whom they are they knew before there was such an audience."""
    number = cast.ticket(product, wanjiru).number
    answer = as_member(shira).put(f"/api/v1/tickets/{number}/privacy", "{}", content_type="application/json")
    assert (answer.status_code, answer.json()["number"]) == (200, number)


@pytest.fixture
def from_circle(priya, tamar, product):
    """A ticket that Priya carried over from a category of invited people: she and Tamar read it."""
    shelf, noa = cast.category("Circle"), cast.member("Noa Peled")
    choose_readers(shelf, kind="invited", people=[priya, tamar], by=noa, at=cast.AT)
    return cast.carried(cast.question(tamar, on=shelf), priya, product)


def test_who_carried_it_over_lets_nobody_into_the_category_it_comes_from(as_member, priya, tamar, wanjiru, from_circle):
    topic, ticket = from_circle.origins.get().topic, from_circle.get_absolute_url()
    as_member(priya).post(f"{ticket}who/", {"handle": wanjiru.handle})
    as_member(priya).post(f"{ticket}who/{tamar.pk}/remove/")
    assert [
        [as_member(person).get(path).status_code for path in (topic.conversation.path, ticket)]
        for person in (wanjiru, tamar)
    ] == [[404, 404], [200, 200]]


def test_a_ticket_from_a_category_of_the_invited_becomes_private_for_itself(
    as_member, priya, tamar, wanjiru, from_circle
):
    topic, ticket = from_circle.origins.get().topic, from_circle.get_absolute_url()
    as_member(priya).post(f"{ticket}who/narrow/")
    as_member(priya).post(f"{ticket}who/", {"handle": wanjiru.handle})
    assert [
        [as_member(person).get(path).status_code for path in (topic.conversation.path, ticket)]
        for person in (wanjiru, tamar)
    ] == [[404, 200], [200, 404]]


def test_nobody_is_told_by_taking_from_the_list_who_is_about_to_join(as_member, wanjiru, ticket):
    expected = begin(name="Karen Whitfield", language="en", at=cast.AT)
    answers = [as_member(wanjiru).post(f"/tickets/1/who/{pk}/remove/") for pk in (expected.pk, 987654)]
    assert [answer.status_code for answer in answers] == [404, 404]
