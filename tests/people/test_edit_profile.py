"""Editing the profile: all of it or nothing, with what was typed kept."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image
from tests.cast import AT, member

from trialogue.core.files import StoredFile
from trialogue.people.persons import PROFILE_FIELDS, Person

pytestmark = pytest.mark.django_db
ADDRESS = "/settings/profile/"


@pytest.fixture
def noa(client):
    person = member("Noa Peled")
    client.force_login(person.account)
    return person


def typed(**more):
    shown = {f"shown_{name}": level for name, level in PROFILE_FIELDS.items()}
    return {"name": "Noa Peled", "handle": "noa", "voices": ["steward"], **shown, **more}


def picture(kind="PNG", size=(900, 600), name="me.png", **more) -> SimpleUploadedFile:
    out = io.BytesIO()
    Image.new("RGB", size, "teal").save(out, kind, **more)
    return SimpleUploadedFile(name, out.getvalue())


def test_everything_is_kept(client, noa):
    said = typed(
        name="Noa P.",
        says="community manager",
        voices=["user", "steward"],
        about="*Hello*",
        country="IL",
        time_zone="Asia/Jerusalem",
        languages=["he", "en"],
        skills="partial dates\n\nvisit windows",
        links="https://example.org",
        language="he",
        shown_about="members",
    )
    assert client.post(ADDRESS, said)["Location"] == "/people/noa/"
    noa = Person.objects.get(pk=noa.pk)
    assert (noa.name, noa.voices, noa.skills, noa.language) == (
        "Noa P.",
        ["user", "steward"],
        ["partial dates", "visit windows"],
        "he",
    )
    assert (noa.about_html.strip(), noa.shown["about"]) == ('<p dir="auto"><em>Hello</em></p>', "members")
    assert client.get(ADDRESS).status_code == 200


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"name": ""}, "This field is required."),
        ({"handle": "wanjiru"}, "This handle is taken"),
        ({"handle": "admin"}, "This handle is taken or cannot be used"),
        ({"handle": "no blanks"}, "cannot be used"),
        ({"voices": []}, "This field is required."),
        ({"about": "x" * 5001}, "at most 5000"),
        ({"country": "XX"}, "Select a valid choice"),
        ({"time_zone": "Mars/Olympus"}, "Select a valid choice"),
        ({"languages": ["klingon"]}, "Select a valid choice"),
        ({"links": "javascript:alert(1)"}, "Start each link with https://"),
        ({"skills": "\n".join("abcdefghijklm")}, "Twelve lines"),
        ({"shown_about": "friends"}, "Select a valid choice"),
    ],
)
def test_wrong_input_is_named_the_rest_is_kept_and_nothing_changes(client, noa, wrong, said):
    member("Wanjiru Kamau")
    answer = client.post(ADDRESS, typed(says="something else") | wrong)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert said in page
    assert 'value="something else"' in page
    assert Person.objects.get(pk=noa.pk).says == ""


def test_a_picture_is_cut_square_and_loses_what_the_camera_wrote(client, noa, settings):
    exif = Image.Exif()
    exif[0x010E] = "a patient's name"
    client.post(ADDRESS, typed(picture=picture("JPEG", name="me.jpg", exif=exif)))
    kept = Person.objects.get(pk=noa.pk).picture
    with Image.open(kept.path) as image:
        assert (image.size, dict(image.getexif())) == ((416, 416), {})
    assert (kept.audience_id, kept.content_type) == (1, "image/jpeg")


@pytest.mark.parametrize(
    ("upload", "said"),
    [
        (SimpleUploadedFile("me.png", b"not a picture"), "does not open as a picture"),
        (SimpleUploadedFile("me.svg", b"<svg onload='alert(1)'/>"), "does not open as a picture"),
        (SimpleUploadedFile("me.png", b""), "empty"),
        (picture(size=(8000, 4000), name="big.png"), "smaller than 25 megapixels"),
    ],
)
def test_what_is_no_picture_is_refused_and_changes_nothing(client, noa, upload, said):
    page = client.post(ADDRESS, typed(says="else", picture=upload)).content.decode()
    assert said in page
    assert 'value="else"' in page
    assert (Person.objects.get(pk=noa.pk).says, StoredFile.objects.count()) == ("", 0)


def test_a_picture_can_be_taken_away_and_is_no_longer_public(client, noa):
    client.post(ADDRESS, typed(picture=picture()))
    client.post(ADDRESS, typed(without_picture="on"))
    assert Person.objects.get(pk=noa.pk).picture is None
    assert StoredFile.objects.get().audience_id is None


def test_a_count_that_changed_meanwhile_stays(noa):
    from trialogue.people.actions.joining import edit_profile

    stale = Person.objects.get(pk=noa.pk)
    Person.objects.filter(pk=noa.pk).update(unread=3)
    edit_profile(stale, by=stale, at=AT, says="x")
    assert Person.objects.get(pk=noa.pk).unread == 3


def test_guests_sign_in_first(client):
    assert client.get(ADDRESS)["Location"] == "/accounts/login/?next=/settings/profile/"


def test_it_stays_within_its_queries(client, noa, django_assert_max_num_queries):
    for address in (ADDRESS, "/settings/", "/settings/tokens/", "/accounts/email/"):
        client.get(address)
        with django_assert_max_num_queries(12):
            assert client.get(address).status_code == 200


@pytest.mark.parametrize(("chosen", "kept"), [("dark", "dark"), ("light", "light"), ("auto", ""), ("pink", "")])
def test_the_theme_is_chosen(client, noa, chosen, kept):
    answer = client.post("/theme/", {"theme": chosen, "next": "/people/"})
    assert answer["Location"] == "/people/"
    assert Person.objects.get(pk=noa.pk).theme == kept
    assert client.post("/theme/", {"theme": chosen, "next": "//evil.example"})["Location"] == "/settings/"
    assert timezone.now() > AT
