"""A title that names a patient goes from topic, address, tickets, notes, notices and log, and never comes back."""

import pytest
from django.core import mail
from django.urls import reverse
from tests import cast
from tests.conversations.canary import in_tables
from tests.conversations.rooms import sends, text_of
from tests.releases.scenes import landed

from trialogue.core.errors import NotAllowed, Refused
from trialogue.hub.conversations import actions
from trialogue.hub.conversations.models import Conversation
from trialogue.hub.forum import actions as forum
from trialogue.hub.forum.models import Topic
from trialogue.hub.tickets.models import Ticket

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
CANARY, SLUG = "Zebra 0417 מטופל", "zebra-0417"
WHY = "It named a patient"
GIVEN = "A half-known date of birth"


@pytest.fixture
def joseph():
    return cast.member("Joseph Otieno")


@pytest.fixture
def scene(run_jobs):
    """Asked under one title, changed to another, carried over, planned, landed, released, everybody told."""
    scene = landed(title=f"{CANARY} refused")
    run_jobs()
    forum.edit_topic(scene.topic, title=f"{CANARY} and more", by=scene.wanjiru, at=cast.AT)
    cast.reply(scene.topic, cast.member("Claire Fontaine"))
    scene.release()
    run_jobs()
    return scene


def door(talk):
    return reverse("title-redact", args=[talk.pk])


def test_it_is_nowhere(scene, joseph, run_jobs):
    found = in_tables(CANARY)
    assert {
        "conversations_conversation.title",
        "core_event.words",
        "people_notice.words",
        "releases_release.notes",
    } <= set(found)
    actions.redact_title(scene.topic.conversation, title=GIVEN, by=joseph, at=cast.AT, reason=WHY)
    assert in_tables(CANARY) == []
    assert in_tables(SLUG) == []
    mail.outbox.clear()
    run_jobs()
    assert in_tables(CANARY) == []
    topic = Topic.objects.get(pk=scene.topic.pk)
    assert (topic.title, topic.slug) == (GIVEN, "a-half-known-date-of-birth")
    assert Ticket.objects.get().title == GIVEN


def test_the_old_address_leads_on_and_the_pages_say_the_new_title(client, scene, joseph):
    old = Conversation.objects.get(pk=scene.topic.conversation_id).path
    actions.redact_title(scene.topic.conversation, title=GIVEN, by=joseph, at=cast.AT, reason=WHY)
    new = Conversation.objects.get(pk=scene.topic.conversation_id).path
    assert client.get(old)["Location"] == new
    for address in (new, "/tickets/", f"/tickets/{Ticket.objects.get().number}/", "/releases/", "/roadmap/", "/"):
        page = text_of(client.get(address))
        assert CANARY not in page
    client.force_login(scene.tamar.account)
    inbox = text_of(client.get("/inbox/?show=all"))
    assert CANARY not in inbox
    assert GIVEN in inbox


def test_a_ticket_with_a_title_of_its_own_keeps_it(joseph):
    noa = cast.member("Noa Peled")
    topic = cast.question(cast.member("Wanjiru Kamau"), title=f"{CANARY} refused")
    ticket = cast.carried(topic, noa, cast.product(), title="Accept partial dates")
    actions.redact_title(topic.conversation, by=joseph, at=cast.AT, reason=WHY)
    assert Ticket.objects.get(pk=ticket.pk).title == "Accept partial dates"
    assert Topic.objects.get().title == "Title redacted by the moderators"
    assert in_tables(CANARY) == []


def test_a_tickets_own_title(joseph):
    ticket = cast.ticket(cast.product(), cast.member("Wanjiru Kamau"), title=CANARY)
    actions.redact_title(ticket.conversation, title=GIVEN, by=joseph, at=cast.AT, reason=WHY)
    assert in_tables(CANARY) == []


def test_a_short_title_is_not_taken_out_of_other_words(joseph):
    topic = cast.question(cast.member("Wanjiru Kamau"), title="ton")
    actions.redact_title(topic.conversation, title=GIVEN, by=joseph, at=cast.AT, reason=WHY)
    assert Topic.objects.get().conversation.path == f"/t/{topic.pk}/a-half-known-date-of-birth/"
    assert in_tables("question") != []


def test_who_began_it_is_told(client, scene, joseph, run_jobs):
    actions.redact_title(scene.topic.conversation, title=GIVEN, by=joseph, at=cast.AT, reason=WHY)
    run_jobs()
    client.force_login(scene.wanjiru.account)
    assert f"redacted the title of {GIVEN}." in text_of(client.get("/inbox/?show=all"))


def test_the_page_asks_twice(client, scene, joseph):
    talk = scene.topic.conversation
    client.force_login(joseph.account)
    assert door(talk) in text_of(client.get(Conversation.objects.get(pk=talk.pk).path))
    assert "Destroy the title?" in text_of(client.get(door(talk)))
    for fields in ({"reason": WHY}, {"sure": "on"}, {"sure": "on", "reason": WHY, "title": f"{CANARY} and more"}):
        assert sends(client, joseph, door(talk), **fields).status_code == 400
    response = sends(client, joseph, door(talk), reason=WHY, sure="on", title=GIVEN)
    assert GIVEN in text_of(client.get(response["Location"]))


def test_who_and_why_stay_in_the_audit_log(client, scene, joseph):
    actions.redact_title(scene.topic.conversation, title=GIVEN, by=joseph, at=cast.AT, reason=WHY)
    client.force_login(cast.member("Noa Peled").account)
    page = text_of(client.get(reverse("audit")))
    assert "redacted the title of" in page
    assert WHY in page


def test_others_may_not(client, scene):
    talk = scene.topic.conversation
    client.force_login(scene.wanjiru.account)
    assert client.get(door(talk)).status_code == 403
    assert door(talk) not in text_of(client.get(talk.path, follow=True))
    with pytest.raises(NotAllowed):
        actions.redact_title(talk, by=scene.wanjiru, at=cast.AT, reason=WHY)


def test_a_release_has_no_title_of_peoples_words(client, joseph):
    scene = landed()
    release = scene.release()
    with pytest.raises(Refused):
        actions.redact_title(release.conversation, by=joseph, at=cast.AT, reason=WHY)
    client.force_login(joseph.account)
    assert client.get(door(release.conversation)).status_code == 404


def test_through_the_api(client, scene, joseph):
    client.force_login(joseph.account)
    address = f"/api/v1/conversations/{scene.topic.conversation_id}/title"
    assert client.put(address, {"reason": ""}, "application/json").status_code == 422
    assert client.put(address, {"reason": WHY, "title": GIVEN}, "application/json").json()["title"] == GIVEN
