"""What is unread, on any device: what others wrote since one came, opened it, or said that everything is read."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from tests import cast

from trialogue.core import limits
from trialogue.hub.conversations.actions import follow, mark_read

pytestmark = pytest.mark.django_db
UNREAD = "/forum/?view=unread"


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def karen(client, now):
    """Karen came two days ago."""
    person = cast.member("Karen Whitfield", at=now - timedelta(days=2))
    client.force_login(person.account)
    return person


@pytest.fixture
def topics(karen, now):
    """Written before she came, and on each of the two days since."""
    wanjiru = cast.member(at=now - timedelta(days=9))
    days = {"Old": 3, "Yesterday": 1, "Today": 0}
    return {
        name: cast.question(wanjiru, title=name, at=now - timedelta(days=day, minutes=1)) for name, day in days.items()
    }


def unread(client, address=UNREAD):
    page = client.get(address).content.decode()
    return [name for name in ("Today", "Yesterday", "Old") if f">{name}</a>" in page]


def test_what_was_written_since_one_came(client, topics):
    assert unread(client) == ["Today", "Yesterday"]


def test_read_on_one_device_is_read_on_the_other(client, karen, topics):
    phone = Client()
    phone.force_login(karen.account)
    phone.get(topics["Today"].get_absolute_url())

    assert unread(client) == ["Yesterday"]


def test_a_reply_makes_it_unread_again(client, karen, topics, now):
    client.get(topics["Today"].get_absolute_url())
    cast.reply(topics["Today"], topics["Today"].asker, at=now)

    assert unread(client) == ["Today", "Yesterday"]


def test_muted_topics_stay_out(client, karen, topics, now):
    follow(topics["Today"].conversation, level="muted", by=karen, at=now)

    assert unread(client) == ["Yesterday"]


def test_everything_can_be_counted_as_read(client, topics):
    assert client.post("/forum/read/").status_code == 302
    assert unread(client) == []
    assert "data-unread" not in client.get("/forum/").content.decode()


def test_programs_can_say_so_too(client, topics):
    assert client.put("/api/v1/me/read").status_code == 200
    assert unread(client) == []


def test_guests_have_nothing_to_count(client, topics):
    client.logout()
    assert client.post("/forum/read/").status_code == 302
    assert unread(client) == ["Today", "Yesterday", "Old"], "a guest is shown the latest"


def test_after_three_months_it_counts_as_read(client, now):
    karen = cast.member("Karen Whitfield", at=now - timedelta(days=200))
    client.force_login(karen.account)
    asker = cast.member(at=now - timedelta(days=200))
    cast.question(asker, title="Old", at=now - timedelta(days=100))
    cast.question(asker, title="Today", at=now)

    assert unread(client) == ["Today"]


def test_it_goes_on_page_by_page(client, karen, topics, now, monkeypatch):
    monkeypatch.setattr("trialogue.hub.forum.listing.PAGE", 1)
    page = client.get(UNREAD)
    assert unread(client) == ["Today"]
    assert unread(client, page.context["older"]) == ["Yesterday"]


def test_the_list_costs_what_was_written_since(client, karen, topics, now, django_assert_num_queries):
    """Twenty topics read long ago cost what none cost."""
    unread(client)
    with django_assert_num_queries(7):
        unread(client)
    with limits.lifted():
        for number in range(20):
            old = cast.question(topics["Old"].asker, title=f"Read {number}", at=now - timedelta(days=4))
            mark_read(old.conversation, number=1, by=karen, at=now)
    unread(client)
    with django_assert_num_queries(7):
        assert unread(client) == ["Today", "Yesterday"]
