"""The inbox: what waits, why, and reading it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests import cast
from tests.releases.scenes import landed

from trialogue.core import limits
from trialogue.hub.conversations import actions as talk
from trialogue.hub.forum.models import Topic
from trialogue.people.audiences import AudienceMember
from trialogue.people.notices.models import Notice
from trialogue.people.notices.reading import PAGE
from trialogue.people.persons import Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def wanjiru(client) -> Person:
    person = cast.member("Wanjiru Kamau")
    client.force_login(person.account)
    return person


@pytest.fixture
def topic(wanjiru, run_jobs) -> Topic:
    """Her question, with a reply by Tamar."""
    found = cast.question(wanjiru)
    cast.reply(found, cast.member("Tamar Levi"), "Write *what* is known.")
    run_jobs()
    return found


def inbox(client, query: str = "") -> str:
    answer = client.get(f"/inbox/{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def unread(person: Person) -> int:
    person.refresh_from_db()
    assert person.unread == Notice.objects.filter(person=person, read_at=None).count()
    return person.unread


def test_a_reply_waits_in_whole_sentences(client, topic):
    text = inbox(client)
    assert "1 thing for you" in text
    assert "Someone waits for you" in text
    assert "<b><bdi>Tamar Levi</bdi></b> replied in The form refuses a half-known date." in text
    assert "Write what is known." in text
    assert "because you asked it" in text
    assert 'aria-label="1 unread notice"' in text


def test_the_release_stands_under_what_one_asked_for(client, run_jobs):
    scene = landed()
    scene.release()
    run_jobs()
    client.force_login(scene.tamar.account)
    text = inbox(client)
    assert "What you asked for" in text
    assert "OpenCapture 4.2 is out, and “The form refuses a half-known date” is in it." in text
    assert "because you have this too" in text


def test_several_steps_of_one_thing_are_one_row(client, run_jobs):
    scene = landed()
    run_jobs()
    client.force_login(scene.tamar.account)
    text = inbox(client)
    assert Notice.objects.filter(person=scene.tamar).count() > 1
    assert text.count("<li data-unread>") == 1
    assert "steps before" in text


def test_opening_leads_there_and_marks_it_read(client, wanjiru, topic):
    notice = Notice.objects.get(person=wanjiru)
    answer = client.get(f"/inbox/{notice.pk}/")
    assert answer["Location"] == f"{topic.conversation.path}2/"
    assert unread(wanjiru) == 0
    assert "Nothing waits for you" in inbox(client)
    assert "replied in" in inbox(client, "?show=all")


def test_opening_keeps_the_language(client, wanjiru, topic):
    notice = Notice.objects.get(person=wanjiru)
    assert client.get(f"/he/inbox/{notice.pk}/")["Location"] == f"/he{topic.conversation.path}2/"


def test_one_is_done_without_opening_it(client, wanjiru, topic, run_jobs):
    cast.reply(topic, cast.member("Joseph Otieno"), "Or ask the site.")
    run_jobs()
    notice = Notice.objects.filter(person=wanjiru).earliest("pk")
    assert client.post("/inbox/read/", {"notice": notice.pk})["Location"] == "/inbox/"
    assert unread(wanjiru) == 1
    assert "Or ask the site." in inbox(client)


def test_all_done_leaves_what_came_meanwhile(client, wanjiru, topic, run_jobs):
    newest = inbox(client).split('name="newest" value="')[1].split('"')[0]
    cast.reply(topic, cast.member("Joseph Otieno"), "This came a moment later.")
    run_jobs()
    client.post("/inbox/read/", {"newest": newest, "show": "all"})
    assert unread(wanjiru) == 1
    assert "This came a moment later." in inbox(client)


def test_done_twice_is_done(client, wanjiru, topic):
    for _again in range(2):
        assert client.post("/inbox/read/").status_code == 302
    assert unread(wanjiru) == 0


def test_other_peoples_notices_are_not_there(client, wanjiru, topic):
    notice = Notice.objects.get(person=wanjiru)
    client.force_login(cast.member("Joseph Otieno").account)
    assert client.get(f"/inbox/{notice.pk}/").status_code == 404
    assert client.post("/inbox/read/", {"notice": notice.pk}).status_code == 404
    assert unread(wanjiru) == 1
    assert "Nothing waits for you" in inbox(client)


def test_what_one_may_no_longer_see_is_gone(client, wanjiru, run_jobs):
    shira, product = cast.member("Shira Ben-Ami"), cast.product()
    hidden = cast.ticket(product, wanjiru, title="A hole in the export", kind="security")
    talk.write_post(hidden.conversation, source="Thank you.", by=shira, at=cast.AT)
    run_jobs()
    notice = Notice.objects.get(person=wanjiru)
    assert "A hole in the export" in inbox(client)
    AudienceMember.objects.filter(person=wanjiru).delete()
    assert "A hole in the export" not in inbox(client)
    assert client.get(f"/inbox/{notice.pk}/").status_code == 404


def test_guests_are_led_to_sign_in(client, db):
    for address in ("/inbox/", "/inbox/1/", "/settings/notices/"):
        assert client.get(address)["Location"].startswith("/accounts/login/")
    assert client.post("/inbox/read/")["Location"].startswith("/accounts/login/")
    assert client.get("/inbox/read/").status_code == 405


@pytest.mark.parametrize("mark", ["x", "2026-01-01_1", "_", "2026-01-01T00:00:00+00:00_x", "9" * 400])
def test_a_broken_mark_is_the_first_page(client, topic, mark):
    assert "replied in" in inbox(client, f"?before={mark}")


def test_wrong_numbers_are_told_apart(client, topic):
    for wrong in ("x", "-1", "9" * 30, "१"):
        assert client.post("/inbox/read/", {"notice": wrong}).status_code in (302, 404)
        assert client.post("/inbox/read/", {"newest": wrong}).status_code == 302


def replies(topic: Topic, count: int) -> None:
    tamar = Person.objects.get(handle="tamar")
    with limits.lifted():
        for number in range(count):
            cast.reply(topic, tamar, f"Reply {number}", at=cast.AT + timedelta(minutes=number + 1))


def test_pages_lead_on(client, wanjiru, topic, run_jobs):
    replies(topic, PAGE + 5)
    run_jobs()
    first = inbox(client)
    older = first.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
    second = client.get(older).content.decode()
    rows = [text.count("<li data-unread>") for text in (first, second)]
    assert rows == [PAGE, 6]
    assert f"{PAGE + 6} things for you" in first


@pytest.mark.parametrize("count", [1, 3, pytest.param(300, marks=pytest.mark.slow)])
def test_it_costs_the_same_however_many(client, wanjiru, topic, run_jobs, count):
    client.get("/inbox/")
    with CaptureQueriesContext(connection) as one:
        client.get("/inbox/")
    replies(topic, count)
    run_jobs()
    with CaptureQueriesContext(connection) as many:
        client.get("/inbox/")
    said = [[query["sql"] for query in seen if "core_site" not in query["sql"]] for seen in (one, many)]
    assert len(said[0]) == len(said[1]) <= 12
