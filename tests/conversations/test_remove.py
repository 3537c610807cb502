import pytest
from django.urls import reverse
from django.utils import timezone
from tests import cast
from tests.conversations.rooms import room, sends, text_of

from trialogue.core.audiences import STAFF
from trialogue.core.errors import NotAllowed
from trialogue.hub.conversations import actions
from trialogue.hub.conversations.actions.audience import narrow_shelf
from trialogue.hub.conversations.models import Post, Removal

pytestmark = pytest.mark.django_db


@pytest.fixture
def here():
    return room()


def doors(post):
    return [reverse(name, args=[post.conversation_id, post.number]) for name in ("post-remove", "post-restore")]


def test_a_moderator_takes_a_post_away_and_brings_it_back(client, here):
    joseph = cast.member("Joseph Otieno")
    away, back = doors(here.answer)
    client.force_login(joseph.account)
    assert "Take the post away?" in text_of(client.get(away))
    sends(client, joseph, away, reason="Names a patient")
    assert not Post.objects.visible_to(None).filter(number=2).exists()
    seen = text_of(client.get(here.talk.path))
    assert "Taken away by Joseph Otieno." in seen
    assert "Names a patient" in seen
    client.force_login(here.asker.account)
    assert "Use a partial date." not in text_of(client.get(here.talk.path))
    sends(client, joseph, back)
    client.logout()
    assert "Use a partial date." in text_of(client.get(here.talk.path))


def test_the_author_takes_back_what_they_took_away(client, here):
    away, back = doors(here.answer)
    sends(client, here.helper, away)
    assert Removal.objects.count() == 1
    assert "Taken away by Claire Fontaine." in text_of(client.get(here.talk.path))
    sends(client, here.helper, back)
    assert Removal.objects.count() == 0


def test_the_author_does_not_bring_back_what_a_moderator_took(client, here):
    actions.remove_post(here.answer, by=cast.member("Joseph Otieno"), at=cast.AT)
    with pytest.raises(NotAllowed):
        actions.restore_post(here.answer, by=here.helper, at=cast.AT)
    assert sends(client, here.helper, doors(here.answer)[1]).status_code == 404
    assert Removal.objects.count() == 1


def test_others_may_not_take_it_away(client, here):
    away, _back = doors(here.answer)
    client.force_login(here.asker.account)
    assert client.get(away).status_code == 403
    response = sends(client, here.asker, away)
    assert "You may not do this here" in text_of(client.get(response["Location"]))
    assert Removal.objects.count() == 0


def test_the_first_post_goes_with_its_topic_only(client, here):
    response = sends(client, here.asker, reverse("post-remove", args=[here.talk.pk, 1]))
    assert "The first post cannot go alone." in text_of(client.get(response["Location"]))


def test_taken_away_twice_is_said(client, here):
    joseph = cast.member("Joseph Otieno")
    actions.remove_post(here.answer, by=joseph, at=cast.AT)
    assert sends(client, joseph, doors(here.answer)[0]).status_code == 404


def test_the_api_tells_nobody_else_which_post_was_taken_away(client, here):
    removed = cast.reply(here.topic, here.helper)
    actions.remove_post(removed, by=here.helper, at=timezone.now())
    client.force_login(here.asker.account)
    answers = [client.put(f"/api/v1/posts/{pk}/restoration") for pk in (removed.pk, 987654)]
    assert [(each.status_code, each.content) for each in answers] == [(404, answers[1].content)] * 2
    client.force_login(here.helper.account)
    assert client.put(f"/api/v1/posts/{removed.pk}/restoration").status_code == 200


def test_nobody_brings_back_by_the_api_what_stands_where_they_may_not_read(client, here):
    removed = cast.reply(here.topic, here.helper)
    actions.remove_post(removed, by=here.helper, at=timezone.now())
    narrow_shelf(kind="topic", shelf_id=here.topic.category_id, to=STAFF)
    client.force_login(here.helper.account)
    assert client.put(f"/api/v1/posts/{removed.pk}/restoration").status_code == 404
    assert Removal.objects.count() == 1
