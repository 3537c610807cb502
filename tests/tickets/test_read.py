"""Reading a ticket, the list and the roadmap, as a guest and as a member."""

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests import cast

from trialogue.hub.conversations import actions as talk
from trialogue.hub.forum import actions as forum
from trialogue.hub.tickets import actions
from trialogue.hub.tickets.filters import PAGE
from trialogue.hub.tickets.models import Origin, Ticket

pytestmark = pytest.mark.django_db
PAGES = [
    "/tickets/",
    "/tickets/?by=needed&state=all",
    "/tickets/?mine=asked",
    "/roadmap/",
    "/roadmap/?view=versions",
    "/roadmap/4-3/",
    "/tickets/1/",
]


@pytest.fixture
def plan(product, shira):
    return cast.milestone(
        product, shira, "4.3", horizon="now", goal="Sites see what is late", due_date=date(2027, 1, 20)
    )


def many(number, product, by, shira, plan):
    """Tickets in the version, each from a topic of its own; written at once, as 300 of them would take long."""
    for _ in range(number):
        ticket = actions.open_ticket(product, title="One more", source="Words.", by=by, at=cast.AT)
        topic = cast.question(by)
        Origin.objects.create(
            ticket=ticket, topic=topic, post=topic.conversation.posts.get(), asker=by, by=shira, at=cast.AT
        )
        actions.plan(ticket, milestone=plan, by=shira, at=cast.AT)


def queries(browser, address):
    browser.get(address)
    with CaptureQueriesContext(connection) as told:
        assert browser.get(address).status_code == 200
    return len([one for one in told if "core_site" not in one["sql"]])  # the site's own row is kept for a second


@pytest.mark.slow
@pytest.mark.parametrize("address", PAGES)
def test_a_page_costs_the_same_with_one_row_and_with_many(
    as_member, shira, wanjiru, product, plan, address, monkeypatch
):
    monkeypatch.setattr("trialogue.core.limits.spend", lambda *_: None)
    many(1, product, wanjiru, shira, plan)
    browser = as_member(wanjiru)
    one = queries(browser, address)
    many(2, product, wanjiru, shira, plan)
    three = queries(browser, address)
    many(45, product, wanjiru, shira, plan)
    assert [one, three, queries(browser, address)] == [one] * 3
    assert one <= 12


def test_a_long_talk_costs_the_same(as_member, tamar, wanjiru, product, plan):
    ticket = cast.ticket(product, wanjiru)
    browser = as_member(tamar)
    talk.write_post(ticket.conversation, source="One.", by=wanjiru, at=cast.AT)
    one = queries(browser, "/tickets/1/")
    for _ in range(12):
        talk.write_post(ticket.conversation, source="More.", by=wanjiru, at=cast.AT)
    assert queries(browser, "/tickets/1/") == one
    assert one <= 12


@pytest.mark.parametrize("address", PAGES)
def test_a_guest_reads_without_a_cookie(client, shira, wanjiru, product, plan, address):
    many(1, product, wanjiru, shira, plan)
    answer = client.get(address)
    assert answer.status_code == 200
    assert not answer.cookies
    assert "csrfmiddlewaretoken" not in answer.content.decode()


@pytest.mark.parametrize("address", ["/tickets/", "/roadmap/", "/roadmap/?view=versions"])
def test_an_empty_place_says_what_it_will_hold(client, as_member, shira, address):
    assert client.get(address).status_code == 200
    assert as_member(shira).get(address).status_code == 200


def titles(browser, query=""):
    return titles_on(browser.get(f"/tickets/{query}"))


def titles_on(page):
    return re.findall(r"<h2><a [^>]*><bdi>(.*?)</bdi>", page.content.decode())


@pytest.fixture
def three(product, shira, wanjiru, tamar, priya, plan):
    """A planned one that two need, a new idea, a declined one."""
    first = cast.ticket(product, wanjiru, title="First")
    actions.plan(first, milestone=plan, by=shira, at=cast.AT)
    actions.affect(first, by=tamar, at=cast.AT)
    cast.ticket(product, tamar, title="Idea", kind="feature")
    third = cast.ticket(product, tamar, title="Third")
    actions.move(third, to="declined", by=shira, at=cast.AT, reason="No.")
    actions.edit_ticket(first, by=priya, at=cast.AT, assignee=priya)


