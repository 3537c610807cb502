"""What the text field asks for: previews, drafts and files."""

import io
import json
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image
from tests import cast
from tests.conversations.rooms import room, sends, text_of

from trialogue.core.audiences import MEMBERS, STAFF, Audience
from trialogue.core.files import StoredFile
from trialogue.hub.conversations.models import Draft, Post
from trialogue.hub.forum import actions as forum

pytestmark = pytest.mark.django_db


def picture(size=(4, 3), kind="PNG"):
    out = io.BytesIO()
    Image.new("RGB", size, "teal").save(out, kind)
    return out.getvalue()


def body(response):
    return json.loads(response.content)


@pytest.fixture
def wanjiru(client):
    person = cast.member("Wanjiru Kamau")
    client.force_login(person.account)
    return person


def upload(client, name, data):
    return client.post(reverse("file-upload"), {"file": SimpleUploadedFile(name, data)})


def test_a_preview_is_the_posts_own_rendering(client, wanjiru):
    assert body(client.post(reverse("preview"), {"source": "# One"})) == {"html": '<h3 dir="auto">One</h3>\n'}


def test_a_preview_says_what_posting_would_say(client, wanjiru):
    response = client.post(reverse("preview"), {"source": ""})
    assert (response.status_code, body(response)["detail"]) == (400, "Write something first.")


def test_guests_have_no_preview_no_draft_no_upload(client):
    for address in (reverse("preview"), reverse("draft", args=["topic"]), reverse("file-upload")):
        assert client.post(address, headers={"accept": "application/json"}).status_code == 401


def test_a_draft_is_kept_field_by_field(client, wanjiru):
    door = reverse("draft", args=["topic"])
    first = body(client.post(door, {"title": "Half", "source": "a\x00b", "csrf": "no"}))
    assert first["version"] == 1
    assert Draft.objects.get().fields == {"title": "Half", "source": "ab"}
    assert body(client.post(door, {"title": "Half a", "source": "ab", "version": "1"}))["version"] == 2


def test_another_device_is_noticed(client, wanjiru):
    door = reverse("draft", args=["topic"])
    client.post(door, {"source": "one"})
    client.post(door, {"source": "two", "version": "1"})
    response = client.post(door, {"source": "old", "version": "1"})
    assert response.status_code == 409
    assert "another device" in body(response)["detail"]
    assert Draft.objects.get().fields["source"] == "two"


def test_an_emptied_draft_is_none(client, wanjiru):
    door = reverse("draft", args=["topic"])
    client.post(door, {"source": "one"})
    assert body(client.post(door, {"source": " "}))["version"] == ""
    assert not Draft.objects.exists()


def test_a_draft_has_a_place(client, wanjiru):
    for key in ("a" * 80, "reply:x", "%00", "topic:1:2"):
        assert client.post(f"/drafts/{key}/", {"source": "x"}).status_code == 404


def test_a_draft_too_long_is_refused(client, wanjiru):
    assert client.post(reverse("draft", args=["topic"]), {"source": "x" * 70_000}).status_code == 400


def test_a_picture_is_uploaded_and_seen_by_nobody_else(client, wanjiru):
    told = body(upload(client, "../shot [1].png", picture()))
    assert told["markdown"] == f"![shot (1).png]({told['url']})"
    response = client.get(told["url"])
    assert response["Content-Type"] == "image/png"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    client.force_login(cast.member("Claire Fontaine").account)
    assert client.get(told["url"]).status_code == 404
    client.logout()
    assert client.get(told["url"]).status_code == 404


def test_posted_it_is_seen_by_who_sees_the_post(client):
    here = room()
    client.force_login(here.asker.account)
    told = body(upload(client, "shot.png", picture()))
    sends(client, here.asker, reverse("reply", args=[here.talk.pk]), source=told["markdown"])
    client.logout()
    response = client.get(told["url"])
    assert response.status_code == 200
    assert client.get(told["url"], headers={"if-none-match": response["ETag"]}).status_code == 304
    staff = cast.category("Staff room", audience=Audience.objects.get(pk=STAFF))
    forum.move_topic(here.topic, staff, by=cast.member("Noa Peled"), at=cast.AT)
    assert client.get(told["url"], headers={"if-none-match": response["ETag"]}).status_code == 404


