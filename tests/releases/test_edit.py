"""Editing notes: before and after the release is out, with a guard against two editors."""

import pytest
from tests import cast
from tests.releases.scenes import LATER, Scene, landed

from trialogue.hub.releases import actions

pytestmark = pytest.mark.django_db
EDIT = "/releases/opencapture/4.2/edit/"


@pytest.fixture
def scene(client) -> Scene:
    made = landed()
    client.force_login(made.shira.account)
    return made


def form(release, **changed):
    return {
        "summary": "Dates as they are.",
        "channel": "stable",
        "notes": "# New\n\nThanks to @wanjiru.",
        "seen_revision": release.revision,
        **changed,
    }


def test_saved(client, scene):
    release = scene.draft()
    assert client.post(EDIT, form(release))["Location"] == "/releases/opencapture/4.2/"
    release.refresh_from_db()
    assert (release.summary, release.revision) == ("Dates as they are.", 2)
    assert '<a href="/people/wanjiru/" class="mention"' in release.notes_html


def test_saved_after_it_is_out(client, scene):
    release = scene.release()
    client.post(EDIT, form(release))
    client.logout()
    assert "Dates as they are." in client.get("/releases/opencapture/4.2/").content.decode()


def test_preview_saves_nothing(client, scene):
    release = scene.draft()
    text = client.post(EDIT, form(release, notes="Some *new* words", act="preview")).content.decode()
    assert "Some <em>new</em> words" in text
    assert "Some *new* words" in text
    release.refresh_from_db()
    assert release.revision == 1


def test_a_preview_has_the_same_limit_as_saving(client, scene):
    release = scene.draft()
    text = client.post(EDIT, form(release, notes="x " * 200_000, act="preview")).content.decode()
    assert "These notes are too long." in text
    assert "<p>x x" not in text


def test_somebody_else_saved_meanwhile(client, scene):
    release = scene.draft()
    actions.edit_release(release, summary="", notes="Their words", seen_revision=1, by=scene.shira, at=LATER)
    answer = client.post(EDIT, form(release, notes="My words", seen_revision=1))
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "Somebody changed these notes meanwhile." in text
    assert "Their words" in text
    assert "My words" in text
    assert 'name="seen_revision" value="2"' in text
    client.post(EDIT, form(release, notes="My words", seen_revision=2))
    release.refresh_from_db()
    assert release.notes == "My words"


def test_a_preview_does_not_hide_that_somebody_saved(client, scene):
    release = scene.draft()
    actions.edit_release(release, summary="", notes="Their words", seen_revision=1, by=scene.shira, at=LATER)
    text = client.post(EDIT, form(release, seen_revision=1, act="preview")).content.decode()
    assert 'name="seen_revision" value="1"' in text


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"summary": "x" * 301}, "Say it in one or two sentences."),
        ({"notes": "x" * 300_000}, "These notes are too long."),
        ({"channel": "weekly"}, "Select a valid choice."),
        ({"seen_revision": "x"}, "Enter a whole number."),
    ],
)
def test_wrong_input_is_told_and_kept(client, scene, changed, said):
    release = scene.draft()
    answer = client.post(EDIT, form(release, **changed))
    text = answer.content.decode()
    assert answer.status_code == 200
    assert said in text
    assert "Thanks to @wanjiru." in text or "notes" in changed
    release.refresh_from_db()
    assert release.revision == 1


def test_hostile_notes_stay_words(client, scene):
    release = scene.draft()
    client.post(
        EDIT, form(release, notes="# <img src=x onerror=alert(1)>\n\n<script>alert(1)</script>\n\n> # In a quote")
    )
    text = client.get("/releases/opencapture/4.2/").content.decode()
    assert "<script>alert" not in text
    assert "<img src=x" not in text


def test_parts_begin_at_headings_unless_these_stand_inside_something(client, scene):
    release = scene.draft()
    client.post(EDIT, form(release, notes="Before\n\n# One\n\na\n\n# Two\n\nb"))
    text = client.get("/releases/opencapture/4.2/").content.decode()
    assert [part in text for part in ("<h2><bdi>One</bdi></h2>", "<h2><bdi>Two</bdi></h2>")] == [True, True]
    client.post(EDIT, form(release, notes="> # Quoted\n> a\n\nb", seen_revision=2))
    assert "<h2><bdi>Quoted" not in client.get("/releases/opencapture/4.2/").content.decode()


def test_who_may(client, scene):
    scene.release()
    for person, status in ((scene.wanjiru, 403), (cast.member("Priya Raghavan"), 403), (cast.member("Noa Peled"), 200)):
        client.force_login(person.account)
        assert client.get(EDIT).status_code == status
    client.logout()
    assert client.get(EDIT)["Location"].startswith("/accounts/login/")


def test_a_draft_is_not_there_for_others(client, scene):
    scene.draft()
    client.force_login(scene.wanjiru.account)
    assert client.get(EDIT).status_code == 404
