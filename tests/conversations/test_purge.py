"""Thirty days after it was taken away, what a post or topic said is gone; its number stays."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from tests import cast
from tests.conversations.canary import in_files, in_tables
from tests.conversations.rooms import room, sends, text_of

from trialogue.core import limits
from trialogue.core.edge import touch
from trialogue.core.errors import Refused
from trialogue.core.files import store
from trialogue.hub.conversations import actions, purging
from trialogue.hub.conversations.models import Attachment, Post, Removal
from trialogue.hub.conversations.purging import purge
from trialogue.hub.conversations.writing import markdown_for
from trialogue.hub.forum import actions as forum

pytestmark = pytest.mark.django_db(transaction=True)
CANARY = "Zebra-0417-מטופל"
BEFORE, AFTER = cast.AT + timedelta(days=30, seconds=-1), cast.AT + timedelta(days=30)


@pytest.fixture
def here():
    return room()


@pytest.fixture
def joseph():
    return cast.member("Joseph Otieno")


@pytest.fixture
def post(here, run_jobs):
    """Edited, noticed, mailed, with a file."""
    file = store(ContentFile(CANARY.encode()), name=f"{CANARY}.txt", uploader_id=here.helper.pk, at=cast.AT)
    post = cast.reply(here.topic, here.helper, f"{CANARY} {markdown_for(file)}")
    actions.edit_post(post, source=f"New {CANARY}", seen_version=1, by=here.helper, at=cast.AT, reason=CANARY)
    run_jobs()
    return post


def test_after_thirty_days_nothing_of_it_is_left(post, joseph, settings):
    actions.remove_post(post, by=joseph, at=cast.AT)
    assert purge(at=BEFORE) == 0
    assert CANARY in Post.objects.get(pk=post.pk).source
    assert purge(at=AFTER) == 1
    assert (in_tables(CANARY), in_files(CANARY, settings.FILES_ROOT)) == ([], [])
    left = Post.objects.get(pk=post.pk)
    assert (left.number, left.author_id, left.created_at) == (post.number, post.author_id, post.created_at)
    assert Removal.objects.get().purged_at == AFTER
    assert purge(at=AFTER) == 0


def test_of_a_topic_too(here, post, joseph, settings, run_jobs):
    actions.save_draft(key=f"reply:{here.talk.pk}", fields={"source": CANARY}, by=here.asker, at=cast.AT)
    forum.edit_topic(here.topic, title=f"{CANARY} in a title", by=here.asker, at=cast.AT)
    forum.remove_topic(here.topic, by=joseph, at=cast.AT)
    run_jobs()
    assert purge(at=AFTER) == 1
    assert in_tables(slugify(CANARY)) == []
    assert (in_tables(CANARY), in_files(CANARY, settings.FILES_ROOT)) == ([], [])
    assert [each.number for each in here.talk.posts.order_by("number")] == [1, 2, 3]
    assert in_tables("Patients know the month only") == in_tables("The form refuses") == []


def test_what_stays_is_left_alone(here, post, joseph, run_jobs):
    actions.remove_post(here.answer, by=joseph, at=cast.AT)
    purge(at=AFTER)
    assert CANARY in Post.objects.get(pk=post.pk).source
    assert post.revisions.count() == 1
    assert Attachment.objects.get().file.path.exists()


def test_a_file_in_another_post_stays(here, post, joseph):
    file = Attachment.objects.get().file
    cast.reply(here.topic, here.asker, markdown_for(file))
    actions.remove_post(post, by=joseph, at=cast.AT)
    purge(at=AFTER)
    assert file.path.exists()


def test_many_rows_go_a_few_at_a_time(here, joseph, run_jobs, monkeypatch):
    """With steps of two rows every kind of row takes several."""
    monkeypatch.setattr(purging, "BATCH", 2)
    with limits.lifted():
        for number in range(7):
            made = cast.reply(here.topic, here.helper, f"{CANARY} {number}")
            actions.edit_post(made, source=f"{CANARY}!", seen_version=1, by=here.helper, at=cast.AT)
    run_jobs()
    forum.remove_topic(here.topic, by=joseph, at=cast.AT)
    assert purge(at=AFTER) == 1
    assert in_tables(CANARY) == []


def test_undo_says_when_it_is_too_late(client, here, joseph):
    actions.remove_post(here.answer, by=joseph, at=cast.AT)
    with pytest.raises(Refused, match="more than 30 days ago"):
        actions.restore_post(here.answer, by=joseph, at=AFTER)
    actions.restore_post(here.answer, by=joseph, at=BEFORE)
    forum.remove_topic(here.topic, by=joseph, at=cast.AT)
    with pytest.raises(Refused, match="more than 30 days ago"):
        forum.restore_topic(here.topic, by=joseph, at=AFTER)


def test_the_pages_say_until_when(client, here, joseph):
    now = timezone.now()
    actions.remove_post(here.answer, by=joseph, at=now)
    client.force_login(joseph.account)
    page = text_of(client.get(here.talk.path))
    assert "Bring it back" in page
    assert (now + timedelta(days=30)).date().isoformat() in page
    Removal.objects.update(at=now - timedelta(days=30))
    touch(None)
    page = text_of(client.get(here.talk.path))
    assert "what it said is gone for good" in page
    assert "Bring it back" not in page
    response = sends(client, joseph, reverse("post-restore", args=[here.talk.pk, 2]))
    assert "more than 30 days ago" in text_of(client.get(response["Location"]))


def test_the_page_of_a_topic_says_until_when(client, here, joseph):
    away = reverse("topic-remove", args=[here.topic.pk, here.topic.slug])
    forum.remove_topic(here.topic, by=joseph, at=timezone.now())
    client.force_login(joseph.account)
    assert "It can be brought back until" in text_of(client.get(away))
    Removal.objects.update(at=timezone.now() - timedelta(days=30))
    page = text_of(client.get(away))
    assert "gone for good" in page
    assert "Bring it back" not in page
