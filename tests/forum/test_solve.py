import pytest
from django.urls import reverse
from tests import cast
from tests.conversations.rooms import room, sends, text_of

from trialogue.core.errors import Conflict
from trialogue.hub.forum import actions
from trialogue.hub.forum.models import Solution, Topic
from trialogue.hub.products.models import Version

pytestmark = pytest.mark.django_db


@pytest.fixture
def here():
    return room()


def door(here, number=2):
    return reverse("topic-accept", args=[here.topic.pk, here.topic.slug, number])


def test_the_asker_accepts_an_answer(client, here, run_jobs, mailoutbox):
    client.force_login(here.asker.account)
    assert "This answers it" in text_of(client.get(here.talk.path))
    sends(client, here.asker, door(here), instead_of="0")
    assert Solution.objects.get().post == here.answer
    text = text_of(client.get(here.talk.path))
    assert "Accepted. Claire Fontaine hears of it." in text
    assert "Take it back" in text
    run_jobs()
    assert f"Your answer was accepted in “{here.topic.title}”" in [mail.subject for mail in mailoutbox]


def test_others_may_not(client, here):
    client.force_login(here.helper.account)
    assert "This answers it" not in text_of(client.get(here.talk.path))
    assert client.get(door(here)).status_code == 403
    response = sends(client, here.helper, door(here))
    assert "You may not do this here" in text_of(client.get(response["Location"]))
    assert not Solution.objects.exists()


def test_it_is_taken_back(client, here):
    sends(client, here.asker, door(here))
    sends(client, here.asker, door(here), back="1")
    assert not Solution.objects.exists()
    assert not Topic.objects.get().solved


def test_two_people_who_accept_different_answers_at_once(client, here):
    other = cast.reply(here.topic, cast.member("Karen Whitfield"), "Another way.")
    joseph = cast.member("Joseph Otieno")
    sends(client, joseph, door(here, other.number), instead_of="0")
    response = sends(client, here.asker, door(here), instead_of="0")
    text = text_of(client.get(response["Location"]))
    assert "Another answer was accepted a moment ago. Look at it, then choose again." in text
    assert Solution.objects.get().post == other
    sends(client, here.asker, door(here), instead_of=str(other.number))
    assert Solution.objects.get().post == here.answer


def test_a_moderator_says_since_which_version_it_holds(client, here):
    shira, joseph = cast.member("Shira Ben-Ami"), cast.member("Joseph Otieno")
    cast.released(cast.milestone(cast.product(), shira), shira)
    client.force_login(joseph.account)
    assert "Since which version does it hold?" in text_of(client.get(door(here)))
    sends(client, joseph, door(here), holds_from=Version.objects.get().pk, instead_of="0")
    assert "holds from version 4.2" in text_of(client.get(here.talk.path))


def test_the_question_itself_is_no_answer(client, here):
    response = sends(client, here.asker, door(here, 1))
    assert "Only a reply to a question can be its answer." in text_of(client.get(response["Location"]))


def test_an_answer_that_is_not_there(client, here):
    assert sends(client, here.asker, door(here, 9)).status_code == 404


def test_an_idea_has_no_answer(client, here):
    Topic.objects.update(kind="idea")
    client.force_login(here.asker.account)
    assert "This answers it" not in text_of(client.get(here.talk.path))


def test_the_action_says_it_too(here):
    other = cast.reply(here.topic, here.helper, "Another way.")
    actions.accept(here.topic, other, by=here.asker, at=cast.AT)
    with pytest.raises(Conflict):
        actions.accept(here.topic, here.answer, by=here.asker, at=cast.AT)


def test_have_this_too_is_counted_once_and_withdrawn(client, here):
    karen = cast.member("Karen Whitfield")
    address = reverse("same-here", args=[here.topic.pk, here.topic.slug])
    for _twice in range(2):
        sends(client, karen, address, on="1")
    assert Topic.objects.get().same_count == 1
    assert "1 has this too" in text_of(client.get(reverse("forum")))
    sends(client, karen, address, on="0")
    assert Topic.objects.get().same_count == 0


def test_one_cannot_have_ones_own(client, here):
    response = sends(client, here.asker, reverse("same-here", args=[here.topic.pk, here.topic.slug]), on="1")
    assert "You wrote this yourself." in text_of(client.get(response["Location"]))
