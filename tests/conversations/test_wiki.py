import pytest
from django.urls import reverse
from tests import cast
from tests.conversations.rooms import room, sends, text_of

from trialogue.core.errors import Conflict, NotAllowed
from trialogue.hub.conversations import actions
from trialogue.hub.conversations.models import Post
from trialogue.hub.conversations.wikis import Wiki
from trialogue.hub.forum import actions as forum

pytestmark = pytest.mark.django_db


@pytest.fixture
def here():
    here = room()
    here.karen = cast.member("Karen Whitfield")
    return here


def door(post, name="wiki"):
    return reverse(f"post-{name}", args=[post.conversation_id, post.number])


def edit(post, by, source):
    fresh = Post.objects.select_related("conversation", "wiki").get(pk=post.pk)
    actions.edit_post(fresh, source=source, seen_version=fresh.version, by=by, at=cast.AT)


def test_its_author_lets_everybody_edit_it(client, here):
    client.force_login(here.karen.account)
    assert client.get(door(here.answer, "edit")).status_code == 403
    client.force_login(here.helper.account)
    assert "Let everybody edit it" in text_of(client.get(here.talk.path))
    sends(client, here.helper, door(here.answer), make="1")
    client.force_login(here.karen.account)
    assert "everybody may edit this" in text_of(client.get(here.talk.path))
    sends(client, here.karen, door(here.answer, "edit"), source="A list of all.", seen_version="1")
    assert Post.objects.get(pk=here.answer.pk).source == "A list of all."
    text = text_of(client.get(here.talk.path))
    assert "edited by 1 person" in text
    assert here.karen.name in text_of(client.get(door(here.answer, "history")))


def test_editors_are_counted_once_each_and_the_author_not(here):
    actions.make_wiki(here.answer, by=here.helper, at=cast.AT)
    for number, by in enumerate((here.karen, here.asker, here.karen, here.helper)):
        edit(here.answer, by, f"Version {number}.")
    assert Wiki.objects.get().editors == 2


def test_two_at_once(here):
    actions.make_wiki(here.answer, by=here.helper, at=cast.AT)
    stale = Post.objects.select_related("conversation", "wiki").get(pk=here.answer.pk)
    edit(here.answer, here.karen, "First.")
    with pytest.raises(Conflict):
        actions.edit_post(stale, source="Second.", seen_version=1, by=here.asker, at=cast.AT)


def test_it_ends_and_what_others_wrote_stays(client, here):
    actions.make_wiki(here.answer, by=here.helper, at=cast.AT)
    edit(here.answer, here.karen, "A list of all.")
    sends(client, here.helper, door(here.answer), end="1")
    assert Post.objects.get(pk=here.answer.pk).source == "A list of all."
    with pytest.raises(NotAllowed):
        edit(here.answer, here.karen, "Again.")


def test_others_do_not_make_it(client, here):
    client.force_login(here.karen.account)
    assert client.get(door(here.answer)).status_code == 403
    sends(client, here.karen, door(here.answer), make="1")
    assert not Wiki.objects.exists()


def test_twice_is_said(here):
    actions.make_wiki(here.answer, by=here.helper, at=cast.AT)
    with pytest.raises(Conflict):
        actions.make_wiki(here.answer, by=here.helper, at=cast.AT)
    actions.end_wiki(here.answer, by=here.helper, at=cast.AT)
    with pytest.raises(Conflict):
        actions.end_wiki(here.answer, by=here.helper, at=cast.AT)


def test_where_it_is_closed_moderators_alone_edit(here):
    joseph = cast.member("Joseph Otieno")
    actions.make_wiki(here.answer, by=here.helper, at=cast.AT)
    forum.close(here.topic, by=joseph, at=cast.AT)
    with pytest.raises(NotAllowed):
        edit(here.answer, here.karen, "Too late.")
    edit(here.answer, joseph, "In order.")
    assert Post.objects.get(pk=here.answer.pk).source == "In order."
