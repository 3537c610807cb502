"""Private tickets: they look like none, and leave their title nowhere."""

import re

import pytest
from tests import cast

from trialogue.hub.tickets import actions
from trialogue.hub.tickets.models import Ticket
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
