"""Who sees a category changes: at once where fewer do, and everything in it follows."""

import io
from threading import Event as Moment
from threading import Thread

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.urls import reverse
from PIL import Image
from tests import cast

from trialogue.core.activity.models import Event
from trialogue.core.audiences import MEMBERS, PUBLIC, STAFF, Audience
from trialogue.core.errors import NotAllowed
from trialogue.core.files import StoredFile
from trialogue.hub.conversations import actions as talk
from trialogue.hub.conversations.actions.audience import change_audience
from trialogue.hub.conversations.models import Conversation, Post
from trialogue.hub.forum import actions as forum
from trialogue.hub.forum.models import Category
from trialogue.people.actions.roles import grant
from trialogue.people.notices.models import Notice

pytestmark = pytest.mark.django_db


def staff():
    return Audience.objects.get(pk=STAFF)


def shown_file(client, topic, by):
    """A picture in a reply; returns its address."""
    client.force_login(by.account)
    out = io.BytesIO()
    Image.new("RGB", (4, 3), "teal").save(out, "PNG")
    told = client.post(reverse("file-upload"), {"file": SimpleUploadedFile("shot.png", out.getvalue())}).json()
    cast.reply(topic, by, told["markdown"])
    client.logout()
    return told["url"]


def test_nothing_in_a_category_is_seen_before_the_rest_has_followed(client, run_jobs):
    wanjiru, noa = cast.member(), cast.member("Noa Peled")
    topic = cast.question(wanjiru)
    picture = shown_file(client, topic, noa)
    run_jobs()
    path, talk = topic.conversation.path, topic.conversation_id
    doors = [path, picture, f"{path}2/", f"/api/v1/topics/{topic.pk}", f"/api/v1/conversations/{talk}/posts"]
    doors += [f"/api/v1/posts/{post.pk}" for post in topic.conversation.posts.all()]
    assert {client.get(door, follow=True).status_code for door in doors} == {200}
    forum.edit_category(topic.category, audience=staff(), by=noa, at=cast.AT)
    for _before_and_after in range(2):
        assert {client.get(door, follow=True).status_code for door in doors} == {404}
        assert topic.title not in client.get("/forum/").content.decode()
        assert not Post.objects.visible_to(wanjiru).exists()
        assert not Notice.objects.visible_to(wanjiru).exists()
        client.force_login(noa.account)
        assert {client.get(door, follow=True).status_code for door in doors} == {200}
        client.logout()
        run_jobs()
    assert {post.audience_id for post in Post.objects.all()} == {STAFF}
    assert StoredFile.objects.get().audience_id == STAFF
    assert set(Event.objects.filter(conversation_id=talk).values_list("audience_id", flat=True)) == {STAFF}


def test_a_letter_that_waits_stays(run_jobs):
    wanjiru, noa = cast.member(), cast.member("Noa Peled")
    topic = cast.question(wanjiru)
    run_jobs()
    mail.outbox.clear()
    cast.reply(topic, noa)
    forum.edit_category(topic.category, audience=staff(), by=noa, at=cast.AT)
    run_jobs()
    assert [message.to for message in mail.outbox] == []


def test_but_it_reaches_who_still_sees_it_and_the_bell_is_right(run_jobs):
    noa, joseph, claire = (cast.member(name) for name in ("Noa Peled", "Joseph Otieno", "Claire Fontaine"))
    topic = cast.question(joseph)
    talk.follow(topic.conversation, level="watching", by=claire, at=cast.AT)
    run_jobs()
    mail.outbox.clear()
    cast.reply(topic, noa)
    forum.edit_category(topic.category, audience=staff(), by=noa, at=cast.AT)
    run_jobs()
    assert [message.to for message in mail.outbox] == [[joseph.account.email]]
    for person, unread in ((joseph, 1), (claire, 0)):
        person.refresh_from_db()
        assert person.unread == unread


