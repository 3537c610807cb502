import pytest
from django.urls import reverse
from tests import cast
from tests.conversations.rooms import room, sends, text_of

from trialogue.hub.conversations import actions
from trialogue.hub.conversations.models import Follow, Post

pytestmark = pytest.mark.django_db


@pytest.fixture
def here():
    return room()


def test_thanks_are_counted_once_and_taken_back(client, here):
    door = reverse("post-thanks", args=[here.talk.pk, 2])
    for _twice in range(2):
        sends(client, here.asker, door, on="1")
    assert Post.objects.get(number=2).thanks == 1
    assert 'aria-pressed="true"' in text_of(client.get(here.talk.path))
    for _twice in range(2):
        sends(client, here.asker, door, on="0")
    assert Post.objects.get(number=2).thanks == 0


def test_nobody_thanks_themselves(client, here):
    response = sends(client, here.helper, reverse("post-thanks", args=[here.talk.pk, 2]), on="1")
    assert "You wrote this yourself." in text_of(client.get(response["Location"]))
    assert Post.objects.get(number=2).thanks == 0


def test_thanks_need_a_post(client, here):
    assert sends(client, here.asker, reverse("post-thanks", args=[here.talk.pk, 9])).status_code == 404
    assert client.get(reverse("post-thanks", args=[here.talk.pk, 2])).status_code == 405


def test_one_chooses_how_much_to_hear(client, here):
    karen = cast.member("Karen Whitfield")
    door = reverse("follow", args=[here.talk.pk])
    for level in ("watching", "muted", "mentions"):
        sends(client, karen, door, level=level)
        assert Follow.objects.get(person=karen).level == level
    response = sends(client, karen, door, level="loudly")
    assert "Choose how much you want to hear." in text_of(client.get(response["Location"]))


def test_following_later_does_not_forget_what_was_read(client, here):
    karen = cast.member("Karen Whitfield")
    client.force_login(karen.account)
    client.get(here.talk.path)
    sends(client, karen, reverse("follow", args=[here.talk.pk]), level="watching")
    assert Follow.objects.get(person=karen).last_read == 2


def test_reading_never_goes_back(here):
    karen = cast.member("Karen Whitfield")
    actions.mark_read(here.talk, number=2, by=karen, at=cast.AT)
    actions.mark_read(here.talk, number=1, by=karen, at=cast.AT)
    assert Follow.objects.get(person=karen).last_read == 2
