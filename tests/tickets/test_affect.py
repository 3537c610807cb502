"""'Affects me too.'"""

import pytest
from tests import cast

from trialogue.hub.tickets.models import Affected, Ticket

pytestmark = pytest.mark.django_db


@pytest.fixture
def ticket(product, wanjiru):
    return cast.ticket(product, wanjiru)


def count():
    return Ticket.objects.get().need_count


def test_one_says_it_and_takes_it_back(as_member, tamar, ticket):
    browser = as_member(tamar)
    assert browser.post("/tickets/1/affect/")["Location"] == "/tickets/1/"
    assert count() == 2
    assert "2 people need this, you too" in browser.get("/tickets/1/").content.decode()
    browser.post("/tickets/1/affect/", {"take_back": "1"})
    assert count() == 1


def test_twice_is_once(as_member, tamar, ticket):
    browser = as_member(tamar)
    for _ in range(2):
        browser.post("/tickets/1/affect/")
    assert (count(), Affected.objects.count()) == (2, 1)


def test_back_to_where_the_button_stood_but_never_elsewhere(as_member, tamar, ticket):
    browser = as_member(tamar)
    assert browser.post("/tickets/1/affect/", {"next": "/roadmap/"})["Location"] == "/roadmap/"
    for outside in ("https://example.org/", "//example.org/", "javascript:alert(1)"):
        assert browser.post("/tickets/1/affect/", {"next": outside})["Location"] == "/tickets/1/"


def test_a_guest_signs_in_first_and_finds_the_button(client, as_member, tamar, ticket):
    assert client.post("/tickets/1/affect/")["Location"].startswith("/accounts/")
    assert as_member(tamar).get("/tickets/1/affect/")["Location"] == "/tickets/1/"
    assert count() == 1


def test_who_asked_need_not_say_it(as_member, wanjiru, ticket):
    page = as_member(wanjiru).get("/tickets/1/").content.decode()
    assert "1 person needs this, you too" in page
    assert "You asked for it." in page


def test_who_carried_it_over_is_not_said_to_have_asked(as_member, wanjiru, shira, product):
    cast.carried(cast.question(wanjiru), shira, product)
    asker, carrier = (as_member(person).get("/tickets/1/").content.decode() for person in (wanjiru, shira))
    assert "1 person needs this, you too" in asker
    assert "You asked for it." in asker
    assert "1 person needs this, you too" not in carrier
    assert "Press it if it affects you too." in carrier
