"""Lists of topics: the latest, the new, the unanswered, the most talked about, narrowed by what one likes."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone
from tests import cast
from tests.conversations.rooms import text_of

from trialogue.core import limits
from trialogue.hub.forum import actions
from trialogue.hub.forum.counts import count_tags, rank, rank_what_is_new, rank_what_lasts
from trialogue.hub.forum.listing import _page
from trialogue.hub.forum.tags import Tag
from trialogue.hub.products.models import Version
from trialogue.people.actions.visits import note_visit

pytestmark = pytest.mark.django_db


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def wanjiru(now):
    return cast.member(at=now - timedelta(days=500))


def titles(client, address):
    return re.findall(r'<h2><a href="[^"]*" dir="auto">([^<]*)</a>', client.get(address).content.decode())


@pytest.fixture
def version():
    cast.released(cast.milestone(cast.product(), shira := cast.member("Shira Ben-Ami"), "4.1"), shira)
    return Version.objects.get(name="4.1")


@pytest.fixture
def topics(wanjiru, now, version):
    """Four, a day between them, the oldest first."""
    made = {
        "Plain": {},
        "Hebrew": {"language": "he", "tags": ["dates"]},
        "Tagged": {"language": "en", "tags": ["dates", "SAS"], "product_version": version},
        "Newest": {"tags": ["SAS"]},
    }
    return {
        title: cast.question(wanjiru, title=title, at=now - timedelta(days=4 - nth), **more)
        for nth, (title, more) in enumerate(made.items())
    }


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("/forum/", ["Newest", "Tagged", "Hebrew", "Plain"]),
        ("/forum/?tag=dates", ["Tagged", "Hebrew"]),
        ("/forum/?tag=dates&language=he", ["Hebrew"]),
        ("/forum/?language=en", ["Tagged"]),
        ("/forum/?version=4.1", ["Tagged"]),
        ("/forum/?version=9.9", []),
        ("/forum/?tag=nothing", []),
        ("/forum/?language=xx&view=nonsense", ["Newest", "Tagged", "Hebrew", "Plain"]),
        ("/tags/sas/?version=4.1", ["Tagged"]),
        ("/forum/designing-forms/?tag=sas", ["Newest", "Tagged"]),
    ],
)
def test_words_of_the_address_narrow_together(client, topics, address, found):
    assert titles(client, address) == found


def test_each_word_can_be_taken_away(client, topics):
    page = client.get("/forum/?view=unanswered&tag=dates&version=4.1")
    assert [(chip.label, chip.url) for chip in page.context["chips"]] == [
        ("dates", "/forum/?view=unanswered&version=4.1"),
        ("Seen in 4.1", "/forum/?view=unanswered&tag=dates"),
    ]
    assert "Nothing fits all of this" in text_of(client.get("/forum/?tag=nothing"))


def test_a_frequent_tag_is_walked_with_the_same_result(client, topics):
    Tag.objects.update(topic_count=5000)
    assert titles(client, "/tags/dates/") == ["Tagged", "Hebrew"]


def test_the_most_talked_about_stand_first(client, topics, now):
    karen = cast.member("Karen Whitfield", at=now)
    for title, replies, days in (("Plain", 3, 1), ("Hebrew", 1, 1), ("Newest", 4, 20)):
        for _nth in range(replies):
            cast.reply(topics[title], karen, at=now - timedelta(days=days))
    actions.same_here(topics["Tagged"], by=karen, at=now)
    for period in ("week", "month", "year", "all"):
        rank(period, at=now)
    assert titles(client, "/forum/?view=top&period=week") == ["Plain", "Tagged", "Hebrew"]
    assert titles(client, "/forum/?view=top") == ["Newest", "Plain", "Tagged", "Hebrew"]
    assert titles(client, "/forum/?view=top&period=all&tag=dates") == ["Tagged", "Hebrew"]


def test_the_clock_counts(topics, client, now):
    cast.reply(topics["Plain"], topics["Plain"].asker, at=now)
    Tag.objects.update(topic_count=99)
    for tick in (rank_what_is_new, rank_what_lasts, count_tags):
        tick.func()
    assert titles(client, "/forum/?view=top&period=year") == ["Plain"]
    assert dict(Tag.objects.values_list("slug", "topic_count")) == {"dates": 2, "sas": 2}


def test_new_is_what_was_begun_since_the_last_visit(client, topics, now):
    karen = cast.member("Karen Whitfield", at=now - timedelta(days=9))
    note_visit(by=karen, at=now - timedelta(days=3, hours=12))
    note_visit(by=karen, at=now - timedelta(hours=36))
    client.force_login(karen.account)
    assert titles(client, "/forum/?view=new") == ["Newest"]
    assert titles(client, "/forum/?view=new") == ["Newest"], "it stays so for this visit"


@pytest.mark.parametrize("view", ["latest", "top", "new", "unread", "unanswered", "mine"])
def test_every_list_goes_on_page_by_page(client, topics, now, monkeypatch, view, wanjiru):
    monkeypatch.setattr("trialogue.hub.forum.listing.PAGE", 1)
    with limits.lifted():
        for topic in list(topics.values()) if view == "top" else []:
            actions.same_here(topic, by=cast.member(f"Fan {topic.pk}"), at=now)
    rank("all", at=now)
    reader = wanjiru if view == "mine" else cast.member("Karen Whitfield", at=now - timedelta(days=9))
    client.force_login(reader.account)
    seen, address = [], f"/forum/?view={view}&period=all"
    while address:
        seen += titles(client, address)
        address = client.get(address).context["older"]
    assert sorted(seen) == ["Hebrew", "Newest", "Plain", "Tagged"]
    assert len(seen) == 4


def test_what_is_pinned_stands_first(client, topics, now):
    noa = cast.member("Noa Peled")
    actions.pin(topics["Plain"], everywhere=True, by=noa, at=now)
    actions.pin(topics["Hebrew"], by=noa, at=now)
    assert titles(client, "/forum/") == ["Plain", "Newest", "Tagged", "Hebrew"]
    assert titles(client, "/forum/designing-forms/") == ["Hebrew", "Plain", "Newest", "Tagged"]
    assert titles(client, "/forum/?tag=sas") == ["Newest", "Tagged"]
    cast.category("Elsewhere")
    assert titles(client, "/forum/elsewhere/") == ["Plain"]
    karen = cast.member("Karen Whitfield")
    actions.hide_pin(topics["Plain"], by=karen)
    client.force_login(karen.account)
    assert titles(client, "/forum/") == ["Newest", "Tagged", "Hebrew", "Plain"]


def test_how_much_is_unread_stands_beside_each_category(client, topics, now):
    karen = cast.member("Karen Whitfield", at=now - timedelta(days=9))
    client.force_login(karen.account)
    client.get(topics["Plain"].get_absolute_url())
    side = client.get("/forum/").content.decode()
    assert side.count('<span class="vh">3 unread</span>') == 2, "everything, and the one category"


@pytest.mark.skipif(connection.vendor != "sqlite", reason="the words are SQLite's")
@pytest.mark.parametrize(
    ("view", "more", "index"),
    [
        ("latest", {}, "conversatio_kind_"),
        ("new", {}, "conversatio_kind_"),
        ("latest", {"language": "he"}, "conversatio_kind_"),
        ("latest", {"shelf": 1}, "conversatio_kind_"),
        ("latest", {"tag": 1}, "conversatio_kind_"),
        ("top", {}, "forum_ranki_period_"),
    ],
)
def test_each_list_goes_by_an_index(view, more, index):
    none = dict.fromkeys(("shelf", "tag", "language", "versions", "since", "at", "pk", "score"))
    plan = _page(None, (view, "week", 30), rare=False, **{**none, **more}).explain()
    assert index in plan
    assert "TEMP B-TREE FOR ORDER BY" not in plan
