"""A manager gives the site its name and look."""

import io

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from tests import cast

from trialogue.core import site
from trialogue.core.activity.models import Event
from trialogue.core.audiences import PUBLIC
from trialogue.core.errors import NotAllowed, Refused
from trialogue.hub.front.actions import change_site

pytestmark = pytest.mark.django_db

FORM = {
    "name": "OpenCapture",
    "tagline": "Data capture in the open.",
    "hue": "32",
    "chroma": "0.12",
    "paper": "250",
    "radius": "0.4",
    "languages": ["en", "he"],
    "contact": "hello@example.org",
}


def picture(kind: str = "PNG") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (8, 8), "green").save(out, kind)
    return out.getvalue()


def current() -> site.Site:
    site.forget()
    return site.current()


def test_everybody_sees_the_new_brand(as_noa, client):
    assert as_noa.post("/manage/brand/", FORM).headers["Location"] == "/manage/brand/"
    here = current()
    assert (here.name, here.hue, float(here.chroma), here.contact) == ("OpenCapture", 32, 0.12, "hello@example.org")
    page = client.get("/").content.decode()
    assert "Data capture in the open." in page
    assert f"/brand.css?v={here.brand_version}" in page
    assert "--brand-hue: 32;" in client.get("/brand.css").content.decode()


def test_the_audit_log_keeps_what_it_was(as_noa):
    as_noa.post("/manage/brand/", FORM)
    event = Event.objects.get(verb="site.changed")
    assert event.old["name"] == "Trialogue"
    assert event.new["name"] == "OpenCapture"
    page = as_noa.get("/manage/audit/?verb=site.").content.decode()
    assert "<del><bdi>Trialogue</bdi></del> <ins><bdi>OpenCapture</bdi></ins>" in page


def test_the_name_is_one_line_wherever_a_line_may_not_break(noa, client, run_jobs):
    change_site(by=noa, at=cast.AT, name="Open\r\nCapture:\tX\n")
    assert current().name == "Open Capture: X"
    topic = cast.question(cast.member())
    cast.reply(topic, noa)
    run_jobs()
    client.post("/accounts/login/", {"login": "noa@example.org"})
    assert "Open Capture: X" in mail.outbox[-1].subject
    (letter,) = (message for message in mail.outbox if "List-Id" in message.extra_headers)
    assert letter.message()["List-Id"].startswith("Open Capture: X <community.")
    with pytest.raises(Refused, match="Give the community a name"):
        change_site(by=noa, at=cast.AT, name=" \n\x00 ")


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("name", "", "Give the community a name."),
        ("hue", "361", "less than or equal to 360"),
        ("chroma", "0.5", "less than or equal to 0.14"),
        ("contact", "not an address", "Enter a valid email address."),
        ("languages", ["he"], "stays: it is what we fall back on."),
        ("languages", ["xx"], "Select a valid choice."),
    ],
)
def test_wrong_input_changes_nothing_and_keeps_the_rest(as_noa, field, value, said):
    page = as_noa.post("/manage/brand/", {**FORM, field: value}).content.decode()
    assert said in page
    assert "Data capture in the open." in page
    assert current().name == "Trialogue"


def test_a_logo_is_drawn_anew_and_everybodys(as_noa):
    hidden = picture() + b"<script>alert(1)</script>"
    as_noa.post("/manage/brand/", {**FORM, "logo": SimpleUploadedFile("mark.png", hidden, "image/png")})
    logo = current().logo
    assert logo.audience_id == PUBLIC
    assert b"script" not in logo.path.read_bytes()
    as_noa.post("/manage/brand/", {**FORM, "no_logo": "on"})
    assert current().logo is None


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("mark.svg", b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
        ("mark.png", b'<svg xmlns="http://www.w3.org/2000/svg"></svg>'),
        ("mark.gif", picture("GIF")),
        ("mark.png", picture() + b"\0" * 600_000),
    ],
)
def test_what_is_no_small_picture_is_refused_and_nothing_else_is_saved(as_noa, name, content):
    page = as_noa.post("/manage/brand/", {**FORM, "logo": SimpleUploadedFile(name, content)}).content.decode()
    assert 'id="id_logo-error"' in page
    assert current().logo is None
    assert current().name == "Trialogue"


def test_only_who_manages_changes_the_site(db):
    with pytest.raises(NotAllowed):
        change_site(by=cast.member(), at=cast.AT, name="Mine")


def test_a_name_is_needed(noa):
    with pytest.raises(Refused):
        change_site(by=noa, at=cast.AT, name="  ")


def test_the_same_again_is_no_event(noa):
    change_site(by=noa, at=cast.AT, name="Ours")
    change_site(by=noa, at=cast.AT, name="Ours")
    assert Event.objects.filter(verb="site.changed").count() == 1
