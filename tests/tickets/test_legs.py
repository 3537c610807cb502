"""The ticket's stations on the way of a topic."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests import cast

from trialogue.hub.forum.models import Topic
from trialogue.hub.tickets import actions
from trialogue.hub.tickets.legs import legs

pytestmark = pytest.mark.django_db


def later(days):
    return cast.AT + timedelta(days=days)


@pytest.fixture
def topic(wanjiru):
    return cast.question(wanjiru)


@pytest.fixture
def ticket(topic, shira, product):
    return actions.carry_over(topic, topic.conversation.posts.get(), product=product, by=shira, at=later(2))


def way(topic, member=None):
    stations = legs([topic], member)[topic.pk].stations
    return [(one.kind, one.status, one.what, one.days_since_previous) for one in stations]


def test_who_made_it_and_how_long_after_the_question(topic, ticket):
    assert way(topic)[0] == ("ticket", "done", "#1 by Shira Ben-Ami", 2)


def test_ahead_it_says_what_may_be_expected(topic, ticket, shira, product):
    due = timezone.localdate() + timedelta(days=60)
    plan = cast.milestone(product, shira, "4.3", due_date=due)
    actions.plan(ticket, milestone=plan, by=shira, at=later(3))
    change = legs([topic], None)[topic.pk].stations[1]
    assert (change.status, change.what) == ("next", "Planned for 4.3")
    assert change.expected.split()[0] == due.strftime("%B")


def test_while_somebody_works_on_it(topic, ticket, priya):
    actions.edit_ticket(ticket, by=priya, at=later(4), assignee=priya)
    actions.move(ticket, to="doing", by=priya, at=later(5))
    assert way(topic)[1] == ("change", "now", "Priya Raghavan is at it", 3)
    actions.move(ticket, to="review", by=priya, at=later(9))
    assert way(topic)[1] == ("change", "now", "Priya Raghavan is at it", 3)


def test_done_when_it_landed(topic, ticket, priya):
    actions.move(ticket, to="doing", by=priya, at=later(5))
    actions.move(ticket, to="landed", by=priya, at=later(12))
    assert way(topic)[1] == ("change", "done", "Priya Raghavan", 10)


def test_of_several_the_one_that_has_come_farthest(topic, ticket, priya, shira, wanjiru, product):
    other = cast.ticket(product, wanjiru, title="Other half")
    actions.link_topic(other, topic, by=shira, at=later(3))
    actions.move(other, to="doing", by=priya, at=later(4))
    assert way(topic)[0][2] == "#2 by Shira Ben-Ami"
    assert [link.title for link in legs([topic], None)[topic.pk].links] == [topic.title, "Other half"]


def test_a_private_ticket_is_no_station(topic, ticket, shira, tamar):
    actions.narrow(ticket, by=shira, at=later(3))
    assert legs([topic], tamar) == {}
    assert legs([topic], None) == {}
    assert way(topic, shira)[0][0] == "ticket"


def test_many_topics_cost_as_much_as_one(wanjiru, shira, product):
    for _ in range(3):
        cast.carried(cast.question(wanjiru), shira, product)
    topics = list(Topic.objects.select_related("conversation"))
    with CaptureQueriesContext(connection) as told:
        assert len(legs(topics, None)) == 3
    assert len(told) == 2
