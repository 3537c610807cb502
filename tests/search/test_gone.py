"""What was taken away, narrowed or destroyed is found no more, before any job ran."""

import pytest
from django.test import Client
from tests import cast

from trialogue.hub.conversations import actions as talk
from trialogue.hub.conversations.models import Post
from trialogue.hub.forum.actions import remove_topic, restore_topic
from trialogue.hub.forum.actions.readers import choose_readers
from trialogue.hub.forum.models import Topic
from trialogue.hub.tickets import actions as tickets

pytestmark = pytest.mark.django_db


def finds(word, member=None):
    client = Client()
    if member is not None:
        client.force_login(member.account)
    return [item["title"] for item in client.get(f"/api/v1/search?q={word}").json()["items"]]


@pytest.fixture
def topic(run_jobs):
    wanjiru = cast.member()
    topic = cast.question(wanjiru, title="Zebra stripes", source="The zebracanary runs")
    cast.reply(topic, wanjiru, "A replycanary stands")
    run_jobs()
    return topic


def test_a_removed_topic_is_gone_before_any_job_ran(topic, run_jobs):
    joseph = cast.member("Joseph Otieno")
    assert finds("zebracanary") == finds("replycanary") == ["Zebra stripes"]
    remove_topic(topic, by=joseph, at=cast.AT)
    assert finds("zebracanary") == finds("replycanary") == finds("zebra", joseph) == []
    restore_topic(Topic.objects.get(), by=joseph, at=cast.AT)
    run_jobs()
    assert finds("zebracanary") == finds("replycanary") == ["Zebra stripes"]


def test_a_redacted_post_is_gone_before_any_job_ran(topic):
    joseph = cast.member("Joseph Otieno")
    for number, word in ((2, "replycanary"), (1, "zebracanary")):
        talk.redact(Post.objects.get(number=number), by=joseph, at=cast.AT, reason="A patient")
        assert finds(word) == finds(word, joseph) == []


def test_a_redacted_title_is_found_by_its_new_words(topic, run_jobs):
    joseph = cast.member("Joseph Otieno")
    talk.redact_title(topic.conversation, title="A horse", by=joseph, at=cast.AT, reason="A patient")
    assert finds("stripes") == []
    run_jobs()
    assert (finds("stripes"), finds("horse"), finds("replycanary")) == ([], ["A horse"], ["A horse"])


def test_a_removed_reply_is_gone_at_once_and_an_edited_one_changes(topic, run_jobs):
    wanjiru = topic.conversation.starter
    reply = Post.objects.get(number=2)
    talk.edit_post(reply, source="An editcanary stands", seen_version=1, by=wanjiru, at=cast.AT)
    run_jobs()
    assert (finds("replycanary"), finds("editcanary")) == ([], ["Zebra stripes"])
    talk.remove_post(reply, by=wanjiru, at=cast.AT)
    assert finds("editcanary") == []


def test_a_narrowed_ticket_is_gone_before_any_job_ran(run_jobs):
    shira, wanjiru = cast.member("Shira Ben-Ami"), cast.member()
    ticket = cast.ticket(cast.product(), wanjiru, title="Ticketcanary")
    run_jobs()
    assert finds("ticketcanary") == ["Ticketcanary"]
    tickets.narrow(ticket, by=shira, at=cast.AT)
    assert finds("ticketcanary") == finds("ticketcanary", cast.member("Karen Whitfield")) == []
    assert finds("ticketcanary", shira) == finds("ticketcanary", wanjiru) == ["Ticketcanary"]


def test_a_narrowed_category_is_gone_at_once_and_found_by_its_readers_after(topic, run_jobs):
    noa, wanjiru = cast.member("Noa Peled"), topic.conversation.starter
    assert finds("zebracanary", wanjiru) == ["Zebra stripes"]
    choose_readers(topic.category, kind="staff", by=noa, at=cast.AT)
    assert finds("zebracanary") == finds("replycanary", wanjiru) == []
    run_jobs()
    assert finds("zebracanary", noa) == finds("replycanary", noa) == ["Zebra stripes"]
    assert finds("zebracanary", wanjiru) == []
    choose_readers(topic.category, kind="public", by=noa, at=cast.AT)
    run_jobs()
    assert finds("zebracanary") == finds("replycanary") == ["Zebra stripes"]
