"""Keeping a post for later: with a note, a reminder, and for oneself alone."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from tests import cast
from tests.conversations.rooms import room, sends, text_of

from trialogue.core.audiences import STAFF
from trialogue.core.errors import Refused
from trialogue.hub.conversations import actions
from trialogue.hub.conversations.actions.audience import change_audience
from trialogue.hub.conversations.bookmarks import Bookmark
from trialogue.hub.conversations.reminding import remind
from trialogue.people.notices.models import Notice

pytestmark = pytest.mark.django_db
LATER = cast.AT + timedelta(days=3)


@pytest.fixture
def here():
    return room()


def door(here, number=2):
    return reverse("post-bookmark", args=[here.talk.pk, number])


def keeps(here, **more):
    return actions.bookmark(here.answer, by=here.asker, at=cast.AT, **more)


def test_one_press_keeps_it_and_the_next_leads_to_its_note(client, here):
    sends(client, here.asker, door(here), on="1")
    assert f'href="{door(here)}"' in text_of(client.get(here.talk.path))
    day = (timezone.localdate() + timedelta(days=2)).isoformat()
    sends(client, here.asker, door(here), note="for  Monday", remind_at=day)
    kept = Bookmark.objects.get()
    assert (kept.note, timezone.localtime(kept.remind_at).hour) == ("for Monday", 8)
    page = text_of(client.get(reverse("bookmarks")))
    for word in ("for Monday", "Use a partial date.", "The form refuses a half-known date"):
        assert word in page
    sends(client, here.asker, door(here), on="0")
    assert not Bookmark.objects.exists()


def test_pressing_twice_does_not_lose_the_note(client, here):
    keeps(here, note="why")
    sends(client, here.asker, door(here), on="1")
    assert Bookmark.objects.get().note == "why"


def test_wrong_input_comes_back_with_what_was_typed(client, here):
    response = sends(client, here.asker, door(here), note="n" * 201, remind_at="")
    assert response.status_code == 400
    assert "Keep the note under 200 letters." in text_of(response)
    assert "n" * 201 in text_of(response)
    response = sends(client, here.asker, door(here), note="why", remind_at="2020-01-01")
    assert "Choose a day to come, within five years." in text_of(response)
    assert 'value="why"' in text_of(response)
    assert not Bookmark.objects.exists()


def test_nobody_sees_anothers(client, here):
    keeps(here, note="a secret note")
    client.force_login(here.helper.account)
    for address in (reverse("bookmarks"), door(here), here.talk.path, "/api/v1/bookmarks"):
        assert "a secret note" not in text_of(client.get(address))
    client.logout()
    assert client.get(reverse("bookmarks")).status_code == 302


def test_what_was_taken_away_or_narrowed_vanishes(client, here):
    keeps(here)
    client.force_login(here.asker.account)
    actions.remove_post(here.answer, by=here.helper, at=cast.AT)
    assert "Use a partial date." not in text_of(client.get(reverse("bookmarks")))
    actions.restore_post(here.answer, by=here.helper, at=cast.AT)
    assert "Use a partial date." in text_of(client.get(reverse("bookmarks")))
    change_audience(here.talk, STAFF)
    assert "Use a partial date." not in text_of(client.get(reverse("bookmarks")))


def test_a_redacted_post_takes_the_note_along(here):
    keeps(here, note="born 3 May")
    actions.redact(here.answer, by=cast.member("Joseph Otieno"), at=cast.AT, reason="a patient")
    assert Bookmark.objects.get().note == ""


def test_the_list_is_narrowed_by_words_and_reminders(client, here):
    keeps(here, note="budget")
    actions.bookmark(here.talk.posts.get(number=1), by=here.asker, at=cast.AT, note="rules", remind_at=LATER)
    client.force_login(here.asker.account)
    by_word = text_of(client.get(reverse("bookmarks"), {"q": "budget"}))
    assert ("budget</p>" in by_word, "rules</p>" in by_word) == (True, False)
    coming = text_of(client.get(reverse("bookmarks"), {"show": "coming"}))
    assert ("budget</p>" in coming, "rules</p>" in coming) == (False, True)
    assert "No bookmark like that" in text_of(client.get(reverse("bookmarks"), {"q": "nothing"}))


def test_the_list_costs_the_same_whatever_its_length(client, here):
    client.force_login(here.asker.account)
    costs = []
    for count in (1, 2):
        for _each in range(count):
            actions.bookmark(cast.reply(here.topic, here.helper), by=here.asker, at=cast.AT)
        with CaptureQueriesContext(connection) as counted:
            client.get(reverse("bookmarks"))
        costs.append(len(counted))
    assert costs[0] == costs[1] <= 12


def test_pages_of_it_go_on_where_the_last_ended(client, here, monkeypatch):
    monkeypatch.setattr("trialogue.hub.conversations.views.bookmarks.PAGE", 1)
    keeps(here, note="first")
    actions.bookmark(here.talk.posts.get(number=1), by=here.asker, at=LATER, note="second")
    client.force_login(here.asker.account)
    page = client.get(reverse("bookmarks"))
    assert "second" in text_of(page)
    assert "first" in text_of(client.get(page.context["older"]))


def test_a_reminder_tells_once(here, run_jobs):
    keeps(here, note="ask again", remind_at=LATER)
    run_jobs()
    mail.outbox.clear()
    assert remind(at=LATER - timedelta(minutes=1)) == 0
    assert [remind(at=LATER), remind(at=LATER)] == [1, 0]
    run_jobs()
    notice = Notice.objects.get(verb="post.remembered")
    assert (notice.person, notice.url, notice.words["excerpt"]) == (
        here.asker,
        here.answer.get_absolute_url(),
        "ask again",
    )
    assert [letter.subject for letter in mail.outbox] == [
        "You wanted to come back to “The form refuses a half-known date”"
    ]


def test_a_new_day_reminds_anew(here):
    keeps(here, remind_at=LATER)
    remind(at=LATER)
    keeps(here, remind_at=LATER + timedelta(days=1))
    assert remind(at=LATER + timedelta(days=1)) == 1


def test_nobody_is_reminded_of_what_they_may_not_read(here):
    keeps(here, remind_at=LATER)
    change_audience(here.talk, STAFF)
    assert remind(at=LATER) == 0
    assert not Notice.objects.filter(verb="post.remembered").exists()


def test_programs_keep_too(client, here):
    client.force_login(here.asker.account)
    address = f"/api/v1/posts/{here.answer.pk}/bookmark"
    kept = client.put(address, {"note": "by a program"}, content_type="application/json").json()
    assert (kept["note"], kept["url"]) == ("by a program", here.answer.get_absolute_url())
    assert [each["note"] for each in client.get("/api/v1/bookmarks").json()["items"]] == ["by a program"]
    assert client.delete(address).json() == {"done": True}
    with pytest.raises(Refused):
        keeps(here, remind_at=cast.AT)
