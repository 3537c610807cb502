"""Reading a topic and the lists, as a guest and as a member."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from tests import cast

from trialogue.core import limits
from trialogue.core.audiences import STAFF, Audience
from trialogue.hub.conversations.models import Follow, Post
from trialogue.hub.forum import actions

pytestmark = pytest.mark.django_db


@pytest.fixture
def wanjiru():
    return cast.member("Wanjiru Kamau")


@pytest.fixture
def claire():
    return cast.member("Claire Fontaine")


def page(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def signed_in(client, person):
    client.force_login(person.account)
    return client


def many_replies(topic, by, count):
    for number in range(count):
        cast.reply(topic, by, f"Reply {number}", at=cast.AT + timedelta(minutes=number))


def test_a_guest_reads_a_topic_and_gets_no_cookie(client, wanjiru, claire):
    topic = cast.question(wanjiru)
    cast.reply(topic, claire, "Use *partial* dates.")
    response = client.get(topic.get_absolute_url())
    text = response.content.decode()
    assert "The form refuses a half-known date" in text
    assert "Use <em>partial</em> dates." in text
    assert "Wanjiru Kamau" in text
    assert not response.cookies
    assert "csrf" not in text
    assert 'method="post"' not in text, "one form of a guest only asks, and closes a dialogue the other"
    assert not Follow.objects.filter(person=None).exists()


def test_a_guest_reads_the_list(client, wanjiru):
    topic = cast.question(wanjiru)
    response = client.get(reverse("forum"))
    assert topic.title in response.content.decode()
    assert not response.cookies


def test_an_old_slug_leads_here_for_good(client, wanjiru):
    topic = cast.question(wanjiru)
    response = client.get(f"/t/{topic.pk}/something-else/?after=0")
    assert response.status_code == 301
    assert response["Location"] == f"{topic.get_absolute_url()}?after=0"
    assert client.get(f"/t/{topic.pk}/").status_code == 301


def test_what_one_may_not_see_is_not_there(client, wanjiru):
    noa = cast.member("Noa Peled")
    shelf = cast.category("Staff room", audience=Audience.objects.get(pk=STAFF))
    topic = cast.question(noa, on=shelf)
    address = topic.get_absolute_url()
    for reader in (None, wanjiru):
        if reader:
            client.force_login(reader.account)
        assert client.get(address).status_code == 404
        assert client.get(f"{address}1/").status_code == 404
        assert client.get(f"/t/{topic.pk}/").status_code == 404
        assert client.get(shelf.get_absolute_url()).status_code == 404
        assert topic.title not in page(client, reverse("forum"))
    assert topic.title in page(signed_in(client, noa), shelf.get_absolute_url())


def test_long_conversations_come_in_pages(client, wanjiru, claire):
    topic = cast.question(wanjiru)
    many_replies(topic, claire, 25)
    first = page(client, topic.get_absolute_url())
    assert "Reply 18" in first
    assert "Reply 19" not in first
    assert f"{topic.conversation.path}?after=20" in first
    second = page(client, f"{topic.get_absolute_url()}?after=20")
    assert "Reply 24" in second
    assert f'rel="prev" href="{topic.conversation.path}"' in second


def test_a_posts_address_leads_to_its_page(client, wanjiru, claire):
    topic = cast.question(wanjiru)
    many_replies(topic, claire, 25)
    last = Post.objects.get(conversation=topic.conversation, number=23)
    assert client.get(last.get_absolute_url())["Location"] == f"{topic.conversation.path}?after=20#post-23"
    assert client.get(f"{topic.conversation.path}99/").status_code == 404


def test_nonsense_in_the_address_is_the_first_page(client, wanjiru):
    topic = cast.question(wanjiru)
    for query in ("after=x", "after=-1", "after=99999999999999999999", "quote=%00", "after=٣"):
        assert topic.title in page(client, f"{topic.get_absolute_url()}?{query}")
    for query in (
        "before=x",
        "before=1-",
        "before=99999999999999999-9999999999999999",
        "before=" + "9" * 60,
        "view=%00",
    ):
        assert client.get(f"{reverse('forum')}?{query}").status_code == 200


def test_reading_marks_how_far_and_unread_is_heavier(client, wanjiru, claire):
    topic = cast.question(wanjiru)
    signed_in(client, claire)
    assert "data-unread" not in page(client, reverse("forum"))
    page(client, topic.get_absolute_url())
    assert Follow.objects.get(person=claire).last_read == 1
    cast.reply(topic, wanjiru, "More", at=cast.AT + timedelta(hours=1))
    assert "data-unread" in page(client, reverse("forum"))
    page(client, topic.get_absolute_url())
    assert Follow.objects.get(person=claire).last_read == 2
    assert "data-unread" not in page(client, reverse("forum"))


def test_what_began_after_one_joined_is_unread(client, wanjiru, claire):
    cast.question(wanjiru, at=cast.AT + timedelta(days=1))
    assert "data-unread" in page(signed_in(client, claire), reverse("forum"))


def test_the_lists_of_a_member(client, wanjiru, claire):
    mine = cast.question(wanjiru, title="Mine")
    other = cast.question(claire, title="Other one")
    cast.reply(other, wanjiru)
    signed_in(client, wanjiru)
    assert "Other one" not in page(client, f"{reverse('forum')}?view=mine")
    following = page(client, f"{reverse('forum')}?view=following")
    assert mine.title in following
    assert other.title in following
    unanswered = page(client, f"{reverse('forum')}?view=unanswered")
    assert ">Mine<" in unanswered
    assert "Other one" not in unanswered


def test_lists_page_by_their_last_row(client, wanjiru):
    shelf = cast.category()
    for number in range(33):
        asker = cast.member(f"Asker {number}")
        cast.question(asker, on=shelf, title=f"Question {number:02}", at=cast.AT + timedelta(minutes=number))
    first = page(client, reverse("forum"))
    assert "Question 32" in first
    assert "Question 02" not in first
    older = first.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
    second = page(client, older)
    assert "Question 02" in second
    assert "Question 03" not in second


def test_an_empty_forum_teaches(client):
    assert "Nothing asked yet" in page(client, reverse("forum"))


def test_hebrew_pages_lead_to_hebrew_pages(client, wanjiru):
    topic = cast.question(wanjiru)
    text = page(client, "/he/forum/")
    assert f'href="/he/t/{topic.pk}/' in text
    assert 'dir="rtl"' in page(client, f"/he{topic.conversation.path}")


def test_the_accepted_answer_stands_on_green(client, wanjiru, claire):
    topic = cast.question(wanjiru)
    answer = cast.reply(topic, claire)
    actions.accept(topic, answer, by=wanjiru, at=cast.AT)
    text = page(client, topic.get_absolute_url())
    assert 'class="post accepted" id="post-2"' in text
    assert "chosen by Wanjiru Kamau" in text
    assert "Answered" in text


def test_a_long_topic_stands_on_one_page_for_paper(client):
    topic, claire = cast.question(cast.member()), cast.member("Claire Fontaine")
    with limits.lifted():
        for number in range(2, 46):
            cast.reply(topic, claire, f"Reply {number}.")
    address = topic.get_absolute_url()
    assert 'href="?print=1"' in client.get(address).content.decode()
    page = client.get(f"{address}?print=1").content.decode()
    assert re.findall(r'<article class="post" id="post-(\d+)"', page) == [str(number) for number in range(1, 46)]
    assert "Later posts" not in page
