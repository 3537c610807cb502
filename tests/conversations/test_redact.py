"""Redacting: the text is nowhere any more, its author is told, and nothing brings it back."""

import time

import pytest
from django.core import mail
from django.core.files.base import ContentFile
from django.urls import reverse
from tests import cast
from tests.conversations.canary import in_files, in_tables
from tests.conversations.rooms import room, sends, text_of

from trialogue.core.activity.models import Event
from trialogue.core.errors import Conflict, NotAllowed, Refused
from trialogue.core.files import StoredFile, let_go, store
from trialogue.hub.conversations import actions
from trialogue.hub.conversations.clock import destroy_let_go
from trialogue.hub.conversations.models import Conversation, Draft, Post, Redaction
from trialogue.hub.conversations.writing import markdown_for, quotation
from trialogue.hub.forum import actions as forum
from trialogue.people.notices.models import Letter, Notice

pytestmark = pytest.mark.django_db(transaction=True)
CANARY = "Zebra-0417-מטופל"
WHY = "It named a patient"


@pytest.fixture
def here():
    return room()


@pytest.fixture
def joseph():
    return cast.member("Joseph Otieno")


def door(post):
    return reverse("post-redact", args=[post.conversation_id, post.number])


def said_everywhere(client, here, run_jobs, settings):
    """Claire's reply through the API: edited, accepted, quoted in a draft, mailed, noticed, with a file, in a queue."""
    client.force_login(here.helper.account)
    file = store(ContentFile(CANARY.encode()), name=f"{CANARY}.txt", uploader_id=here.helper.pk, at=cast.AT)
    source = f"First {CANARY} said\n\nsecond line {CANARY}\n\n{markdown_for(file)}"
    body = {"source": source}
    made = client.post(
        f"/api/v1/conversations/{here.talk.pk}/posts", body, "application/json", headers={"Idempotency-Key": "once"}
    )
    post = Post.objects.get(pk=made.json()["id"])
    run_jobs()
    assert CANARY in mail.outbox[-1].body
    actions.edit_post(post, source=f"Only {CANARY}", seen_version=1, by=here.helper, at=cast.AT, reason=f"Was {CANARY}")
    forum.accept(here.topic, post, by=here.asker, at=cast.AT)
    run_jobs()
    quoted = f"{quotation(post)}My own words."
    actions.save_draft(key=f"reply:{here.talk.pk}", fields={"source": quoted}, by=here.asker, at=cast.AT)
    actions.save_draft(key=f"edit:{post.pk}", fields={"source": f"Half {CANARY}"}, by=here.helper, at=cast.AT)
    Letter.objects.filter(post_id=post.pk).update(sent_at=None)
    assert len(in_tables(CANARY)) >= 9
    assert len(in_files(CANARY, settings.FILES_ROOT)) == 1
    return post


def test_the_words_are_nowhere(client, here, joseph, run_jobs, settings):
    post = said_everywhere(client, here, run_jobs, settings)
    mail.outbox.clear()
    actions.redact(post, by=joseph, at=cast.AT, reason=WHY)
    assert in_tables(CANARY) == []
    assert in_files(CANARY, settings.FILES_ROOT) == []
    run_jobs()
    assert in_tables(CANARY) == []
    assert [letter for letter in mail.outbox if CANARY in letter.body] == []
    head = f"> [Claire Fontaine in #{post.number}]({post.get_absolute_url()})"
    assert Draft.objects.get().fields["source"] == f"{head}\n>\n\nMy own words."


def test_author_number_and_time_stay_and_the_reason_is_read(client, here, joseph):
    actions.redact(here.answer, by=joseph, at=cast.AT, reason=WHY)
    page = text_of(client.get(here.talk.path))
    assert f"[Redacted by the moderators: <bdi>{WHY}</bdi>]" in page
    assert "Use a partial date." not in page
    told = client.get(f"/api/v1/posts/{here.answer.pk}").json()
    assert (told["author"], told["number"], told["source"], told["html"]) == ("claire", 2, "", "")
    assert told["redacted"] == WHY
    assert Post.objects.get(pk=here.answer.pk).created_at == here.answer.created_at


def test_guests_cached_pages_know(here, joseph):
    before = Conversation.objects.get(pk=here.talk.pk).version
    actions.redact(here.answer, by=joseph, at=cast.AT, reason=WHY)
    assert Conversation.objects.get(pk=here.talk.pk).version == before + 1


