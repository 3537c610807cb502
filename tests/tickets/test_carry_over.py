"""From what somebody said to a ticket, and to a ticket there is."""

import pytest
from django.core import mail
from tests import cast

from trialogue.core.audiences import MEMBERS, Audience
from trialogue.hub.forum import actions as forum
from trialogue.hub.tickets import actions
from trialogue.hub.tickets.models import Origin, Ticket
from trialogue.people.notices.models import Notice

pytestmark = pytest.mark.django_db


@pytest.fixture
def topic(wanjiru):
    return cast.question(wanjiru)


def door(topic, number=1):
    return f"/t/{topic.pk}/{topic.slug}/{number}/ticket/"


def filled(page):
    form = page.context["form"]
    return {name: form[name].value() or "" for name in form.fields if name != "private"}


def test_the_form_is_filled_and_one_button_makes_it(as_member, shira, topic, product, wanjiru):
    browser = as_member(shira)
    page = browser.get(door(topic))
    assert filled(page)["title"] == topic.title
    assert filled(page)["source"].splitlines()[0] == f"From [{topic.title}](/t/{topic.pk}/{topic.slug}/) by @wanjiru:"
    answer = browser.post(door(topic), filled(page))
    ticket = Ticket.objects.get()
    assert answer["Location"] == ticket.get_absolute_url()
    origin = Origin.objects.get()
    assert (origin.topic, origin.asker, origin.by, ticket.need_count) == (topic, wanjiru, shira, 1)


def test_both_pages_link_to_each_other(as_member, client, shira, topic, product):
    cast.carried(topic, shira, product)
    assert f'href="/t/{topic.pk}/{topic.slug}/"' in client.get("/tickets/1/").content.decode()
    assert 'href="/tickets/1/"' in client.get(f"/t/{topic.pk}/{topic.slug}/").content.decode()


def test_the_asker_hears_of_it_once_here_and_by_mail(shira, wanjiru, topic, product, run_jobs):
    cast.carried(topic, shira, product)
    run_jobs()
    assert Notice.objects.filter(person=wanjiru, verb="topic.linked").count() == 1
    letters = [letter for letter in mail.outbox if "ticket now" in letter.subject]
    assert [letter.to for letter in letters] == [["wanjiru@example.org"]]
    assert "/tickets/1/" in letters[0].body


def test_who_may_not_gets_a_clear_no(as_member, tamar, topic, product):
    assert as_member(tamar).get(door(topic)).status_code == 403
    assert as_member(tamar).post(door(topic), {"title": "x"}).status_code == 403
    assert not Ticket.objects.exists()


def test_the_menu_of_a_post_offers_it_to_those_who_may(as_member, shira, tamar, topic):
    address = f"/t/{topic.pk}/{topic.slug}/"
    assert door(topic) in as_member(shira).get(address).content.decode()
    assert door(topic) not in as_member(tamar).get(address).content.decode()


def test_a_post_that_is_not_there_is_not_there(as_member, shira, topic):
    assert as_member(shira).get(door(topic, 7)).status_code == 404


def test_sent_twice_is_one_ticket(as_member, shira, topic, product):
    browser = as_member(shira)
    data = {**filled(browser.get(door(topic))), "form_key": "once"}
    first, second = browser.post(door(topic), data), browser.post(door(topic), data)
    assert first["Location"] == second["Location"]
    assert Ticket.objects.count() == 1


def test_a_topic_of_members_makes_a_ticket_of_members(client, as_member, shira, wanjiru, product):
    shelf = cast.category("Among us", audience=Audience.objects.get(pk=MEMBERS))
    cast.carried(cast.question(wanjiru, on=shelf), shira, product)
    assert client.get("/tickets/1/").status_code == 404
    assert as_member(wanjiru).get("/tickets/1/").status_code == 200


def test_a_ticket_is_seen_no_wider_than_a_topic_whose_category_was_just_narrowed(
    client, as_member, shira, topic, product, run_jobs
):
    forum.edit_category(
        topic.category, audience=Audience.objects.get(pk=MEMBERS), by=cast.member("Noa Peled"), at=cast.AT
    )
    as_member(shira).post(door(topic), filled(as_member(shira).get(door(topic))))
    client.logout()
    assert client.get("/tickets/1/").status_code == 404
    run_jobs()
    assert client.get("/tickets/1/").status_code == 404
    assert as_member(shira).get("/tickets/1/").status_code == 200


def test_a_topic_joins_a_ticket_there_is(as_member, shira, wanjiru, tamar, topic, product):
    ticket = cast.ticket(product, tamar)
    answer = as_member(shira).post(door(topic), {"number": ticket.number})
    assert answer["Location"] == ticket.get_absolute_url()
    assert Origin.objects.get().asker == wanjiru


@pytest.mark.parametrize(
    ("number", "said"), [("99", "There is no such ticket"), ("", "required"), ("one", "whole number")]
)
def test_a_wrong_number_is_said(as_member, shira, topic, product, number, said):
    answer = as_member(shira).post(door(topic), {"number": number})
    assert answer.status_code == 400
    assert said in answer.content.decode()


def test_linked_already_is_said(as_member, shira, topic, product):
    cast.carried(topic, shira, product)
    answer = as_member(shira).post(door(topic), {"number": "1"})
    assert "linked to #1 already" in answer.content.decode()


def test_the_link_can_be_taken_back(as_member, shira, topic, product):
    cast.carried(topic, shira, product)
    as_member(shira).post(f"/tickets/1/unlink/{topic.pk}/")
    assert not Origin.objects.exists()
    again = as_member(shira).post(f"/tickets/1/unlink/{topic.pk}/", follow=True)
    assert "not linked any more" in again.content.decode()


def test_same_here_counts_for_the_ticket(shira, tamar, topic, product, run_jobs):
    ticket = cast.carried(topic, shira, product)
    forum.same_here(topic, by=tamar, at=cast.AT)
    run_jobs()
    ticket.refresh_from_db()
    assert ticket.need_count == 2


def test_what_is_said_of_two_narrow_things_is_not_seen_by_all(client, as_member, shira, wanjiru, tamar, product):
    hidden = cast.ticket(product, wanjiru, title="Key in the log", private=True)
    topic = cast.question(wanjiru, on=cast.category("Among us", audience=Audience.objects.get(pk=MEMBERS)))
    actions.link_topic(hidden, topic, by=shira, at=cast.AT)
    page = as_member(tamar).get(f"/t/{topic.pk}/{topic.slug}/").content.decode()
    assert "Key in the log" not in page
    assert "Key in the log" in as_member(shira).get(f"/t/{topic.pk}/{topic.slug}/").content.decode()
