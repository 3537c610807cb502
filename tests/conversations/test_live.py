"""What is new while one reads: new posts without a reload, how far one has read, where one left off."""

import time
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests import cast
from tests.conversations.rooms import room

from trialogue.core.audiences import STAFF, Audience
from trialogue.hub.conversations.models import Follow
from trialogue.hub.forum.actions import remove_topic

pytestmark = pytest.mark.django_db


@pytest.fixture
def here():
    return room()


@pytest.fixture
def karen(client):
    person = cast.member("Karen Whitfield")
    client.force_login(person.account)
    return person


def news(client, talk, after, known=""):
    headers = {"If-None-Match": known} if known else {}
    return client.get(f"/c/{talk.pk}/news/?after={after}", headers=headers)


def test_new_posts_come_as_the_page_shows_them(client, karen, here):
    cast.reply(here.topic, here.asker, "That **works**.")
    told = news(client, here.talk, 2).json()
    assert (told["says"], told["last"]) == ("1 new reply", 3)
    page = client.get(here.topic.get_absolute_url()).content.decode()
    assert told["html"].startswith('<article class="post" id="post-3"')
    assert "<strong>works</strong>" in told["html"]
    assert told["html"].split("<time")[0] in page


def test_where_there_is_nothing_new_nothing_is_sent(client, here):
    first = news(client, here.talk, 2)
    assert first.json() == {"html": "", "says": "0 new replies", "last": 2}
    again = news(client, here.talk, 2, first["ETag"])
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    cast.reply(here.topic, here.asker)
    assert news(client, here.talk, 2, first["ETag"]).status_code == 200


def test_the_page_names_the_state_it_shows(client, karen, here):
    page = client.get(here.topic.get_absolute_url()).content.decode()
    here.talk.refresh_from_db()
    assert f'<live-thread doors="/c/{here.talk.pk}/" version="{here.talk.version}" last="2">' in page
    assert news(client, here.talk, 2, f'"v{here.talk.version}"').status_code == 304


@pytest.mark.parametrize("signed_in", [False, True])
def test_asking_in_vain_costs_one_query_and_a_millisecond(client, here, signed_in):
    if signed_in:
        client.force_login(here.asker.account)
    known = news(client, here.talk, 2)["ETag"]
    with CaptureQueriesContext(connection) as counted:
        assert news(client, here.talk, 2, known).status_code == 304
    assert len(counted) == 1
    before = time.process_time()
    for _nth in range(100):
        news(client, here.talk, 2, known)
    assert (time.process_time() - before) / 100 < 0.004, "most of it is the test client's"


def test_rights_are_asked_for_each_time(client, here):
    shelf = cast.category("Staff", audience=Audience.objects.get(pk=STAFF), slug="staff")
    noa = cast.member("Noa Peled")
    topic = cast.question(noa, on=shelf)
    client.force_login(noa.account)
    known = news(client, topic.conversation, 0)["ETag"]
    assert news(client, topic.conversation, 0, known).status_code == 304
    for stranger in (Client(), client_of(here.asker)):
        assert news(stranger, topic.conversation, 0).status_code == 404
        assert news(stranger, topic.conversation, 0, known).status_code == 404


def client_of(person):
    client = Client()
    client.force_login(person.account)
    return client


def test_of_a_removed_topic_there_is_none(client, here):
    remove_topic(here.topic, by=cast.member("Noa Peled"), at=cast.AT)
    assert news(client, here.talk, 0).status_code == 404


def test_what_one_scrolled_past_is_read_on_all_devices(client, karen, here):
    client.cookies["scrolls"] = "1"
    client.get(here.topic.get_absolute_url())
    assert Follow.objects.filter(person=karen).count() == 0
    assert client.post(f"/c/{here.talk.pk}/read/", {"number": 1}).status_code == 204
    phone = client_of(karen)
    phone.cookies["scrolls"] = "1"
    page = phone.get(here.topic.get_absolute_url()).content.decode()
    assert page.index('id="post-1"') < page.index('id="new"') < page.index('id="post-2"')
    phone.post(f"/c/{here.talk.pk}/read/", {"number": 99})
    assert Follow.objects.get(person=karen).last_read == 2, "nobody has read what is not there yet"
    client.post(f"/c/{here.talk.pk}/read/", {"number": 1})
    assert Follow.objects.get(person=karen).last_read == 2, "it never goes back"
    assert 'id="new"' not in phone.get(here.topic.get_absolute_url()).content.decode()


def test_guests_have_no_marks(client, here):
    assert client.post(f"/c/{here.talk.pk}/read/", {"number": 1}).status_code == 302
    assert "read-marks" not in client.get(here.topic.get_absolute_url()).content.decode()


def test_a_row_leads_to_the_first_unread_post(client, here):
    now = timezone.now()
    tamar = cast.member("Tamar Levi", at=now - timedelta(days=3))
    client.force_login(tamar.account)
    topic = cast.question(here.asker, title="A long one", at=now - timedelta(days=2))
    for nth in range(19):
        cast.reply(topic, here.helper, f"Reply {nth}", at=now - timedelta(days=1))
    path = topic.get_absolute_url()
    client.get(path)
    assert f'<a href="{path}" dir="auto">' in client.get("/forum/").content.decode()
    cast.reply(topic, here.helper, "And now?", at=now)
    assert f'<a href="{path}?after=20#new" dir="auto">' in client.get("/forum/").content.decode()


def test_a_list_says_how_many_topics_have_news(client, karen, here):
    page = client.get("/forum/designing-forms/")
    address = page.context["news_url"]
    assert client.get(address).status_code == 204
    cast.reply(here.topic, here.asker, at=timezone.now() + timedelta(seconds=1))
    assert client.get(address).json() == {"says": "1 topic has news"}
    assert client.get("/topics/news/?since=yesterday").status_code == 404
    assert client.get(address.replace("designing-forms", "nowhere")).status_code == 404
