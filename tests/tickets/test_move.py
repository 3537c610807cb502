"""Moving a ticket along its way."""

import pytest
from tests import cast

from trialogue.hub.tickets import actions
from trialogue.hub.tickets.models import Move, Ticket
from trialogue.people.notices.models import Notice

pytestmark = pytest.mark.django_db


@pytest.fixture
def ticket(product, wanjiru):
    return cast.ticket(product, wanjiru)


def offered(browser):
    return [value for value, _label in browser.get("/tickets/1/move/").context["moves"]]


def move(browser, to, *, seen="new", reason=""):
    return browser.post("/tickets/1/move/", {"to": to, "seen": seen, "reason": reason})


def state():
    return Ticket.objects.get(number=1).state


def test_it_is_moved_and_who_did_it_stays(as_member, priya, ticket):
    answer = move(as_member(priya), "doing", reason="I begin today.")
    assert answer["Location"] == "/tickets/1/"
    step = Move.objects.get()
    assert (step.old, step.new, step.by, step.reason) == ("new", "doing", priya, "I begin today.")
    page = as_member(priya).get("/tickets/1/").content.decode()
    assert "moved this to “In progress”." in page
    assert "I begin today." in page


def test_only_the_moves_one_may_make_are_offered(as_member, priya, shira, ticket):
    assert offered(as_member(priya)) == ["accepted", "doing"]
    assert offered(as_member(shira)) == ["accepted", "planned", "doing", "declined"]


def test_who_has_no_right_gets_a_clear_no(as_member, tamar, ticket):
    answer = move(as_member(tamar), "accepted")
    assert answer.status_code == 403
    assert "needs a right you do not have" in answer.content.decode()
    assert state() == "new"


def test_a_developer_cannot_decline_by_hand(as_member, priya, ticket):
    assert move(as_member(priya), "declined", reason="No.").status_code == 403
    assert state() == "new"


def test_a_move_the_way_does_not_have_is_said_in_words(as_member, shira, ticket):
    answer = move(as_member(shira), "released")
    assert answer.status_code == 400
    assert "It cannot go from “New” to “Released”." in answer.content.decode()
    assert state() == "new"


def test_declining_wants_a_reason(as_member, shira, ticket):
    answer = move(as_member(shira), "declined", reason="   ")
    assert "Say why it is not planned" in answer.content.decode()
    assert state() == "new"
    move(as_member(shira), "declined", reason="The handbook says how to do it.")
    assert state() == "declined"


def test_somebody_else_was_faster(as_member, shira, priya, ticket):
    browser = as_member(priya)
    actions.move(ticket, to="doing", by=shira, at=cast.AT)
    late = move(browser, "accepted", seen="new", reason="I look at it.")
    text = late.content.decode()
    assert late.status_code == 400
    assert "Somebody moved it to “In progress” meanwhile." in text
    assert "I look at it." in text
    assert 'name="seen" value="doing"' in text
    assert state() == "doing"


def test_two_who_mean_the_same_move_it_once(as_member, shira, priya, ticket):
    actions.move(ticket, to="doing", by=shira, at=cast.AT)
    assert "Somebody moved it there a moment ago." in move(as_member(priya), "doing", seen="new").content.decode()
    assert Move.objects.count() == 1


def test_sent_twice_is_moved_once(as_member, priya, ticket):
    browser = as_member(priya)
    data = {"to": "doing", "seen": "new", "form_key": "k"}
    first, second = browser.post("/tickets/1/move/", data), browser.post("/tickets/1/move/", data)
    assert first["Location"] == second["Location"]
    assert Move.objects.count() == 1


def test_who_waits_hears_of_it_here(as_member, wanjiru, priya, ticket, run_jobs):
    move(as_member(priya), "doing")
    run_jobs()
    assert Notice.objects.get(verb="ticket.moved").person == wanjiru


def test_its_words_are_said_in_the_readers_language(as_member, priya, ticket, settings):
    from django.utils import translation

    from trialogue.core.activity.models import Event
    from trialogue.core.activity.sentences import read

    with translation.override("he"):
        actions.move(ticket, to="doing", by=priya, at=cast.AT)
    event = Event.objects.get(verb="ticket.moved")
    assert event.words["state"] == "doing"
    with translation.override("en"):
        assert "“In progress”" in read(event.verb, event.words)
