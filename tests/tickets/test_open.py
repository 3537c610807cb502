"""Opening a ticket of one's own."""

import pytest
from tests import cast

from trialogue.core.audiences import PUBLIC
from trialogue.hub.tickets.models import Ticket

pytestmark = pytest.mark.django_db


def sent(product, **more):
    return {
        "product": product.pk,
        "kind": "bug",
        "title": "Dates are refused",
        "source": "The form wants a day.",
        **more,
    }


def test_a_member_opens_one_and_follows_it(as_member, wanjiru, product):
    answer = as_member(wanjiru).post("/tickets/new/", sent(product))
    ticket = Ticket.objects.get()
    assert answer["Location"] == "/tickets/1/"
    assert (ticket.title, ticket.kind, ticket.state, ticket.reporter, ticket.need_count) == (
        "Dates are refused",
        "bug",
        "new",
        wanjiru,
        1,
    )
    assert ticket.conversation.audience_id == PUBLIC
    assert ticket.conversation.follows.get(person=wanjiru).level == "watching"


def test_a_guest_is_led_to_sign_in(client, product):
    answer = client.get("/tickets/new/")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/accounts/")


def test_what_is_missing_is_said_and_the_rest_stays(as_member, wanjiru, product):
    answer = as_member(wanjiru).post("/tickets/new/", sent(product, title="", source="A long story."))
    assert answer.status_code == 400
    assert "A long story." in answer.content.decode()
    assert not Ticket.objects.exists()


def test_a_text_that_is_too_long_is_said_in_words(as_member, wanjiru, product):
    answer = as_member(wanjiru).post("/tickets/new/", sent(product, source="x" * 40_000))
    assert "too long for one post" in answer.content.decode()
    assert not Ticket.objects.exists()


def test_a_form_sent_twice_opens_one_ticket(as_member, wanjiru, product):
    browser = as_member(wanjiru)
    first, second = (browser.post("/tickets/new/", sent(product, form_key="k1")) for _ in range(2))
    assert first["Location"] == second["Location"] == "/tickets/1/"
    assert Ticket.objects.count() == 1


def test_each_kind_begins_with_its_own_headings(as_member, wanjiru, product):
    browser = as_member(wanjiru)
    assert "Done when" in browser.get("/tickets/new/?kind=feature").content.decode()
    assert "What should happen" in browser.get("/tickets/new/").content.decode()


def test_another_kind_changes_the_headings_but_never_typed_words(as_member, wanjiru, product):
    browser = as_member(wanjiru)
    untouched = browser.get("/tickets/new/").context["form"]["source"].value()
    changed = browser.post("/tickets/new/", sent(product, source=untouched, **{"as": "feature"}))
    assert "Done when" in changed.context["form"]["source"].value()
    kept = browser.post("/tickets/new/", sent(product, source="My own words", **{"as": "feature"}))
    assert kept.context["form"]["source"].value() == "My own words"
    assert not Ticket.objects.exists()


def test_a_security_ticket_is_private_whether_asked_for_or_not(as_member, wanjiru, tamar, shira, product):
    as_member(wanjiru).post("/tickets/new/", sent(product, kind="security", title="Key in the log"))
    assert as_member(wanjiru).get("/tickets/1/").status_code == 200
    assert as_member(shira).get("/tickets/1/").status_code == 200
    assert as_member(tamar).get("/tickets/1/").status_code == 404


def test_only_the_team_says_how_urgent_it_is(as_member, wanjiru, priya, product):
    as_member(wanjiru).post("/tickets/new/", sent(product, priority=3))
    as_member(priya).post("/tickets/new/", sent(product, priority=3))
    assert list(Ticket.objects.order_by("number").values_list("priority", flat=True)) == [2, 3]


def test_a_part_of_another_product_is_refused(as_member, wanjiru, shira, product):
    from trialogue.hub.products import actions

    other = actions.add_product(name="Mobile", by=None, at=cast.AT)
    part = actions.add_component(other, name="Camera", by=shira, at=cast.AT)
    answer = as_member(wanjiru).post("/tickets/new/", sent(product, component=part.pk))
    assert "belongs to another product" in answer.content.decode()
    assert not Ticket.objects.exists()
