"""Publishing: the page that says what will happen, and what happens."""

import threading

import pytest
from django.db import connection
from tests import cast
from tests.releases.scenes import LATER, Scene, landed

from trialogue.core.activity.models import Event
from trialogue.core.errors import Conflict, NotAllowed, Refused
from trialogue.hub.conversations.models import Conversation
from trialogue.hub.releases import actions
from trialogue.hub.releases.models import Release
from trialogue.hub.tickets import actions as tickets
from trialogue.hub.tickets.models import Move

pytestmark = pytest.mark.django_db
PUBLISH = "/releases/opencapture/4.2/publish/"


@pytest.fixture
def scene(client) -> Scene:
    made = landed()
    client.force_login(made.shira.account)
    return made


def late(scene: Scene, title: str = "Read hospital records"):
    """A ticket planned for the version that does not make it."""
    ticket = cast.ticket(scene.product, scene.tamar, title=title)
    tickets.plan(ticket, milestone=scene.plan, by=scene.shira, at=cast.AT)
    return ticket


def test_the_page_says_who_will_be_told_and_what_moves(client, scene):
    scene.draft()
    late(scene)
    cast.milestone(scene.product, scene.shira, "4.3")
    text = client.get(PUBLISH).content.decode()
    assert "2 people will be told. Wanjiru Kamau and Tamar Levi." in text
    assert "Release it and tell 2 people" in text
    assert "The form refuses a half-known date" in text
    assert "Read hospital records" in text
    assert "selected>4.3</option>" in text
    assert Event.objects.filter(verb="release.published").count() == 0


def test_the_page_says_what_is_missing(client, scene):
    scene.draft(with_file=False)
    text = client.get(PUBLISH).content.decode()
    assert "It has no summary yet" in text
    assert "It has no file yet" in text


def test_published(client, scene):
    release = scene.draft()
    rest, plan = late(scene), cast.milestone(scene.product, scene.shira, "4.3")
    assert client.post(PUBLISH, {"rest_to": plan.pk})["Location"] == "/releases/opencapture/4.2/"
    release.refresh_from_db()
    scene.ticket.refresh_from_db()
    scene.plan.refresh_from_db()
    rest.refresh_from_db()
    assert release.published_by == scene.shira
    assert (scene.ticket.state, scene.ticket.fixed_in.name) == ("released", "4.2")
    assert (rest.state, rest.milestone) == ("planned", plan)
    assert scene.plan.reached_at == release.published_at
    move = Move.objects.filter(ticket=scene.ticket).last()
    assert (move.old, move.new, move.by) == ("landed", "released", scene.shira)
    client.logout()
    assert client.get("/releases/opencapture/4.2/").status_code == 200


def test_the_rest_may_go_to_no_version(client, scene):
    scene.draft()
    rest = late(scene)
    client.post(PUBLISH, {"rest_to": ""})
    rest.refresh_from_db()
    assert rest.milestone is None


def test_the_rest_cannot_go_where_it_makes_no_sense(client, scene):
    release = scene.draft()
    late(scene)
    other = cast.milestone(cast.product("OpenReport"), scene.shira, "1.0")
    text = client.post(PUBLISH, {"rest_to": other.pk}).content.decode()
    assert "Choose another version of this product that is still to come." in text
    with pytest.raises(Refused):
        actions.publish(release, by=scene.shira, at=LATER, rest_to=scene.plan)
    release.refresh_from_db()
    assert release.published_at is None


def test_published_twice(client, scene):
    scene.draft()
    client.post(PUBLISH)
    answer = client.post(PUBLISH, follow=True)
    assert answer.redirect_chain == [("/releases/opencapture/4.2/", 302)]
    assert "This release is out already." in answer.content.decode()
    assert "This release is out already." in client.get(PUBLISH, follow=True).content.decode()
    assert Event.objects.filter(verb="release.published").count() == 1


def test_the_same_form_twice_is_one(client, scene, run_jobs):
    scene.draft()
    for _again in range(2):
        text = client.post(PUBLISH, {"form_key": "one"}, follow=True).content.decode()
    assert "This release is out already." not in text
    assert Event.objects.filter(verb="release.published").count() == 1


def test_two_who_both_saw_the_draft(scene):
    release = scene.draft()
    one, other = (Release.objects.get(pk=release.pk) for _nth in range(2))
    actions.publish(one, by=scene.shira, at=LATER)
    with pytest.raises(Conflict, match="This release is out already"):
        actions.publish(other, by=scene.shira, at=LATER)
    assert Event.objects.filter(verb="release.published").count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(
    connection.vendor == "sqlite", reason="the tests' SQLite lives in memory, where threads do not wait"
)
def test_two_at_once():
    """Two press the button in the same moment: one of them is told that it is out."""
    scene = landed()
    release = scene.draft()
    said: list[str] = []

    def press() -> None:
        try:
            actions.publish(Release.objects.get(pk=release.pk), by=scene.shira, at=LATER)
            said.append("out")
        except Conflict as late:
            said.append(late.message)
        finally:
            connection.close()

    both = [threading.Thread(target=press) for _nth in range(2)]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert sorted(said) == ["This release is out already.", "out"]
    assert Event.objects.filter(verb="release.published").count() == 1


def test_pictures_in_the_notes_come_out_with_it(client, scene):
    from io import BytesIO

    from django.core.files.uploadedfile import SimpleUploadedFile
    from PIL import Image

    release, png = scene.draft(), BytesIO()
    Image.new("RGB", (2, 2)).save(png, "PNG")
    url = client.post("/files/", {"file": SimpleUploadedFile("x.png", png.getvalue())}).json()["url"]
    actions.edit_release(release, summary="", notes=f"![x]({url})", seen_revision=1, by=scene.shira, at=LATER)
    client.logout()
    assert client.get(url).status_code == 404
    actions.publish(release, by=scene.shira, at=LATER)
    assert client.get(url).status_code == 200


def test_timelines_of_ticket_and_topic_say_so(client, scene, run_jobs):
    scene.release()
    run_jobs()
    client.logout()
    for path in (scene.topic.conversation.path, scene.ticket.conversation.path):
        assert "OpenCapture 4.2" in client.get(path).content.decode()
    assert Conversation.objects.get(pk=scene.topic.conversation_id).version > scene.topic.conversation.version


def test_who_may(client, scene):
    release = scene.draft()
    noa = cast.member("Noa Peled")
    for person in (scene.wanjiru, cast.member("Priya Raghavan"), noa):
        with pytest.raises(NotAllowed):
            actions.publish(release, by=person, at=LATER)
    client.force_login(scene.wanjiru.account)
    assert client.get(PUBLISH).status_code == 404
    client.logout()
    assert client.get(PUBLISH)["Location"].startswith("/accounts/login/")


def test_a_manager_drafts_and_a_maintainer_publishes(client, scene):
    noa = cast.member("Noa Peled")
    actions.draft_release(scene.plan, by=noa, at=LATER)
    client.force_login(noa.account)
    assert client.get(PUBLISH).status_code == 403
    assert "Release it" not in client.get("/releases/opencapture/4.2/").content.decode()
    client.force_login(scene.shira.account)
    assert client.post(PUBLISH)["Location"] == "/releases/opencapture/4.2/"
