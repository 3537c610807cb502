"""What somebody has begun to write: on the server, on several devices, on a page of its own."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests import cast
from tests.conversations.rooms import room, sends, text_of

from trialogue.core.audiences import STAFF
from trialogue.hub.conversations import actions
from trialogue.hub.conversations.actions.audience import change_audience
from trialogue.hub.conversations.models import Draft

pytestmark = pytest.mark.django_db


@pytest.fixture
def here():
    return room()


def begins(here, key, **fields):
    return actions.save_draft(key=key, fields=fields, by=here.asker, at=cast.AT)


def keep(client, key="topic", **sent):
    response = client.post(reverse("draft", args=[key]), sent)
    return response.status_code, json.loads(response.content)


def test_the_page_lists_them_with_a_way_on(client, here):
    begins(here, f"reply:{here.talk.pk}", source="half a reply")
    begins(here, "topic", title="A half title", source="half a topic")
    begins(here, "ticket", source="half a ticket")
    begins(here, f"edit:{here.talk.posts.get(number=1).pk}", source="half a change")
    client.force_login(here.asker.account)
    page = text_of(client.get(reverse("drafts")))
    for said in ("half a reply", "A half title", "half a topic", "half a ticket", "half a change"):
        assert said in page
    ways = (
        f"{here.talk.path}#composer",
        reverse("topic-ask"),
        reverse("ticket-new"),
        reverse("post-edit", args=[here.talk.pk, 1]),
    )
    for way in ways:
        assert f'href="{way}"' in page
    assert reverse("drafts") in text_of(client.get("/")), "it stands in the member's menu"


def test_one_is_thrown_away(client, here):
    begins(here, "topic", source="half")
    assert sends(client, here.asker, reverse("drafts"), key="topic")["Location"] == reverse("drafts")
    assert not Draft.objects.exists()


def test_nobody_throws_away_anothers(client, here):
    begins(here, "topic", source="half")
    sends(client, here.helper, reverse("drafts"), key="topic")
    assert Draft.objects.count() == 1
    assert "half" not in text_of(client.get(reverse("drafts")))


def test_the_text_stays_when_its_place_is_closed_and_its_title_does_not_show(client, here):
    begins(here, f"reply:{here.talk.pk}", source="half a reply")
    change_audience(here.talk, STAFF)
    client.force_login(here.asker.account)
    page = text_of(client.get(reverse("drafts")))
    assert "half a reply" in page
    assert here.talk.title not in page


def test_the_page_costs_the_same_whatever_its_length(client, here):
    client.force_login(here.asker.account)
    costs = []
    for number in (1, 2, 3):
        topic = cast.question(here.helper, title=f"Question {number}")
        begins(here, f"reply:{topic.conversation_id}", source="half")
        with CaptureQueriesContext(connection) as counted:
            client.get(reverse("drafts"))
        costs.append(len(counted))
    assert costs[0] == costs[2] <= 12


def test_a_device_that_saw_none_does_not_overwrite(client, here):
    client.force_login(here.asker.account)
    assert keep(client, source="on the phone", version="0")[0] == 200
    status, said = keep(client, source="on the desk", version="0")
    assert (status, said["theirs"]) == (409, {"version": 1, "fields": {"source": "on the phone"}})
    assert keep(client, source="on the desk", version="1") == (
        200,
        {**keep(client, source="on the desk", version="1")[1]},
    )
    assert Draft.objects.get().fields["source"] == "on the desk"


def test_emptying_it_does_not_take_what_another_device_wrote(client, here):
    client.force_login(here.asker.account)
    keep(client, source="on the phone", version="0")
    keep(client, source="on the phone, more", version="1")
    assert keep(client, source="", version="1")[0] == 409
    assert Draft.objects.get().fields["source"] == "on the phone, more"


def test_a_draft_begun_anew_elsewhere_is_another_one(client, here):
    client.force_login(here.asker.account)
    keep(client, source="one", version="0")
    keep(client, source="one, two", version="1")
    keep(client, source="", version="2")
    keep(client, source="anew on the phone", version="0")
    status, said = keep(client, source="one, two, three", version="2")
    assert (status, said["theirs"]["fields"]["source"]) == (409, "anew on the phone")
