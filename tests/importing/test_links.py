"""Addresses of the old forum lead to where things are now."""

import re

import pytest
from tests.importing.archive import folder, post, topic

from trialogue.hub.conversations.models import Post
from trialogue.hub.forum.models import Topic

pytestmark = pytest.mark.django_db


def hrefs(number=1):
    return re.findall(r'href="([^"]*)"', Post.objects.get(number=number).html)


def linked(*addresses):
    return "".join(f'<p><a href="{address}">x</a></p>' for address in addresses)


OWN = [{"url": "https://forum.example/t/a/2", "internal": True}]


def test_links_to_topics_lead_to_them_whichever_comes_first(bring, tmp_path):
    addresses = ["/t/a/2", "/t/a/2/3", "/t/2/3", "https://forum.example/t/a/2/3?u=ada", "http://FORUM.example/t/a/2/9"]
    bring(folder(tmp_path / "a", topic(1, post(1, linked(*addresses), link_counts=OWN)), topic(2, post(2), post(3))))
    there = Topic.objects.get(conversation__posts__number=3).get_absolute_url()
    assert hrefs() == [there, f"{there}3/", f"{there}3/", f"{there}3/", there]
    written = Post.objects.get(number=1)
    assert written.source == written.html
    assert "links_wait" not in written.extras


def test_what_did_not_come_leads_to_the_old_forum(bring, tmp_path):
    addresses = ["/t/gone/77/2", "/uploads/a.png", "https://elsewhere.example/t/a/2", "//cdn.example/f.zip"]
    told = bring(folder(tmp_path / "a", topic(1, post(1, linked(*addresses), link_counts=OWN))))
    assert hrefs() == [
        "https://forum.example/t/gone/77/2",
        "https://forum.example/uploads/a.png",
        "https://elsewhere.example/t/a/2",
        "https://cdn.example/f.zip",
    ]
    assert told.lost["links that lead to the old forum"] == 2


def test_without_its_address_such_links_are_words(bring, tmp_path):
    bring(folder(tmp_path / "a", topic(1, post(1, linked("/t/gone/77", "/uploads/a.png")))))
    assert hrefs() == []


def test_the_operator_may_name_the_host(bring, tmp_path):
    bring(folder(tmp_path / "a", topic(1, post(1, linked("/uploads/a.png")))), host="old.example")
    assert hrefs() == ["https://old.example/uploads/a.png"]


def test_people_and_categories(bring, tmp_path):
    bring(folder(tmp_path / "a", topic(1, post(1, linked("/u/ADA.l/summary", "/u/nobody", "/c/help/10", "#top")))))
    assert hrefs() == ["/people/ada.l/", "/forum/category-10/"]


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", "http://[broken", "ftp://x", "vbscript:x", "", " "]
)
def test_addresses_that_are_none(bring, tmp_path, address):
    bring(folder(tmp_path / "a", topic(1, post(1, linked(address)))))
    assert [href for href in hrefs() if not href.startswith("http")] == []