def test_a_file_of_anothers_is_not_opened_by_naming_it(client):
    here = room()
    client.force_login(here.helper.account)
    told = body(upload(client, "secret.png", picture()))
    sends(client, here.asker, reverse("reply", args=[here.talk.pk]), source=told["markdown"])
    assert StoredFile.objects.get().audience_id is None
    assert client.get(told["url"]).status_code == 404


def test_what_is_no_picture_is_only_downloaded(client, wanjiru):
    told = body(upload(client, "page.html", b"<script>alert(1)</script>"))
    response = client.get(told["url"])
    assert response["Content-Type"] == "application/octet-stream"
    assert response["Content-Disposition"] == 'attachment; filename="page.html"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert told["markdown"].startswith("[page.html](")


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("program.png", b"MZ\x90\x00 this is no picture", "does not open as a picture"),
        ("half.png", picture()[:40], "does not open as a picture"),
        ("vector.jpg", b'<svg xmlns="http://www.w3.org/2000/svg"/>', "does not open as a picture"),
        ("empty.png", b"", "This file is empty."),
    ],
)
def test_a_fake_picture_is_refused(client, wanjiru, name, data, said):
    response = upload(client, name, data)
    assert response.status_code == 400
    assert said in body(response)["detail"]
    assert not StoredFile.objects.exists()


def test_a_picture_of_too_many_pixels_is_refused_unread(client, wanjiru):
    header = picture((1, 1))
    bomb = header[:16] + (60_000).to_bytes(4, "big") + (60_000).to_bytes(4, "big") + header[24:]
    response = upload(client, "bomb.png", bomb)
    assert response.status_code == 400
    assert not StoredFile.objects.exists()


def test_a_file_too_large_is_refused(client, wanjiru, monkeypatch):
    response = upload(client, "large.png", b"x" * (10 * 1024 * 1024 + 1))
    assert (response.status_code, body(response)["detail"]) == (400, "This file is too large.")


def test_a_form_without_a_file_says_so(client, wanjiru):
    assert client.post(reverse("file-upload")).status_code == 400


def test_a_wrong_name_leads_to_the_right_one(client, wanjiru):
    told = body(upload(client, "shot.png", picture()))
    response = client.get(told["url"].replace("shot.png", "other.png"))
    assert (response.status_code, response["Location"]) == (301, told["url"])
    assert client.get(f"/files/{uuid.uuid4()}/x").status_code == 404


def test_a_plain_file_field_comes_with_the_reply(client):
    here = room()
    file = SimpleUploadedFile("shot.png", picture())
    sends(client, here.asker, reverse("reply", args=[here.talk.pk]), source="See:", file=file)
    post = Post.objects.get(number=3)
    assert post.source.startswith("See:\n\n![shot.png](/files/")
    assert '<img src="/files/' in post.html


def test_a_wrong_file_keeps_the_text(client):
    here = room()
    file = SimpleUploadedFile("shot.png", b"MZ no picture")
    response = sends(client, here.asker, reverse("reply", args=[here.talk.pk]), source="See:", file=file)
    assert response.status_code == 400
    assert "does not open as a picture" in text_of(response)
    assert "See:</textarea>" in text_of(response)
    assert Post.objects.count() == 2


def test_messages_of_the_text_field_speak_the_members_language(client, wanjiru):
    wanjiru.language = "he"
    wanjiru.save(update_fields=["language"])
    assert client.post(reverse("preview"), {"source": ""}).status_code == 400


def test_files_for_members_are_not_for_guests(client, wanjiru):
    told = body(upload(client, "shot.png", picture()))
    StoredFile.objects.update(audience=MEMBERS)
    assert client.get(told["url"])["Cache-Control"] == "private, no-cache"
    client.logout()
    assert client.get(told["url"]).status_code == 404
