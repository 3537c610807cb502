"""Moving a topic, pinning it, closing it on a day, putting it into the archive."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone
from tests import cast
from tests.conversations.rooms import room, sends, text_of

from trialogue.core.audiences import STAFF, Audience
from trialogue.core.errors import Refused
from trialogue.hub.conversations import actions as talk
from trialogue.hub.forum import actions
from trialogue.hub.forum.clock import end_what_is_due
from trialogue.hub.forum.models import Category, Topic
from trialogue.people.notices.models import Notice

pytestmark = pytest.mark.django_db


@pytest.fixture
def here():
    return room()


@pytest.fixture
def joseph():
    return cast.member("Joseph Otieno")


def door(name, topic):
    return reverse(f"topic-{name}", args=[topic.pk, topic.slug])


def test_a_moderator_moves_it_where_fewer_see_it(client, here, joseph, run_jobs):
    staff = cast.category("Staff room", audience=Audience.objects.get(pk=STAFF))
    client.force_login(joseph.account)
    assert "Move the topic" in text_of(client.get(door("move", here.topic)))
    response = sends(client, joseph, door("move", here.topic), category=staff.pk, reason="Names a site")
    assert "Names a site" in text_of(client.get(response["Location"]))
    assert [each.topic_count for each in Category.objects.order_by("pk")] == [0, 1]
    client.logout()
    assert client.get(response["Location"]).status_code == 404
    run_jobs()
    assert not Notice.objects.filter(verb="topic.yours_moved", person=here.asker).exists(), (
        "they do not see it any more"
    )


def test_the_asker_hears_where_it_went_and_why(here, joseph, run_jobs):
    actions.move_topic(here.topic, cast.category("Elsewhere"), by=joseph, at=cast.AT, reason="It is about export")
    run_jobs()
    notice = Notice.objects.get(verb="topic.yours_moved")
    assert (notice.person, notice.words["excerpt"]) == (here.asker, "It is about export")


def test_it_is_not_moved_to_where_it_is(here, joseph):
    with pytest.raises(Refused, match="stands there already"):
        actions.move_topic(here.topic, here.topic.category, by=joseph, at=cast.AT)


def test_a_moderator_pins_it_until_a_day_and_the_clock_unpins_it(client, here, joseph):
    day = timezone.localdate() + timedelta(days=3)
    sends(client, joseph, door("pin", here.topic), everywhere="on", until=day.isoformat())
    topic = Topic.objects.get()
    assert (topic.pinned_everywhere, timezone.localdate(topic.pinned_until)) == (True, day + timedelta(days=1))
    assert "Pinned" in text_of(client.get(reverse("forum")))
    assert "It is pinned at the top of every list." in text_of(client.get(door("pin", topic)))
    end_what_is_due.func()
    assert Topic.objects.get().pinned_at is not None
    with time_machine.travel(topic.pinned_until):
        end_what_is_due.func()
    assert (Topic.objects.get().pinned_at, Topic.objects.get().pinned_everywhere) == (None, False)


def test_a_day_that_is_over_is_refused_with_what_was_typed(client, here, joseph):
    response = sends(client, joseph, door("pin", here.topic), until="2020-01-01", reason="Read this first")
    assert response.status_code == 400
    assert "This day is over. Choose one to come." in text_of(response)
    assert 'value="Read this first"' in text_of(response)


def test_a_member_unpins_it_for_themselves_alone(client, here, joseph):
    actions.pin(here.topic, by=joseph, at=cast.AT)
    client.force_login(here.helper.account)
    assert "Unpin it for me" in text_of(client.get(here.talk.path))
    sends(client, here.helper, door("unpin-here", here.topic), on="1")
    assert "Pin it for me again" in text_of(client.get(here.talk.path))
    client.force_login(here.asker.account)
    assert "Unpin it for me" in text_of(client.get(here.talk.path))
    sends(client, here.helper, door("unpin-here", here.topic), on="0")
    assert "Unpin it for me" in text_of(client.get(here.talk.path))
    sends(client, joseph, door("pin", here.topic), unpin="1")
    assert "Unpin it for me" not in text_of(client.get(here.talk.path))


def test_it_closes_on_the_day_in_the_name_of_who_wanted_it(client, here, joseph):
    day = timezone.localdate() + timedelta(days=7)
    sends(
        client, joseph, door("close", here.topic), close="1", closes_on=day.isoformat(), reason="The call is over then"
    )
    assert "Closes at the end of" in text_of(client.get(here.talk.path))
    talk.write_post(here.talk, source="Still open.", by=here.helper, at=timezone.now())
    end_what_is_due.func()
    assert not Topic.objects.get().conversation.is_closed
    with time_machine.travel(timezone.now() + timedelta(days=9)):
        end_what_is_due.func()
        end_what_is_due.func()
    text = text_of(client.get(here.talk.path))
    assert "<b><bdi>Joseph Otieno</bdi></b> closed the topic." in text
    assert text.count("The call is over then") == 2, "when it was planned, and when it closed"


def test_it_stays_open_after_all(client, here, joseph):
    closes_at = timezone.now() + timedelta(days=1)
    actions.plan_closing(here.topic, closes_at=closes_at, by=joseph, at=timezone.now())
    client.force_login(joseph.account)
    assert "Do not close it" in text_of(client.get(door("close", here.topic)))
    sends(client, joseph, door("close", here.topic), stay="1")
    assert "Closes at the end of" not in text_of(client.get(here.talk.path))
    assert "No day is planned" in text_of(sends(client, joseph, door("close", here.topic), stay="1"))


def test_the_archive_is_read_and_found_and_in_no_list(client, here, joseph, run_jobs):
    sends(client, joseph, door("archive", here.topic), archive="1", reason="Version 1 is gone")
    run_jobs()
    assert "Archived" in text_of(client.get(here.talk.path))
    assert here.topic.title not in text_of(client.get(reverse("forum")))
    assert here.topic.slug in text_of(client.get(reverse("search"), {"q": "half-known date"}))
    for person in (here.helper, joseph):
        with pytest.raises(Refused, match="archived"):
            talk.write_post(Topic.objects.get().conversation, source="One more.", by=person, at=cast.AT)
    assert "nobody writes in it" in text_of(client.get(here.talk.path))
    sends(client, joseph, door("archive", here.topic), back="1")
    assert here.topic.title in text_of(client.get(reverse("forum")))
    assert Topic.objects.get().conversation.is_closed
    sends(client, joseph, door("close", here.topic), open="1")
    assert not Topic.objects.get().conversation.is_closed


def test_what_is_archived_is_not_opened_in_passing(here, joseph):
    actions.archive(here.topic, by=joseph, at=cast.AT)
    with pytest.raises(Refused, match="Bring it back"):
        actions.reopen(Topic.objects.get(), by=joseph, at=cast.AT)
    with pytest.raises(Refused, match="archived already"):
        actions.archive(Topic.objects.get(), by=joseph, at=cast.AT)
