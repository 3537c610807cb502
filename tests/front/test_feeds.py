"""Feeds and the site map: what everybody may see, and nothing else."""

import re

import pytest
from tests import cast

from trialogue.core.audiences import STAFF, Audience
from trialogue.hub.conversations.models import Conversation
from trialogue.hub.forum.actions import remove_topic

pytestmark = pytest.mark.django_db


def entries(answer):
    said = answer.content.decode()
    return re.findall(r"<entry><title>([^<]*)</title>", said)


@pytest.fixture
def site():
    wanjiru, shira, noa = cast.member(), cast.member("Shira Ben-Ami"), cast.member("Noa Peled")
    cast.question(wanjiru, title="Seen by <everybody>")
    cast.question(
        noa, title="For staff", on=cast.category("Staff", audience=Audience.objects.get(pk=STAFF), slug="staff")
    )
    remove_topic(cast.question(wanjiru, title="Taken away"), by=noa, at=cast.AT)
    product = cast.product()
    cast.ticket(product, wanjiru, title="An open ticket")
    cast.ticket(product, wanjiru, title="A private ticket", private=True)
    cast.milestone(product, shira)
    return Conversation.objects.filter(title__in=["Seen by <everybody>", "An open ticket"]).order_by("pk")


def test_each_list_has_its_feed(client, site):
    for path, titles in {
        "/forum/": ["Seen by &lt;everybody&gt;"],
        "/forum/designing-forms/": ["Seen by &lt;everybody&gt;"],
        "/tickets/": ["An open ticket"],
        "/releases/": [],
    }.items():
        assert 'type="application/atom+xml"' in client.get(path).content.decode()
        answer = client.get(f"{path}feed.atom")
        assert (entries(answer), answer["Content-Type"]) == (titles, "application/atom+xml; charset=utf-8")


def test_the_roadmap_tells_every_change_of_plan(client, site):
    assert len(entries(client.get("/roadmap/feed.atom"))) == 1


def test_a_category_for_some_has_none(client, site):
    client.force_login(cast.member("Joseph Otieno").account)
    assert client.get("/forum/staff/feed.atom").status_code == 404


def test_nothing_new_is_answered_in_short(client, site):
    first = client.get("/forum/feed.atom")
    assert client.get("/forum/feed.atom", headers={"If-None-Match": first["ETag"]}).status_code == 304


def test_the_site_map_leads_to_what_everybody_sees(client, site):
    parts = re.findall(r"<loc>[^<]*(/sitemap-\d+\.xml)</loc>", client.get("/sitemap.xml").content.decode())
    assert parts == ["/sitemap-0.xml", "/sitemap-1.xml"]
    found = [
        path
        for part in parts
        for path in re.findall(r"<loc>http://[^/]+([^<]*)</loc>", client.get(part).content.decode())
    ]
    things = [path for path in found if re.match(r"/(t|tickets)/\d", path)]
    assert things == list(site.values_list("path", flat=True))
    assert client.get("/sitemap-9.xml").status_code == 404