def test_it_follows_in_short_steps(run_jobs, monkeypatch, django_assert_max_num_queries):
    noa = cast.member("Noa Peled")
    topic = cast.question(cast.member())
    for n in range(7):
        cast.reply(topic, noa, f"Reply {n}")
    monkeypatch.setattr("trialogue.hub.conversations.actions.audience.STEP", 3)
    with django_assert_max_num_queries(14):
        forum.edit_category(topic.category, audience=staff(), by=noa, at=cast.AT)
    assert Post.objects.filter(audience_id=PUBLIC).count() == 8
    run_jobs()
    assert Post.objects.filter(audience_id=STAFF).count() == 8


def test_shown_to_everybody_again_all_of_it_is_there(client, run_jobs):
    wanjiru, noa = cast.member(), cast.member("Noa Peled")
    topic = cast.question(wanjiru)
    picture = shown_file(client, topic, noa)
    for audience in (staff(), Audience.objects.get(pk=MEMBERS), staff(), Audience.objects.get(pk=PUBLIC)):
        forum.edit_category(topic.category, audience=audience, by=noa, at=cast.AT)
    run_jobs()
    assert [client.get(door).status_code for door in (topic.conversation.path, picture)] == [200, 200]
    assert Post.objects.visible_to(None).count() == 2
    assert Notice.objects.visible_to(wanjiru).count() == 1


def test_a_file_of_somebody_else_does_not_go_along(client, run_jobs):
    """Naming the address of a file in a post is not having it."""
    noa, claire = cast.member("Noa Peled"), cast.member("Claire Fontaine")
    open_one = cast.question(cast.member())
    picture = shown_file(client, open_one, claire)
    room = cast.category("Staff room", audience=staff())
    other = cast.question(noa, title="Look at this", source=f"![]({picture})")
    forum.move_topic(other, room, by=noa, at=cast.AT)
    assert client.get(picture).status_code == 200


def test_nor_is_one_opened_by_naming_it(client, run_jobs):
    noa, claire = cast.member("Noa Peled"), cast.member("Claire Fontaine")
    room = cast.category("Staff room", audience=staff())
    hidden = shown_file(client, cast.question(noa, title="Secret", on=room), noa)
    second = cast.category("Second room", audience=staff())
    grant(claire, role="moderator", by=None, at=cast.AT)
    cast.question(claire, title="Bait", on=second, source=f"![]({hidden})")
    forum.edit_category(second, audience=Audience.objects.get(pk=PUBLIC), by=noa, at=cast.AT)
    run_jobs()
    assert client.get(hidden).status_code == 404


def test_a_topic_begun_by_whoever_saw_the_category_as_it_was(run_jobs):
    """The page was asked for before the category narrowed, the form sent after."""
    noa, wanjiru = cast.member("Noa Peled"), cast.member()
    shelf = cast.category()
    stale = Category.objects.get(pk=shelf.pk)
    forum.edit_category(shelf, audience=staff(), by=noa, at=cast.AT)
    with pytest.raises(NotAllowed):
        cast.question(wanjiru, on=stale)
    assert cast.question(noa, on=stale).conversation.audience_id == STAFF


@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite lets one write after the other")
@pytest.mark.django_db(transaction=True)
def test_a_reply_in_the_same_moment_goes_along():
    wanjiru = cast.member()
    topic = cast.question(wanjiru)
    stale = Conversation.objects.get(pk=topic.conversation_id)
    begun, gate = Moment(), Moment()

    def write():
        try:
            with transaction.atomic():
                talk.write_post(stale, source="In the same moment", by=wanjiru, at=cast.AT)
                begun.set()
                gate.wait(1)
        finally:
            connection.close()

    writer = Thread(target=write)
    writer.start()
    begun.wait(10)
    change_audience(topic.conversation, STAFF)
    writer.join()
    assert {post.audience_id for post in Post.objects.all()} == {STAFF}
