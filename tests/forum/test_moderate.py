import pytest
from django.urls import reverse
from tests import cast
from tests.conversations.rooms import room, sends, text_of

from trialogue.hub.forum.models import Topic

pytestmark = pytest.mark.django_db


@pytest.fixture
def here():
    return room()


@pytest.fixture
def joseph():
    return cast.member("Joseph Otieno")


def door(name, topic):
    return reverse(name, args=[topic.pk, topic.slug])


def test_the_asker_mends_the_title(client, here):
    client.force_login(here.asker.account)
    assert 'value="The form refuses a half-known date"' in text_of(client.get(door("topic-edit", here.topic)))
    response = sends(client, here.asker, door("topic-edit", here.topic), title="Better")
    assert response["Location"] == f"/t/{here.topic.pk}/better/"
    assert client.get(here.talk.path)["Location"] == response["Location"]


@pytest.mark.parametrize("title", ["", "x" * 201])
def test_a_wrong_title_is_said(client, here, title):
    response = sends(client, here.asker, door("topic-edit", here.topic), title=title)
    assert response.status_code == 400


@pytest.mark.parametrize("name", ["edit", "close", "move", "pin", "archive", "split", "merge"])
def test_others_may_not(client, here, name):
    client.force_login(here.helper.account)
    assert client.get(door(f"topic-{name}", here.topic)).status_code == 403
    assert client.post(door(f"topic-{name}", here.topic), {"title": "x"}).status_code in (400, 403)
    assert Topic.objects.get().title == here.topic.title
    assert not Topic.objects.get().conversation.is_closed


def test_a_moderator_closes_and_opens(client, here, joseph):
    client.force_login(joseph.account)
    assert "Close the topic?" in text_of(client.get(door("topic-close", here.topic)))
    sends(client, joseph, door("topic-close", here.topic), close="1", reason="Answered elsewhere")
    text = text_of(client.get(here.talk.path))
    assert "Answered elsewhere" in text
    assert "closed" in text_of(client.get(reverse("forum")))
    twice = sends(client, joseph, door("topic-close", here.topic), close="1")
    assert "This topic is closed already." in text_of(twice)
    sends(client, joseph, door("topic-close", here.topic), open="1")
    assert not Topic.objects.get().conversation.is_closed


def test_a_moderator_takes_it_away_and_brings_it_back(client, here, joseph):
    away = door("topic-remove", here.topic)
    sends(client, joseph, away, reason="Names a patient")
    assert client.get(here.talk.path).status_code == 404
    text = text_of(client.get(away))
    assert "This topic is taken away" in text
    assert "Names a patient" in text
    assert here.topic.title not in text_of(client.get(reverse("forum")))
    sends(client, joseph, away, restore="1")
    assert client.get(here.talk.path).status_code == 200


def test_for_others_that_page_is_not_there(client, here, joseph):
    sends(client, joseph, door("topic-remove", here.topic))
    client.force_login(here.asker.account)
    assert client.get(door("topic-remove", here.topic)).status_code == 404
    assert sends(client, here.asker, door("topic-remove", here.topic), restore="1").status_code == 404


def test_a_member_sees_no_care_and_a_moderator_does(client, here, joseph):
    client.force_login(here.helper.account)
    assert door("topic-close", here.topic) not in text_of(client.get(here.talk.path))
    client.force_login(joseph.account)
    assert door("topic-close", here.topic) in text_of(client.get(here.talk.path))