def test_the_list_is_narrowed_by_its_address(as_member, wanjiru, priya, three):
    browser = as_member(wanjiru)
    assert titles(browser) == ["First", "Idea"]
    assert titles(browser, "?state=all") == ["First", "Idea", "Third"]
    assert titles(browser, "?state=declined") == ["Third"]
    assert titles(browser, "?kind=feature") == ["Idea"]
    assert titles(browser, "?milestone=4-3") == ["First"]
    assert titles(browser, "?milestone=none") == ["Idea"]
    assert titles(browser, "?owner=none") == ["Idea"]
    assert titles(browser, "?mine=asked") == ["First"]
    assert titles(as_member(priya), "?mine=taken") == ["First"]


def test_the_list_says_what_it_shows(client, three):
    assert client.get("/tickets/?milestone=4-3&kind=bug").context["listing"]()["said"] == (
        "1 ticket, of kind “Fault”, for 4.3, not released yet, by state, most needed first."
    )


@pytest.mark.parametrize(
    "query",
    [
        "?state=nonsense",
        "?by=x&after=9-9-9",
        "?after=abc",
        "?after=99999999999999999999",
        "?mine=asked",
        "?component=%F0%9F",
    ],
)
def test_a_strange_address_is_no_error(client, three, query):
    assert client.get(f"/tickets/{query}").status_code == 200


def test_later_pages_go_on_where_the_first_ended(client, product, wanjiru, monkeypatch):
    monkeypatch.setattr("trialogue.core.limits.spend", lambda *_: None)
    for number in range(PAGE + 5):
        cast.ticket(product, wanjiru, title=f"T{number}")
    for order in ("state", "needed", "newest"):
        address, seen = f"?by={order}", []
        while address:
            page = client.get(f"/tickets/{address}")
            seen += titles_on(page)
            address = page.context["listing"]()["older"]
        assert seen == [f"T{number}" for number in reversed(range(PAGE + 5))]


def test_the_ticket_says_who_asked_and_how_long_it_took(client, shira, wanjiru, tamar, product, run_jobs):
    topic = cast.question(wanjiru)
    forum.same_here(topic, by=tamar, at=cast.AT)
    ticket = cast.carried(topic, shira, product)
    plan = cast.milestone(product, shira, "4.2")
    cast.landed(ticket, plan, shira, at=cast.AT + timedelta(days=36))
    cast.released(plan, shira, at=cast.AT + timedelta(days=39))
    run_jobs()
    page = client.get("/tickets/1/").content.decode()
    assert "Released in 4.2" in page
    assert "39 days from ticket to release" in page
    assert "Wanjiru Kamau, 1 has it too" in page
    assert "OpenCapture 4.2" in page


def test_a_topic_one_may_not_see_is_not_named(client, shira, wanjiru, product):
    from trialogue.core.audiences import STAFF, Audience

    inner = cast.category("Inside", audience=Audience.objects.get(pk=STAFF))
    topic = cast.question(cast.member("Joseph Otieno"), title="Said inside", on=inner)
    ticket = cast.ticket(product, wanjiru)
    from trialogue.people.actions.roles import grant

    grant(shira, role="moderator", by=None, at=cast.AT)
    actions.link_topic(ticket, topic, by=shira, at=cast.AT)
    for address in ("/tickets/1/", "/tickets/"):
        text = client.get(address).content.decode()
        assert "Said inside" not in text
        assert "Joseph" not in text


def test_a_post_has_its_address(client, product, wanjiru):
    ticket = cast.ticket(product, wanjiru)
    talk.write_post(ticket.conversation, source="More.", by=wanjiru, at=cast.AT)
    assert client.get("/tickets/1/2/")["Location"] == "/tickets/1/#post-2"


def test_hebrew_pages_read_from_the_right(client, three):
    assert 'dir="rtl"' in client.get("/he/roadmap/").content.decode()
    assert Ticket.objects.count() == 3


def test_a_name_cannot_break_the_row(client, product):
    cast.ticket(product, cast.member("<b>Bold"))
    assert "<bdi>&lt;b&gt;Bold</bdi>" in client.get("/tickets/").content.decode()
