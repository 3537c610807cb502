import pytest
from django.urls import reverse
from django.utils import timezone
from tests import cast
from tests.conversations.rooms import room, sends, text_of
from tests.review.scenes import item_of, notices, reported, seen

from trialogue.core.errors import Conflict, Refused
from trialogue.hub.conversations import actions as talk
from trialogue.hub.conversations.models import Post
from trialogue.hub.conversations.review import actions
from trialogue.hub.conversations.review.models import ReviewItem
from trialogue.hub.forum import actions as forum

pytestmark = pytest.mark.django_db


@pytest.fixture
def here():
    found = room()
    found.joseph, found.noa = cast.member("Joseph Otieno"), cast.member("Noa Peled")
    actions.decide(reported(found.answer), verdict="removed", reason="It sells", by=found.joseph, at=timezone.now())
    return found


def door(post):
    return reverse("post-appeal", args=[post.conversation_id, post.number])


def test_the_author_asks_and_another_moderator_brings_it_back(client, here, run_jobs):
    client.force_login(here.helper.account)
    assert "It sells" in text_of(client.get(door(here.answer)))
    sends(client, here.helper, door(here.answer), words="It sells nothing, it is free.")
    assert "You asked for a second look." in text_of(client.get(door(here.answer)))
    item = item_of(here.answer)
    assert item.why == "appeal"
    with pytest.raises(Refused, match="somebody else"):
        actions.decide(item, verdict="kept", by=here.joseph, at=timezone.now())
    client.force_login(here.noa.account)
    assert "It sells nothing, it is free." in text_of(client.get(reverse("review")))
    actions.decide(item, verdict="kept", by=here.noa, at=timezone.now())
    run_jobs()
    assert seen(here.answer)
    assert notices(here.helper) == ["review.yours_removed", "review.yours_back"]


def test_it_may_stay_away_and_that_is_the_end(here, run_jobs):
    actions.appeal(Post.objects.get(pk=here.answer.pk), words="Please", by=here.helper, at=timezone.now())
    actions.decide(item_of(here.answer), verdict="removed", reason="It does sell", by=here.noa, at=timezone.now())
    run_jobs()
    assert notices(here.helper) == ["review.yours_removed", "review.yours_stays_away"]
    with pytest.raises(Conflict):
        actions.appeal(Post.objects.get(pk=here.answer.pk), words="Again", by=here.helper, at=timezone.now())


def test_a_brought_back_post_goes_again_when_that_is_taken_back(here):
    actions.appeal(Post.objects.get(pk=here.answer.pk), words="Please", by=here.helper, at=timezone.now())
    item = item_of(here.answer)
    actions.decide(item, verdict="kept", by=here.noa, at=timezone.now())
    actions.undo_decision(ReviewItem.objects.get(pk=item.pk), by=here.noa, at=timezone.now())
    assert not seen(here.answer)


def test_a_whole_topic_can_be_appealed(client, here):
    forum.remove_topic(here.topic, by=here.joseph, at=timezone.now(), reason="Not for here")
    first = here.talk.posts.get(number=1)
    assert sends(client, here.asker, door(first), words="It is for here").status_code == 302
    actions.decide(item_of(first), verdict="kept", by=here.noa, at=timezone.now())
    assert seen(first)


@pytest.mark.parametrize(
    ("words", "said"), [("  ", "Say why it should come back."), ("x" * 1001, "at most 1000 characters")]
)
def test_wrong_words_come_back(client, here, words, said):
    response = sends(client, here.helper, door(here.answer), words=words)
    assert (response.status_code, said in text_of(response)) == (400, True)


def test_nobody_else_finds_the_door(client, here):
    own = cast.reply(here.topic, here.asker)
    talk.remove_post(own, by=here.asker, at=timezone.now())
    for person, post in ((here.asker, here.answer), (here.asker, own), (here.noa, here.answer)):
        assert sends(client, person, door(post), words="Please").status_code == 404
    assert not ReviewItem.objects.open().exists()
