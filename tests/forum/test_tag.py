"""Tags: chosen while asking, changed later, renamed and merged by managers."""

import pytest
from tests import cast
from tests.conversations.rooms import sends, text_of

from trialogue.core.audiences import STAFF, Audience
from trialogue.core.errors import NotAllowed, Refused
from trialogue.hub.forum import actions
from trialogue.hub.forum.models import Topic
from trialogue.hub.forum.tags import Tag

pytestmark = pytest.mark.django_db


@pytest.fixture
def wanjiru():
    return cast.member()


@pytest.fixture
def noa():
    return cast.member("Noa Peled")


@pytest.fixture
def topic(wanjiru):
    return cast.question(wanjiru, tags=["SAS export", "dates"])


def tags_of(topic):
    return [slug for slug, _names in Topic.objects.get(pk=topic.pk).labels]


def counts():
    return dict(Tag.objects.order_by("slug").values_list("slug", "topic_count"))


def test_they_are_written_while_asking(client, wanjiru):
    shelf = cast.category()
    said = {"kind": "question", "title": "Half-known dates", "source": "What now?", "category": shelf.pk}
    sends(client, wanjiru, "/forum/ask/", **said, tags=" SAS export, #dates,, sas  EXPORT ")
    topic = Topic.objects.get()
    assert tags_of(topic) == ["sas-export", "dates"]
    assert counts() == {"dates": 1, "sas-export": 1}
    page = client.get("/forum/").content.decode()
    assert '<a class="tag" href="/tags/sas-export/"><bdi>SAS export</bdi></a>' in page
    assert 'href="/tags/dates/"' in client.get(topic.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    ("tags", "said"),
    [("a,b,c,d,e,f", "at most five tags"), ("x" * 41, "under 40 letters"), ("!?", "needs a letter")],
)
def test_what_is_wrong_stands_at_the_field(client, wanjiru, tags, said):
    shelf = cast.category()
    sent = {"kind": "question", "title": "Half-known dates", "source": "What now?", "category": shelf.pk}
    answer = sends(client, wanjiru, "/forum/ask/", **sent, tags=tags)
    assert answer.status_code == 400
    assert said in text_of(answer)
    assert f'value="{tags}"' in answer.content.decode()
    assert Topic.objects.count() == 0


def test_the_asker_changes_them_and_others_do_not(client, wanjiru, topic):
    address = f"{topic.get_absolute_url()}edit/"
    client.force_login(wanjiru.account)
    assert 'value="SAS export, dates"' in client.get(address).content.decode()
    sends(client, wanjiru, address, title=topic.title, category=topic.category_id, tags="dates, SDTM")
    assert tags_of(topic) == ["dates", "sdtm"]
    assert counts() == {"dates": 1, "sas-export": 0, "sdtm": 1}
    with pytest.raises(NotAllowed):
        actions.tag_topic(topic, ["mine"], by=cast.member("Karen Whitfield"), at=cast.AT)


def test_a_tags_page_lists_its_topics(client, wanjiru, topic):
    cast.question(wanjiru, title="Something else")
    page = client.get("/tags/dates/")
    assert "half-known date" in text_of(page)
    assert "Something else" not in text_of(page)
    assert "SAS export" in text_of(client.get("/tags/"))
    assert client.get("/tags/nothing/").status_code == 404


def test_what_stands_on_private_topics_alone_is_not_counted(client, noa, topic):
    shelf = cast.category("Staff", audience=Audience.objects.get(pk=STAFF), slug="staff")
    cast.question(noa, title="For staff", on=shelf, tags=["dates", "salaries"])
    assert counts() == {"dates": 1, "salaries": 0, "sas-export": 1}
    assert "For staff" not in text_of(client.get("/tags/dates/"))
    assert "salaries" not in text_of(client.get("/tags/"))


def test_managers_rename(client, noa, topic, run_jobs):
    sends(
        client, noa, "/tags/dates/edit/", names_en="Dates", names_he="תאריכים", descriptions_en="Whole and half ones."
    )
    run_jobs()
    assert "תאריכים" in client.get("/he/forum/").content.decode()
    assert "Whole and half ones." in text_of(client.get("/tags/dates/"))
    other = cast.question(cast.member("Tamar Levi"), tags=["תאריכים"])
    assert tags_of(other) == ["dates"], "a name in any language means the same tag"


def test_managers_merge_and_the_old_address_leads_on(client, noa, topic, run_jobs):
    other = cast.question(topic.asker, title="Another", tags=["half dates"])
    both = cast.question(topic.asker, title="Both", tags=["half dates", "dates"])
    sends(client, noa, "/tags/half-dates/edit/", into="dates")
    run_jobs()
    assert [tags_of(each) for each in (other, both)] == [["dates"], ["dates"]]
    assert counts() == {"dates": 3, "half-dates": 0, "sas-export": 1}
    assert client.get("/tags/half-dates/?view=top")["Location"] == "/tags/dates/?view=top"
    later = cast.question(topic.asker, title="Later", tags=["half dates"])
    assert tags_of(later) == ["dates"]
    assert "no other tag" in text_of(sends(client, noa, "/tags/dates/edit/", into="half dates"))


def test_members_neither_rename_nor_merge(client, wanjiru, topic):
    client.force_login(wanjiru.account)
    assert client.get("/tags/dates/edit/").status_code == 403
    for act in (
        lambda: actions.edit_tag(Tag.objects.get(slug="dates"), names={"en": "x"}, by=wanjiru, at=cast.AT),
        lambda: actions.merge_tags(*Tag.objects.all(), by=wanjiru, at=cast.AT),
        lambda: actions.let_members_tag(False, by=wanjiru, at=cast.AT),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_managers_may_keep_new_tags_to_themselves(client, wanjiru, noa, topic):
    sends(client, noa, "/manage/tags/")
    with pytest.raises(Refused, match="There is no tag “novel”"):
        actions.tag_topic(topic, ["dates", "novel"], by=wanjiru, at=cast.AT)
    with pytest.raises(NotAllowed):
        actions.add_tag("novel", by=wanjiru, at=cast.AT)
    actions.tag_topic(topic, ["dates", "novel"], by=noa, at=cast.AT)
    assert tags_of(topic) == ["dates", "novel"]


def test_names_are_offered_while_one_types(client, wanjiru, topic):
    client.force_login(wanjiru.account)
    assert client.get("/forum/ask/tags/?q=sas").json() == {"names": ["SAS export"]}
    assert client.get("/forum/ask/tags/?q=").json() == {"names": []}


def test_scripts_in_a_name_stay_words(client, wanjiru):
    cast.question(wanjiru, tags=["<script>x</script>"])
    assert "<script>x" not in client.get("/forum/").content.decode()
