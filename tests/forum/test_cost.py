"""What the pages cost in queries: little, and the same for one row, three and three hundred."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests import cast

from trialogue.core import limits, site
from trialogue.hub.forum import actions
from trialogue.hub.forum.models import Category
from trialogue.hub.products.models import Product
from trialogue.hub.tickets.models import Origin
from trialogue.people.persons import Person

pytestmark = pytest.mark.django_db
MOST = 12


def queries(client, address):
    """What is asked for a page; the site's row is kept a second by every process."""
    site.forget()
    site.current()
    with CaptureQueriesContext(connection) as counted:
        assert client.get(address).status_code == 200
    return [each["sql"] for each in counted.captured_queries if "core_site" not in each["sql"]]


def cost(client, address):
    return len(queries(client, address))


def asked(count, *, carried):
    """So many topics, each with a reply, an accepted answer and (if carried) a ticket of its own."""
    noa, claire = cast.member("Noa Peled"), cast.member("Claire Fontaine")
    shelf, product = cast.category(), cast.product()
    topics = []
    with limits.lifted():
        for number in range(count):
            asker = cast.member(f"Asker {number}") if number < 5 else claire
            topic = cast.question(asker, on=shelf, title=f"Question {number}", at=cast.AT + timedelta(minutes=number))
            actions.accept(topic, cast.reply(topic, noa), by=asker, at=cast.AT)
            if carried:
                cast.carried(topic, noa, product)
            topics.append(topic)
    return topics


@pytest.mark.parametrize("carried", [False, True])
def test_a_list_costs_the_same_whatever_its_length(client, carried):
    reader = cast.member("Tamar Levi")
    client.force_login(reader.account)
    client.get(reverse("forum"))  # notes that they are here, every five minutes at most
    costs = []
    for count in (1, 3):
        asked(count, carried=carried) if count == 1 else more(count - 1, carried=carried)
        costs.append(cost(client, reverse("forum")))
    assert costs[0] == costs[1] <= MOST


def more(count, *, carried):
    noa, claire = Person.objects.get(name="Noa Peled"), Person.objects.get(name="Claire Fontaine")
    for number in range(count):
        topic = cast.question(claire, on=Category.objects.get(), title=f"More {number}")
        cast.reply(topic, noa)
        if carried:
            cast.carried(topic, noa, Product.objects.get())


@pytest.mark.slow
def test_a_list_of_three_hundred(client):
    asked(300, carried=False)
    client.force_login(cast.member("Tamar Levi").account)
    assert cost(client, reverse("forum")) <= MOST
    client.logout()
    assert cost(client, reverse("forum")) <= MOST - 4


def talked(topic, replies):
    tamar = cast.member("Tamar Levi")
    with limits.lifted():
        for number in range(replies):
            who = cast.member(f"Somebody {number}") if number < 20 and number % 2 else tamar
            cast.reply(topic, who, f"Reply {number}")


@pytest.mark.parametrize("replies", [1, 3, 300])
def test_a_topic_costs_the_same_whatever_its_length(client, replies):
    topic = asked(1, carried=True)[0]
    talked(topic, replies)
    client.force_login(cast.member("Karen Whitfield").account)
    first, again = queries(client, topic.get_absolute_url()), queries(client, topic.get_absolute_url())
    assert len(again) == MOST - 6, "\n".join(sql[:160] for sql in again)
    assert len(first) <= MOST + 2, "the first time it is noted that they read it, and that they were here that day"
    client.logout()
    assert cost(client, topic.get_absolute_url()) <= MOST - 3, "one more than for members: what machines are told"
    assert cost(client, topic.get_absolute_url()) == 2, "the topic itself, and whether what is kept still holds"


def test_a_released_topic_costs_little_too(client, run_jobs):
    topic = asked(1, carried=True)[0]
    shira = cast.member("Shira Ben-Ami")
    ticket = Origin.objects.get(topic=topic).ticket
    plan = cast.milestone(ticket.product, shira)
    cast.landed(ticket, plan, shira)
    cast.released(plan, shira)
    run_jobs()
    client.force_login(topic.asker.account)
    first, again = queries(client, topic.get_absolute_url()), queries(client, topic.get_absolute_url())
    assert len(again) <= MOST, "\n".join(sql[:160] for sql in again)
    assert len(first) <= MOST + 3
