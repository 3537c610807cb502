"""Drafting a release from a milestone."""

import pytest
from tests import cast
from tests.releases.scenes import LATER, Scene, landed

from trialogue.core.activity.models import Event
from trialogue.core.errors import Conflict, NotAllowed
from trialogue.hub.products import actions as products
from trialogue.hub.releases import actions
from trialogue.hub.releases.models import Release

pytestmark = pytest.mark.django_db
DRAFT = "/releases/draft/"


@pytest.fixture
def scene() -> Scene:
    return landed()


def test_the_notes_thank_who_asked_and_who_built(scene):
    priya = cast.member("Priya Raghavan")
    feature = cast.ticket(scene.product, scene.tamar, title="Sort the listing", kind="feature")
    cast.landed(feature, scene.plan, scene.shira)
    feature.assignee = priya
    feature.save(update_fields=["assignee"])
    release = scene.draft()
    assert release.notes == (
        "Dates as people really know them\n\n"
        "# You will notice\n\n- Sort the listing (#2), asked by @tamar, built by @priya\n\n"
        "# Repaired\n\n- The form refuses a half-known date (#1), asked by @wanjiru"
    )
    assert Event.objects.get(verb="release.drafted").actor_id == scene.shira.pk


def test_private_tickets_never_stand_in_notes(scene):
    hidden = cast.ticket(scene.product, scene.tamar, title="A hole in the export", kind="security")
    cast.landed(hidden, scene.plan, scene.shira)
    assert "A hole" not in scene.draft().notes


def test_one_button_on_the_page(client, scene):
    client.force_login(scene.shira.account)
    page = client.get(DRAFT, {"milestone": scene.plan.slug})
    assert "Draft OpenCapture 4.2" in page.content.decode()
    answer = client.post(DRAFT, {"milestone": scene.plan.slug, "channel": "preview"})
    assert answer["Location"] == "/releases/opencapture/4.2/edit/"
    assert Release.objects.get().channel == "preview"
    # Once there is a draft, the button leads to it.
    assert client.get(DRAFT, {"milestone": scene.plan.slug})["Location"] == "/releases/opencapture/4.2/"


def test_sent_twice_is_drafted_once(client, scene):
    client.force_login(scene.shira.account)
    form = {"milestone": scene.plan.slug, "channel": "stable", "form_key": "one"}
    assert {client.post(DRAFT, form)["Location"] for _again in range(2)} == {"/releases/opencapture/4.2/edit/"}
    assert Release.objects.count() == 1


def test_a_wrong_channel_is_told(client, scene):
    client.force_login(scene.shira.account)
    answer = client.post(DRAFT, {"milestone": scene.plan.slug, "channel": "weekly"})
    assert answer.status_code == 200
    assert "Select a valid choice" in answer.content.decode()


def test_two_who_draft_at_once(scene):
    scene.draft()
    with pytest.raises(Conflict):
        actions.draft_release(scene.plan, by=scene.shira, at=LATER)
    assert Release.objects.count() == 1


def test_a_version_that_is_out_is_not_drafted_again(client, scene):
    scene.release()
    scene.plan.refresh_from_db()
    with pytest.raises(Conflict):
        actions.draft_release(scene.plan, by=scene.shira, at=LATER)


def test_who_may(client, scene):
    noa = cast.member("Noa Peled")
    for person in (scene.wanjiru, cast.member("Priya Raghavan"), cast.member("Joseph Otieno")):
        with pytest.raises(NotAllowed):
            actions.draft_release(scene.plan, by=person, at=LATER)
        client.force_login(person.account)
        assert client.get(DRAFT, {"milestone": scene.plan.slug}).status_code == 403
    actions.draft_release(scene.plan, by=noa, at=LATER)
    for person in (noa, scene.shira):
        client.force_login(person.account)
        assert client.get("/releases/opencapture/4.2/edit/").status_code == 200


def test_guests_are_led_to_sign_in(client, scene):
    assert client.get(DRAFT, {"milestone": scene.plan.slug})["Location"].startswith("/accounts/login/")


def test_no_milestone_is_404(client, scene):
    client.force_login(scene.shira.account)
    for query in ({}, {"milestone": "nothing"}):
        assert client.get(DRAFT, query).status_code == 404


def test_another_products_version_of_the_same_name(client, scene):
    noa = cast.member("Noa Peled")
    other = products.add_product(name="OpenReport", by=noa, at=LATER)
    plan = products.plan_milestone(other, version="4.2", by=noa, at=LATER)
    cast.released(plan, scene.shira)
    scene.release()
    for product in ("opencapture", "openreport"):
        assert client.get(f"/releases/{product}/4.2/").status_code == 200
    assert "OpenReport" in client.get("/releases/").content.decode()


def test_the_versions_page_leads_to_it_for_who_may(client, scene):
    link = f"{DRAFT}?milestone={scene.plan.slug}"
    client.force_login(scene.shira.account)
    assert link in client.get(scene.plan.get_absolute_url()).content.decode()
    client.force_login(scene.tamar.account)
    assert link not in client.get(scene.plan.get_absolute_url()).content.decode()
