"""What the pages of direct conversations cost in queries: the same for one row and for three."""

import pytest
from tests import cast
from tests.forum.test_cost import MOST, cost

from trialogue.hub.conversations import actions
from trialogue.people.actions.aside import mute

pytestmark = pytest.mark.django_db


def test_the_list_costs_the_same_whatever_its_length(client):
    noa = cast.member("Noa Peled")
    client.force_login(noa.account)
    costs = []
    for count in (1, 2):
        for nth in range(count):
            actions.begin_direct([noa], source="Hello", by=cast.member(f"Somebody {count} {nth}"), at=cast.AT)
        costs.append(cost(client, "/messages/"))
    assert costs[0] == costs[1] <= MOST


def test_a_conversation_costs_the_same_whatever_its_length(client):
    noa, wanjiru = cast.member("Noa Peled"), cast.member("Wanjiru Kamau")
    direct = actions.begin_direct([wanjiru], source="Hello", by=noa, at=cast.AT)
    client.force_login(wanjiru.account)
    client.get(direct.conversation.path)
    once = cost(client, direct.conversation.path)
    for nth in range(3):
        actions.write_post(direct.conversation, source=f"Post {nth}", by=noa, at=cast.AT)
    client.get(direct.conversation.path)
    assert once == cost(client, direct.conversation.path) <= MOST


def test_folding_costs_no_query(client):
    wanjiru, ravi = cast.member("Wanjiru Kamau"), cast.member("Ravi Kulkarni")
    topic = cast.question(wanjiru)
    cast.reply(topic, ravi)
    client.force_login(wanjiru.account)
    client.get(topic.get_absolute_url())
    before = cost(client, topic.get_absolute_url())
    mute(ravi, by=wanjiru, at=cast.AT)
    assert cost(client, topic.get_absolute_url()) == before
