"""Reading releases: the list, a release, the address of the newest; for guests, members and maintainers."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests import cast
from tests.releases.scenes import LATER, Scene, landed

from trialogue.core import limits
from trialogue.hub.conversations import actions as talk
from trialogue.hub.forum import actions as forum
from trialogue.hub.releases import actions
from trialogue.hub.tickets import actions as tickets
from trialogue.people.notices.models import Notice

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> Scene:
    return landed()


def text_of(client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def put_out(scene: Scene, version: str, *, days: int = 0, channel: str = "stable") -> None:
    """One more release of nothing in particular."""
    plan = cast.milestone(scene.product, scene.shira, version)
    release = actions.draft_release(plan, by=scene.shira, at=LATER, channel=channel)
    actions.publish(release, by=scene.shira, at=LATER + timedelta(days=days))


def test_a_guest_reads_the_list_and_gets_no_cookie(client, scene, run_jobs):
    release = scene.release()
    actions.edit_release(
        release, summary="Dates as they are. And more.", notes="", seen_revision=1, by=scene.shira, at=LATER
    )
    run_jobs()
    answer = client.get("/releases/")
    text = answer.content.decode()
    assert "Dates as they are" in text
    assert "2 people were told" in text
    assert "Get 4.2" in text
    assert not answer.cookies
    assert "csrf" not in text


def test_the_empty_list_teaches(client):
    assert "Nothing is out yet" in text_of(client, "/releases/")


def test_a_release_page_tells_everything(client, scene, run_jobs):
    release = scene.release()
    run_jobs()
    text = text_of(client, "/releases/opencapture/4.2/")
    kept = release.files.get().file
    assert "released by Shira Ben-Ami" in text
    assert "Stable, the newest" in text
    assert "2 people were told that what they asked for is here." in text
    assert kept.sha256 in text
    assert "11 B" in text
    assert '<span class="vh">Wanjiru Kamau</span>' in text
    assert "<h2><bdi>Repaired</bdi></h2>" in text
    assert f'href="/tickets/{scene.ticket.number}/"' in text
    assert 'href="/people/wanjiru/"' in text


def test_a_draft_is_for_those_who_make_it(client, scene):
    scene.draft()
    for person in (None, scene.wanjiru, cast.member("Priya Raghavan")):
        client.logout()
        if person:
            client.force_login(person.account)
        assert client.get("/releases/opencapture/4.2/").status_code == 404
        assert "/releases/opencapture/4.2/" not in text_of(client, "/releases/")
    client.force_login(scene.shira.account)
    assert "This is a draft." in text_of(client, "/releases/opencapture/4.2/")
    assert "Drafts" in text_of(client, "/releases/")


def test_what_is_not_there_is_404(client, scene):
    for address in ("opencapture/9.9/", "nothing/4.2/", "opencapture/latest/", "latest/", "?product=nothing"):
        assert client.get(f"/releases/{address}").status_code == 404


def test_the_newest_has_an_address(client, scene):
    scene.release()
    put_out(scene, "4.10", days=1)
    put_out(scene, "4.9", days=2)
    put_out(scene, "5.0 b1", days=3, channel="preview")
    for address in ("/releases/opencapture/latest/", "/releases/latest/"):
        assert client.get(address)["Location"] == "/releases/opencapture/4.10/"


def test_before_there_is_a_stable_one_the_newest_is_a_preview(client, scene):
    put_out(scene, "5.0 b1", channel="preview")
    assert client.get("/releases/latest/")["Location"] == "/releases/opencapture/5.0%20b1/"
    assert "5.0 b1" in text_of(client, "/releases/opencapture/5.0%20b1/")


def test_who_was_told_of_a_private_ticket_is_not_shown(client, scene, run_jobs):
    karen = cast.member("Karen Whitfield")
    hidden = cast.ticket(scene.product, karen, title="A hole", kind="security")
    cast.landed(hidden, scene.plan, scene.shira)
    scene.release()
    run_jobs()
    assert Notice.objects.filter(person=karen, verb="release.brings").exists()
    text = text_of(client, "/releases/opencapture/4.2/")
    assert "Karen Whitfield" not in text
    assert "A hole" not in text


def test_it_is_talked_about(client, scene):
    release = scene.release()
    talk.write_post(release.conversation, source="Works *well* here.", by=scene.wanjiru, at=LATER)
    client.force_login(scene.tamar.account)
    text = text_of(client, "/releases/opencapture/4.2/")
    assert "Works <em>well</em> here." in text
    assert client.get("/releases/opencapture/4.2/1/")["Location"] == "/releases/opencapture/4.2/#post-1"
    assert client.get("/releases/opencapture/4.2/7/").status_code == 404


def test_pages_of_the_list_lead_on(client, scene):
    with limits.lifted():
        for number in range(25):
            put_out(scene, f"3.{number}", days=-number)
    first = text_of(client, "/releases/")
    older = first.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
    second = text_of(client, older)
    assert "<bdi>3.19</bdi>" in first
    assert "<bdi>3.20</bdi>" not in first
    assert "<bdi>3.20</bdi>" in second
    assert "<bdi>3.24</bdi>" in second
    for mark in ("x", "2026-01-01_1", "_", "2026-01-01T00:00:00+00:00_x", "9" * 400):
        assert client.get("/releases/", {"before": mark}).status_code == 200


def test_in_hebrew_addresses_keep_their_language(client, scene):
    scene.release()
    text = text_of(client, "/he/releases/opencapture/4.2/")
    assert '<html lang="he" dir="rtl"' in text
    assert 'href="/he/releases/opencapture/4.2/files/' in text


@pytest.fixture
def grown(scene, run_jobs):
    """A scene in which as many things as wanted are in the release, each with its asker and a release of its own.

    A page shows twenty: with 45 there is one before, one after and more.
    """

    def grow(count: int) -> None:
        with limits.lifted():
            for number in range(count):
                asker = cast.member(f"Member{number} Number")
                topic = cast.question(asker, title=f"Question {number}")
                cast.landed(cast.carried(topic, scene.shira, scene.product), scene.plan, scene.shira)
                put_out(scene, f"2.{number}")
            release = scene.release()
            for number in range(count):
                talk.write_post(release.conversation, source=f"Said {number}", by=scene.tamar, at=LATER)
        run_jobs()

    return grow


@pytest.mark.parametrize("count", [1, 3, pytest.param(45, marks=pytest.mark.slow)])
def test_the_pages_cost_the_same_however_many(client, scene, grown, count, django_assert_max_num_queries):
    grown(count)
    client.force_login(scene.wanjiru.account)
    client.get("/releases/")
    for address in ("/releases/", "/releases/opencapture/4.2/", scene.topic.conversation.path):
        with django_assert_max_num_queries(12 + 1):  # and that they have read it
            client.get(address)
        with django_assert_max_num_queries(12 - 2):
            client.get(address)


def test_one_costs_what_three_cost(client, scene):
    scene.release()
    client.force_login(scene.wanjiru.account)
    client.get("/releases/")
    costs = []
    for count in (0, 3):
        for number in range(count):
            put_out(scene, f"1.{number}", days=-number)
            forum.same_here(scene.topic, by=cast.member(f"Member{number} Number"), at=cast.AT)
            tickets.affect(scene.ticket, by=cast.member(f"Other{number} Number"), at=cast.AT)
        with CaptureQueriesContext(connection) as seen:
            client.get("/releases/")
            client.get("/releases/opencapture/4.2/")
        # The site's row is read once a second, whoever asks.
        costs.append(len([query for query in seen.captured_queries if "core_site" not in query["sql"]]))
    assert costs[0] == costs[1]