def test_who_and_why_stay_in_the_audit_log(client, here, joseph):
    actions.redact(here.answer, by=joseph, at=cast.AT, reason=WHY)
    noa = cast.member("Noa Peled")
    client.force_login(noa.account)
    page = text_of(client.get(reverse("audit")))
    assert "<b><bdi>Joseph Otieno</bdi></b> redacted a post of Claire Fontaine." in page
    assert WHY in page


def test_the_author_is_told_without_a_word_of_it(client, here, joseph, run_jobs):
    run_jobs()
    actions.redact(here.answer, by=joseph, at=cast.AT, reason=WHY)
    run_jobs()
    notice = Notice.objects.get(person=here.helper)
    assert (notice.verb, notice.words.get("excerpt", "")) == ("post.yours_redacted", "")
    client.force_login(here.helper.account)
    text = text_of(client.get("/inbox/"))
    assert f"redacted your post in The form refuses a half-known date: {WHY}" in text


def test_a_job_that_comes_late_tells_nothing(here, joseph, run_jobs):
    run_jobs()
    Notice.objects.all().delete()
    late = cast.reply(here.topic, here.helper, CANARY)
    actions.redact(late, by=joseph, at=cast.AT, reason=WHY)
    run_jobs()
    assert [notice.verb for notice in Notice.objects.filter(person=here.asker)] == []
    assert in_tables(CANARY) == []


def test_a_file_in_another_post_stays_until_that_is_redacted_too(here, joseph, settings):
    file = store(ContentFile(CANARY.encode()), name="x.txt", uploader_id=here.helper.pk, at=cast.AT)
    one = cast.reply(here.topic, here.helper, markdown_for(file))
    two = cast.reply(here.topic, here.asker, markdown_for(file))
    actions.redact(one, by=joseph, at=cast.AT, reason=WHY)
    assert file.path.exists()
    actions.redact(two, by=joseph, at=cast.AT, reason=WHY)
    assert not file.path.exists()
    assert StoredFile.objects.count() == 0


def test_the_clock_destroys_what_a_dying_process_left(here):
    file = store(ContentFile(CANARY.encode()), name="x.txt", uploader_id=here.helper.pk, at=cast.AT)
    let_go(StoredFile.objects.filter(pk=file.pk))
    assert StoredFile.objects.visible_to(here.helper).count() == 0
    destroy_let_go.func()
    assert (file.path.exists(), StoredFile.objects.count()) == (False, 0)


def test_what_was_taken_away_can_be_redacted(client, here, joseph):
    actions.remove_post(here.answer, by=joseph, at=cast.AT)
    client.force_login(joseph.account)
    assert door(here.answer) in text_of(client.get(here.talk.path))
    sends(client, joseph, door(here.answer), reason=WHY, sure="on")
    assert Redaction.objects.get().reason == WHY
    actions.restore_post(here.answer, by=joseph, at=cast.AT)
    client.logout()
    assert WHY in text_of(client.get(here.talk.path))


def test_what_a_removed_topic_says_can_be_redacted(client, here, joseph):
    forum.remove_topic(here.topic, by=joseph, at=cast.AT)
    client.force_login(joseph.account)
    away = text_of(client.get(reverse("topic-remove", args=[here.topic.pk, here.topic.slug])))
    title = reverse("title-redact", args=[here.talk.pk])
    assert [address in away for address in (door(here.answer), title)] == [True, True]
    assert sends(client, joseph, door(here.answer), reason=WHY, sure="on")["Location"] == door(here.answer)
    assert sends(client, joseph, title, reason=WHY, sure="on")["Location"] == title
    assert in_tables("Use a partial date.") == in_tables("The form refuses") == []
    client.force_login(here.asker.account)
    assert [client.get(address).status_code for address in (door(here.answer), title)] == [404, 404]
    api = (f"/api/v1/posts/{here.answer.pk}/redaction", f"/api/v1/conversations/{here.talk.pk}/title")
    assert [client.put(each, {"reason": WHY}, "application/json").status_code for each in api] == [404, 404]


def test_the_first_post_can_be_redacted(client, here, joseph):
    first = here.talk.posts.get(number=1)
    actions.redact(first, by=joseph, at=cast.AT, reason=WHY)
    assert "Patients know the month only" not in text_of(client.get(here.talk.path))


