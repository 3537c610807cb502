import pytest
from django.urls import reverse
from tests import cast
from tests.conversations.rooms import room, sends, text_of

from trialogue.core import limits
from trialogue.core.errors import TooMany
from trialogue.hub.conversations import actions
from trialogue.hub.conversations.models import Post, Revision
from trialogue.hub.forum import actions as forum

pytestmark = pytest.mark.django_db


@pytest.fixture
def here():
    return room()


def door(post):
    return reverse("post-edit", args=[post.conversation_id, post.number])


def test_the_author_mends_their_post(client, here):
    client.force_login(here.helper.account)
    assert "Use a partial date.</textarea>" in text_of(client.get(door(here.answer)))
    response = sends(client, here.helper, door(here.answer), source="Use it.", seen_version="1", reason="Shorter")
    assert response["Location"] == f"{here.talk.path}#post-2"
    assert Post.objects.get(number=2).source == "Use it."
    assert Revision.objects.get().reason == "Shorter"
    assert "edited" in text_of(client.get(here.talk.path))


def test_others_may_not(client, here):
    client.force_login(here.asker.account)
    assert client.get(door(here.answer)).status_code == 403
    response = sends(client, here.asker, door(here.answer), source="Mine now", seen_version="1")
    assert response.status_code == 400
    assert "Mine now</textarea>" in text_of(response)
    assert Post.objects.get(number=2).source == "Use a partial date."


def test_moderators_may(client, here):
    sends(client, cast.member("Joseph Otieno"), door(here.answer), source="Kinder", seen_version="1", reason="Tone")
    assert Post.objects.get(number=2).source == "Kinder"


def test_two_who_edit_at_once_both_see_it(client, here):
    actions.edit_post(here.answer, source="Theirs", seen_version=1, by=cast.member("Joseph Otieno"), at=cast.AT)
    response = sends(client, here.helper, door(here.answer), source="My version", seen_version="1")
    assert response.status_code == 400
    assert "Somebody changed this post meanwhile." in text_of(response)
    assert "Theirs</pre>" in text_of(response)
    assert "My version</textarea>" in text_of(response)
    assert 'name="seen_version" value="2"' in text_of(response)
    sends(client, here.helper, door(here.answer), source="My version", seen_version="2")
    assert Post.objects.get(number=2).source == "My version"


@pytest.mark.parametrize("source", ["", "x" * 40_000])
def test_what_cannot_be_taken_is_kept(client, here, source):
    response = sends(client, here.helper, door(here.answer), source=source, seen_version="1")
    assert response.status_code == 400
    assert Post.objects.get(number=2).version == 1


def test_a_closed_topic_is_not_changed_by_its_people(client, here):
    forum.close(here.topic, by=cast.member("Joseph Otieno"), at=cast.AT)
    response = sends(client, here.helper, door(here.answer), source="Too late", seen_version="1")
    assert response.status_code == 400
    assert "Too late</textarea>" in text_of(response)


def test_a_preview_changes_nothing(client, here):
    response = sends(client, here.helper, door(here.answer), source="*So*", seen_version="1", preview="1")
    assert "<em>So</em>" in text_of(response)
    assert Post.objects.get(number=2).version == 1


def test_history_shows_what_came_and_went(client, here):
    actions.edit_post(here.answer, source="one\ntwo", seen_version=1, by=here.helper, at=cast.AT)
    actions.edit_post(here.answer, source="one\nthree <i>", seen_version=2, by=here.helper, at=cast.AT, reason="Better")
    client.force_login(here.asker.account)
    text = text_of(client.get(reverse("post-history", args=[here.talk.pk, 2])))
    assert "<del>two</del>" in text
    assert "<ins>three &lt;i&gt;</ins>" in text
    assert "Better" in text
    assert text.index("Version 3") < text.index("Version 2")


def test_history_is_for_members_who_see_the_post(client, here):
    address = reverse("post-history", args=[here.talk.pk, 2])
    assert client.get(address).status_code == 302
    actions.remove_post(here.answer, by=here.helper, at=cast.AT)
    client.force_login(here.asker.account)
    assert client.get(address).status_code == 404


def test_a_begun_edit_is_offered_again(client, here):
    client.force_login(here.helper.account)
    client.post(reverse("draft", args=[f"edit:{here.answer.pk}"]), {"source": "Half"})
    text = text_of(client.get(door(here.answer)))
    assert "Half</textarea>" in text
    assert "This is what you had begun to change." in text


def test_nobody_edits_without_end(here):
    """Each edit keeps what was before: a program could fill the disk."""
    allowed = limits.RATES["edit"].times
    for number in range(allowed):
        actions.edit_post(here.answer, source=f"{number}", seen_version=number + 1, by=here.helper, at=cast.AT)

    with pytest.raises(TooMany):
        actions.edit_post(here.answer, source="more", seen_version=allowed + 1, by=here.helper, at=cast.AT)

    assert Revision.objects.count() == allowed
