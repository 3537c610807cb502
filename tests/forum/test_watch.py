"""What one hears of a category or tag; the narrowest choice holds, and everybody is told once."""

import pytest
from tests import cast
from tests.conversations.rooms import sends, text_of

from trialogue.core.audiences import STAFF, Audience
from trialogue.core.errors import Refused
from trialogue.hub.conversations.actions import follow
from trialogue.hub.forum import actions
from trialogue.hub.forum.models import Category
from trialogue.hub.forum.tags import Tag
from trialogue.people.notices.models import Notice

pytestmark = pytest.mark.django_db


@pytest.fixture
def karen():
    return cast.member("Karen Whitfield")


@pytest.fixture
def wanjiru():
    return cast.member()


@pytest.fixture
def shelf():
    return cast.category()


@pytest.fixture
def sas(wanjiru):
    return actions.add_tag("SAS", by=wanjiru, at=cast.AT)


def told(person, run_jobs):
    run_jobs()
    return list(Notice.objects.filter(person=person).order_by("pk").values_list("verb", "because"))


@pytest.mark.parametrize(
    ("level", "heard"),
    [
        ("watching", [("topic.opened", "watching"), ("post.written", "watching")]),
        ("first", [("topic.opened", "watching")]),
        ("mentions", []),
        ("muted", []),
    ],
)
def test_of_a_category(client, karen, wanjiru, shelf, run_jobs, level, heard):
    sends(client, karen, "/forum/designing-forms/watch/", level=level)
    cast.reply(cast.question(wanjiru, on=shelf), wanjiru)
    assert told(karen, run_jobs) == heard


def test_a_tag_comes_before_its_category_and_a_topic_before_its_tags(karen, wanjiru, shelf, sas, run_jobs):
    actions.watch(shelf, level="watching", by=karen, at=cast.AT)
    actions.watch(sas, level="mentions", by=karen, at=cast.AT)
    topic = cast.question(wanjiru, on=shelf, tags=["SAS"])
    cast.reply(topic, wanjiru)
    assert told(karen, run_jobs) == []
    follow(topic.conversation, level="watching", by=karen, at=cast.AT)
    cast.reply(topic, wanjiru)
    assert told(karen, run_jobs) == [("post.written", "watching")]


def test_chosen_for_the_topic_itself_only_named_holds(karen, wanjiru, shelf, run_jobs):
    topic = cast.question(wanjiru, on=shelf)
    actions.watch(shelf, level="watching", by=karen, at=cast.AT)
    follow(topic.conversation, level="mentions", by=karen, at=cast.AT)
    cast.reply(topic, wanjiru)
    assert told(karen, run_jobs) == []


def test_who_is_named_and_watches_is_told_once(karen, wanjiru, shelf, sas, run_jobs):
    for place in (shelf, sas):
        actions.watch(place, level="watching", by=karen, at=cast.AT)
    topic = cast.question(wanjiru, on=shelf, tags=["SAS"], source=f"@{karen.handle}, do you know?")
    cast.reply(topic, wanjiru)
    assert told(karen, run_jobs) == [("post.mentioned", "mentioned"), ("post.written", "watching")]


def test_a_muted_category_is_silent_even_for_the_named(karen, wanjiru, shelf, run_jobs):
    actions.watch(shelf, level="muted", by=karen, at=cast.AT)
    cast.question(wanjiru, on=shelf, source=f"@{karen.handle}, do you know?")
    assert told(karen, run_jobs) == []


def test_what_is_muted_is_in_no_list_but_its_own(client, karen, wanjiru, shelf, sas):
    cast.question(wanjiru, on=shelf, title="Plain")
    cast.question(wanjiru, on=shelf, title="With SAS", tags=["SAS"])
    client.force_login(karen.account)

    def seen(address="/forum/"):
        page = text_of(client.get(address))
        return [title for title in ("Plain", "With SAS") if f">{title}</a>" in page]

    assert seen() == ["Plain", "With SAS"]
    actions.watch(sas, level="muted", by=karen, at=cast.AT)
    assert (seen(), seen("/tags/sas/")) == (["Plain"], ["With SAS"])
    actions.watch(sas, level="watching", by=karen, at=cast.AT)
    actions.watch(shelf, level="muted", by=karen, at=cast.AT)
    assert (seen(), seen("/forum/designing-forms/")) == (["With SAS"], ["Plain", "With SAS"])


def test_all_of_it_stands_on_one_page(client, karen, wanjiru, shelf, sas):
    topic = cast.question(wanjiru, on=shelf)
    actions.watch(shelf, level="first", by=karen, at=cast.AT)
    follow(topic.conversation, level="muted", by=karen, at=cast.AT)
    client.force_login(karen.account)
    assert "Follow" in text_of(client.get("/tags/sas/"))
    page = text_of(client.get("/settings/watching/"))
    assert topic.title in page
    assert '<option value="first" selected>' in page
    sends(client, karen, "/forum/designing-forms/watch/", level="muted", all="1")
    sends(client, karen, "/settings/watching/", conversation=topic.conversation_id, level="watching")
    page = text_of(client.get("/settings/watching/"))
    assert page.count('<option value="watching" selected>') == page.count('<option value="muted" selected>') == 1
    assert sends(client, karen, "/settings/watching/", conversation=99, level="watching").status_code == 404


def test_wrong_levels_and_places_one_does_not_see(client, karen, shelf):
    with pytest.raises(Refused):
        actions.watch(shelf, level="loud", by=karen, at=cast.AT)
    cast.category("Staff", audience=Audience.objects.get(pk=STAFF), slug="staff")
    for slug in ("staff", "nowhere"):
        assert sends(client, karen, f"/forum/{slug}/watch/", level="watching").status_code == 404
    assert client.get("/forum/designing-forms/watch/").status_code == 405


def test_what_became_private_is_not_told(karen, wanjiru, shelf, run_jobs):
    actions.watch(shelf, level="watching", by=karen, at=cast.AT)
    noa = cast.member("Noa Peled")
    actions.edit_category(Category.objects.get(), audience=Audience.objects.get(pk=STAFF), by=noa, at=cast.AT)
    cast.question(noa, on=Category.objects.get())
    assert told(karen, run_jobs) == []
    assert Tag.objects.count() == 0


def test_what_somebody_else_mutes_is_their_own(client, karen, wanjiru, shelf, sas):
    cast.question(wanjiru, on=shelf, title="With SAS", tags=["SAS"])
    actions.watch(sas, level="muted", by=wanjiru, at=cast.AT)
    actions.watch(sas, level="watching", by=karen, at=cast.AT)
    client.force_login(karen.account)
    assert "With SAS" in text_of(client.get("/forum/"))
