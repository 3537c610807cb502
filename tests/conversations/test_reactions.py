"""Saying more than thanks with one press: which, how often, by whom."""

import pytest
from django.urls import reverse
from tests import cast
from tests.conversations.rooms import room, sends, text_of

from trialogue.core import site
from trialogue.core.errors import Refused
from trialogue.hub.conversations import actions
from trialogue.hub.conversations.models import Post
from trialogue.hub.front.actions import change_site

pytestmark = pytest.mark.django_db


@pytest.fixture
def here():
    return room()


def door(here, kind, number=2):
    return reverse("post-reaction", args=[here.talk.pk, number, kind])


def counts():
    return Post.objects.get(number=2).reacted


def test_each_is_counted_once_and_taken_back(client, here):
    for _twice in range(2):
        sends(client, here.asker, door(here, "helped"), on="1")
    sends(client, here.asker, door(here, "agree"), on="1")
    assert counts() == {"helped": 1, "agree": 1}
    sends(client, here.asker, door(here, "helped"), on="0")
    assert counts() == {"agree": 1}
    assert Post.objects.get(number=2).thanks == 0


def test_the_page_shows_what_i_said_and_what_others_said(client, here):
    karen = cast.member("Karen Whitfield")
    actions.react(here.answer, kind="celebrate", by=karen, at=cast.AT)
    client.force_login(here.asker.account)
    before = text_of(client.get(here.talk.path))
    assert (
        f'formaction="{door(here, "celebrate")}" name="on" value="1" aria-pressed="false" title="well done"' in before
    )
    sends(client, here.asker, door(here, "celebrate"), on="1")
    after = text_of(client.get(here.talk.path))
    assert f'formaction="{door(here, "celebrate")}" name="on" value="0" aria-pressed="true" title="well done"' in after
    client.logout()
    assert 'title="well done"' in text_of(client.get(here.talk.path))


def test_nobody_reacts_to_themselves(client, here):
    sends(client, here.helper, door(here, "agree"), on="1")
    assert counts() == {}
    assert door(here, "agree") not in text_of(client.get(here.talk.path))


def test_what_nobody_knows_is_no_reaction(client, here):
    assert sends(client, here.asker, door(here, "hate"), on="1").status_code == 404
    with pytest.raises(Refused):
        actions.react(here.answer, kind="hate", by=here.asker, at=cast.AT)


def test_who_reacted_is_told_on_demand(client, here):
    actions.react(here.answer, kind="helped", by=here.asker, at=cast.AT)
    actions.react(here.answer, kind="thanks", by=cast.member("Karen Whitfield"), at=cast.AT)
    client.force_login(here.helper.account)
    page = text_of(client.get(reverse("post-reactions", args=[here.talk.pk, 2])))
    for word in ("Wanjiru Kamau", "helped me", "Karen Whitfield", "thanks"):
        assert word in page
    listed = client.get(f"/api/v1/posts/{here.answer.pk}/reactions").json()["items"]
    assert {(each["person"], each["kind"]) for each in listed} == {("wanjiru", "helped"), ("karen", "thanks")}


def test_programs_react_too(client, here):
    client.force_login(here.asker.account)
    address = f"/api/v1/posts/{here.answer.pk}/reactions/curious"
    assert client.put(address).json()["reactions"] == {"curious": 1}
    assert client.delete(address).json()["reactions"] == {}
    assert client.put(address.replace("curious", "hate")).status_code == 422


def test_a_manager_chooses_which_and_in_which_words(client, here):
    noa = cast.member("Noa Peled")
    actions.react(here.answer, kind="agree", by=here.asker, at=cast.AT)
    sends(client, noa, reverse("manage-reactions"), helped="on", celebrate="on", helped_en="saved my day")
    site.forget()
    client.force_login(here.asker.account)
    page = text_of(client.get(here.talk.path))
    assert "saved my day" in page
    assert door(here, "agree") not in page
    assert 'title="I agree"' in page, "what was given stays"
    with pytest.raises(Refused):
        actions.react(here.answer, kind="agree", by=cast.member("Karen Whitfield"), at=cast.AT)


def test_what_a_manager_may_write_has_bounds():
    noa = cast.member("Noa Peled")
    for wrong in ({"hate": {}}, {"agree": {"words": {"en": "x" * 25}}}, {"agree": {"words": {"xx": "x"}}}):
        with pytest.raises(Refused):
            change_site(by=noa, at=cast.AT, reactions=wrong)
    here = change_site(by=noa, at=cast.AT, reactions={"thanks": {"hidden": True, "words": {"en": "<b>cheers</b>"}}})
    assert here.reactions == {"thanks": {"words": {"en": "<b>cheers</b>"}}}, "thanks are always offered"


def test_words_of_a_manager_are_words(client, here):
    change_site(by=cast.member("Noa Peled"), at=cast.AT, reactions={"agree": {"words": {"en": '"><script>x</script>'}}})
    site.forget()
    client.force_login(here.asker.account)
    assert "<script>x" not in text_of(client.get(here.talk.path))