def test_the_page_asks_twice(client, here, joseph):
    client.force_login(joseph.account)
    assert door(here.answer) in text_of(client.get(here.talk.path))
    page = text_of(client.get(door(here.answer)))
    assert "Destroy the text?" in page
    assert "Use a partial date." in page
    assert "nothing brings it back" in page
    for fields in ({"reason": WHY}, {"sure": "on"}, {}, {"sure": "on", "reason": "  "}):
        assert sends(client, joseph, door(here.answer), **fields).status_code == 400
    assert Redaction.objects.count() == 0
    assert sends(client, joseph, door(here.answer), reason=WHY, sure="on").status_code == 302
    assert Redaction.objects.get().by == joseph
    assert "This post was redacted already." in text_of(client.get(door(here.answer)))


def test_the_page_names_who_quoted_it_and_which_files_go(client, here, joseph):
    file = store(ContentFile(b"x"), name="screen.txt", uploader_id=here.helper.pk, at=cast.AT)
    post = cast.reply(here.topic, here.helper, f"Patient seventeen of site three\n{markdown_for(file)}")
    cast.reply(here.topic, here.asker, f"{quotation(post)}Really?")
    client.force_login(joseph.account)
    page = text_of(client.get(door(post)))
    assert f"{here.talk.path}#post-4" in page
    assert "screen.txt</bdi>: another post shows it too, so it stays" in page


def test_others_may_not(client, here):
    for person in (here.asker, here.helper, cast.member("Shira Ben-Ami")):
        client.force_login(person.account)
        assert client.get(door(here.answer)).status_code == 403
        assert door(here.answer) not in text_of(client.get(here.talk.path))
        with pytest.raises(NotAllowed):
            actions.redact(here.answer, by=person, at=cast.AT, reason=WHY)
    assert (
        client.put(f"/api/v1/posts/{here.answer.pk}/redaction", {"reason": WHY}, "application/json").status_code == 403
    )


def test_through_the_api(client, here, joseph):
    client.force_login(joseph.account)
    address = f"/api/v1/posts/{here.answer.pk}/redaction"
    assert client.put(address, {"reason": " "}, "application/json").status_code == 422
    assert client.put(address, {"reason": WHY}, "application/json").json()["redacted"] == WHY
    assert client.put(address, {"reason": WHY}, "application/json").status_code == 409


def test_nothing_brings_it_back(here, joseph):
    actions.redact(here.answer, by=joseph, at=cast.AT, reason=WHY)
    with pytest.raises(Conflict):
        actions.redact(here.answer, by=joseph, at=cast.AT, reason=WHY)
    with pytest.raises(Refused):
        actions.edit_post(
            Post.objects.get(pk=here.answer.pk), source="Again", seen_version=2, by=here.helper, at=cast.AT
        )
    assert Event.objects.filter(verb="post.redacted").count() == 1


def test_it_is_not_quoted_any_more(client, here, joseph):
    actions.redact(here.answer, by=joseph, at=cast.AT, reason=WHY)
    client.force_login(here.asker.account)
    assert "Use a partial" not in text_of(client.get(f"{here.talk.path}?quote=2"))
    history = text_of(client.get(reverse("post-history", args=[here.talk.pk, 2])))
    assert "The moderators redacted this post" in history


def test_of_a_draft_only_what_was_taken_over_goes(here, joseph):
    post = cast.reply(here.topic, here.helper, "The patient is called Zebra.\nOK\nWrite to her on Monday, please.")
    draft = "> Write to her\n> OK\nOK\nI asked whether The patient is called Zebra. or not\n> Somebody else said so\nI think it is OK"
    actions.save_draft(key="topic", fields={"title": "A title", "source": draft}, by=here.asker, at=cast.AT)
    actions.redact(post, by=joseph, at=cast.AT, reason=WHY)
    assert Draft.objects.get().fields == {"title": "A title", "source": "> Somebody else said so\nI think it is OK"}


def test_a_long_post_is_forgotten_quickly(here, joseph):
    """Four thousand lines, and a draft of as many."""
    lines = "\n".join(f"{n:07d}" for n in range(4000))
    post = cast.reply(here.topic, here.helper, lines)
    actions.save_draft(
        key="topic", fields={"source": "\n".join(f"> x{n:07d}" for n in range(3500))}, by=here.asker, at=cast.AT
    )
    begun = time.process_time()
    actions.redact(post, by=joseph, at=cast.AT, reason=WHY)
    assert time.process_time() - begun < 2
