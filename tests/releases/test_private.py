"""What is private stays so on its way to a release: tickets, topics, and who asked in them."""

import json

import pytest
from tests import cast
from tests.releases.scenes import LATER, Scene, landed

from trialogue.core.audiences import STAFF, Audience
from trialogue.hub.forum import actions as forum
from trialogue.hub.releases import actions
from trialogue.hub.releases.models import Told
from trialogue.hub.tickets import actions as tickets
from trialogue.people.actions.roles import grant
from trialogue.people.audiences import Role, Scope
from trialogue.people.notices.models import Letter, Notice

pytestmark = pytest.mark.django_db
RELEASE = "/releases/opencapture/4.2/"


@pytest.fixture
def scene() -> Scene:
    return landed()


def staff_room():
    return cast.category("Staff room", audience=Audience.objects.get(pk=STAFF))


def hidden(scene):
    """The topic stands where only staff sees it; the ticket is everybody's."""
    noa = cast.member("Noa Peled")
    forum.move_topic(scene.topic, staff_room(), by=noa, at=LATER)
    return noa


def text_of(client, address, who=None):
    client.logout()
    if who is not None:
        client.force_login(who.account)
    return client.get(address).content.decode()


def test_made_private_later_the_title_leaves_inboxes_and_letters(client, scene, run_jobs):
    title = scene.ticket.title
    scene.release()
    run_jobs()
    Letter.objects.update(sent_at=None)
    assert title in text_of(client, "/inbox/", scene.tamar)
    tickets.narrow(scene.ticket, by=scene.shira, at=LATER)
    assert title not in text_of(client, "/inbox/", scene.tamar)
    assert "#1" in text_of(client, "/inbox/", scene.tamar)
    brought = Notice.objects.get(person=scene.tamar, verb="release.brings")
    letter = Letter.objects.get(person=scene.tamar, event=brought.event)
    for words in (brought.words, letter.words):
        assert (words["thing"]["label"], words["things"][0]["label"]) == ("#1", "#1")


def test_who_asked_in_a_private_topic_is_not_named_on_the_release(client, scene, run_jobs):
    scene.release()
    run_jobs()
    assert scene.wanjiru.name in text_of(client, RELEASE)
    noa = hidden(scene)
    assert scene.wanjiru.name not in text_of(client, RELEASE)
    assert scene.wanjiru.name in text_of(client, RELEASE, noa)


def test_nor_in_the_drafted_notes(scene):
    assert "@wanjiru" in actions.draft_release(scene.plan, by=scene.shira, at=LATER).notes


def test_nor_in_the_drafted_notes_where_it_is_private(scene):
    hidden(scene)
    notes = actions.draft_release(scene.plan, by=scene.shira, at=LATER).notes
    assert scene.ticket.title in notes
    assert "@wanjiru" not in notes


def test_what_one_was_told_through_what_one_may_not_see_any_more_is_not_there(client, scene, run_jobs):
    scene.release()
    run_jobs()
    told = Told.objects.get(person=scene.wanjiru)
    client.force_login(scene.wanjiru.account)
    door = f"/api/v1/me/told/{told.pk}/answer"
    assert [row["id"] for row in client.get("/api/v1/me/told").json()] == [told.pk]
    hidden(scene)
    assert client.get("/api/v1/me/told").json() == []
    assert client.put(door, json.dumps({"helped": True}), content_type="application/json").status_code == 404
    assert client.post(f"/told/{told.pk}/", {"helped": "yes"}).status_code == 404
    told.refresh_from_db()
    assert told.helped is None


def test_who_publishes_sees_no_name_from_where_they_may_not_read(client, scene):
    """A maintainer of this product alone: private tickets are the site's maintainers'."""
    ruth = cast.member("Ruth Levin")
    grant(ruth, role=Role.MAINTAINER, scope=Scope.PRODUCT, scope_id=scene.product.pk, by=None, at=cast.AT)
    claire = cast.member("Claire Fontaine")
    secret = cast.ticket(scene.product, claire, title="Key in the log", private=True)
    cast.landed(secret, scene.plan, scene.shira)
    release = actions.draft_release(scene.plan, by=ruth, at=LATER)
    page = text_of(client, f"{RELEASE}publish/", ruth)
    assert (scene.wanjiru.name in page, claire.name in page, release.is_published) == (True, False, False)
    hidden(scene)
    page = text_of(client, f"{RELEASE}publish/", ruth)
    assert (scene.wanjiru.name in page, scene.tamar.name in page) == (False, False)
