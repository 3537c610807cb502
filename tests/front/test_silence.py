"""Somebody reads on and writes nothing for a while."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from tests import cast

from trialogue.core.activity.models import Event
from trialogue.core.errors import Conflict, NotAllowed, Refused
from trialogue.hub.conversations import actions as talk
from trialogue.people.actions.silencing import end_silence, silence
from trialogue.people.persons import Person
from trialogue.people.rights import may, verbs
from trialogue.people.silences import Silence

pytestmark = pytest.mark.django_db
WHY = "Three posts against a colleague."


@pytest.fixture
def wanjiru(db):
    return cast.member()


@pytest.fixture
def now():
    from django.utils import timezone

    return timezone.now()


def again(person):
    return Person.objects.get(pk=person.pk)


def test_a_moderator_silences_from_the_profile(signed_in, wanjiru, noa, run_jobs):
    joseph = signed_in(cast.member("Joseph Otieno"))
    assert "/manage/members/wanjiru/standing/" in joseph.get("/people/wanjiru/").content.decode()
    answer = joseph.post("/manage/members/wanjiru/silence/", {"days": "3", "reason": WHY}, follow=True)
    assert "reads on and writes nothing" in answer.content.decode()
    run_jobs()
    browser = signed_in(wanjiru)
    for page in ("/settings/standing/", "/inbox/"):
        assert WHY in browser.get(page).content.decode(), page
    assert WHY in mail.outbox[0].body
    assert mail.outbox[0].to == ["wanjiru@example.org"]
    other = signed_in(cast.member("Karen Whitfield"))
    assert WHY not in other.get("/people/wanjiru/").content.decode()


def test_they_read_and_write_nothing(signed_in, wanjiru, noa, now):
    topic = cast.question(noa)
    own = cast.reply(topic, wanjiru)
    silence(wanjiru, days=3, by=noa, at=now, reason=WHY)
    browser = signed_in(wanjiru)
    page = browser.get(topic.conversation.path).content.decode()
    assert WHY in page
    assert "<textarea" not in page
    assert "/thanks/" not in page
    assert "#composer" not in page
    for url, data in (
        (f"/c/{topic.conversation_id}/reply/", {"source": "Again."}),
        (f"/c/{topic.conversation_id}/1/thanks/", {}),
        (f"/c/{topic.conversation_id}/{own.number}/edit/", {"source": "Worse.", "seen_version": "1"}),
        ("/forum/ask/", {"title": "More", "source": "of it", "kind": "discussion", "category": topic.category_id}),
        ("/files/", {"file": SimpleUploadedFile("a.txt", b"words")}),
    ):
        answer = browser.post(url, data, follow=True)
        assert WHY in answer.content.decode(), url
    assert topic.conversation.posts.count() == 2
    assert browser.get("/forum/ask/").status_code == 403


def test_what_says_nothing_to_others_stays(wanjiru, noa, now):
    topic = cast.question(noa)
    silence(wanjiru, days=3, by=noa, at=now, reason=WHY)
    talk.follow(topic.conversation, level="watching", by=again(wanjiru), at=now)
    assert may(again(wanjiru), "profile.edit", wanjiru)
    silent = {verb for verb in verbs() if may(again(wanjiru), verb)}
    assert {"conversation.follow", "post.bookmark", "member.set_aside"} <= silent
    assert silent.isdisjoint(
        {"post.write", "post.react", "post.report", "poll.vote", "topic.ask", "ticket.open", "file.upload"}
    )


def test_it_ends_by_itself(wanjiru, noa, now):
    topic = cast.question(noa)
    silence(wanjiru, days=1, by=noa, at=now - timedelta(days=1, minutes=1), reason=WHY)
    assert cast.reply(topic, again(wanjiru)).number == 2
    silence(again(wanjiru), days=1, by=noa, at=now, reason="Again.")
    assert Silence.objects.count() == 2


def test_it_ends_before_its_time(as_noa, wanjiru, noa, now, run_jobs):
    silence(wanjiru, days=3, by=noa, at=now, reason=WHY)
    as_noa.post("/manage/members/wanjiru/unsilence/")
    assert not again(wanjiru).is_silenced
    run_jobs()
    assert wanjiru.notices.filter(verb="person.you_unsilenced").exists()
    with pytest.raises(Conflict):
        end_silence(wanjiru, by=noa, at=now)


def test_who_may_and_whom(wanjiru, noa, now):
    joseph = cast.member("Joseph Otieno")
    for who in (wanjiru, cast.member("Ethan Brooks"), cast.member("Shira Ben-Ami")):
        with pytest.raises(NotAllowed):
            silence(cast.member("Karen Whitfield"), days=1, by=who, at=now, reason=WHY)
    for person, words in ((joseph, "yourself"), (noa, "looks after"), (cast.unclaimed(), "Nobody signs in")):
        with pytest.raises(Refused, match=words):
            silence(person, days=1, by=joseph, at=now, reason=WHY)
    for days in (0, -1, 366):
        with pytest.raises(Refused, match="how long"):
            silence(wanjiru, days=days, by=joseph, at=now, reason=WHY)
    with pytest.raises(Refused, match="Write why"):
        silence(wanjiru, days=1, by=joseph, at=now, reason=" ")
    silence(wanjiru, days=1, by=joseph, at=now, reason=WHY)
    with pytest.raises(Conflict):
        silence(wanjiru, days=1, by=noa, at=now, reason=WHY)


def test_wrong_input_comes_back_with_what_was_typed(as_noa, wanjiru):
    answer = as_noa.post("/manage/members/wanjiru/silence/", {"days": "99", "reason": WHY})
    assert answer.status_code == 400
    assert WHY in answer.content.decode()
    assert not Event.objects.filter(verb="person.silenced").exists()


def test_by_the_api(as_noa, wanjiru):
    body = {"days": 2, "reason": WHY}
    answer = as_noa.put("/api/v1/people/wanjiru/silence", body, content_type="application/json")
    assert (answer.status_code, answer.json()["reason"]) == (200, WHY)
    assert as_noa.delete("/api/v1/people/wanjiru/silence").json()["silent_until"] is None


def test_a_page_takes_no_query_more(as_noa, signed_in, wanjiru, noa, queries):
    topic = cast.question(noa)
    path = topic.conversation.path
    browser = signed_in(wanjiru)
    assert queries(browser, path) <= 6
