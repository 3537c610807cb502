"""Files of a release: added, taken away from a draft, fetched and counted."""

import hashlib

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from tests import cast
from tests.releases.scenes import LATER, Scene, landed

from trialogue.core.errors import Conflict, NotAllowed, Refused
from trialogue.hub.releases import actions
from trialogue.hub.releases.models import ReleaseFile

pytestmark = pytest.mark.django_db
FILES = "/releases/opencapture/4.2/files/"


@pytest.fixture
def scene(client) -> Scene:
    made = landed()
    client.force_login(made.shira.account)
    return made


def upload(name: str, content: bytes = b"bytes") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def names() -> list[str]:
    return list(ReleaseFile.objects.values_list("file__name", flat=True))


def test_several_at_once_with_a_label(client, scene):
    scene.draft(with_file=False)
    answer = client.post(FILES, {"uploads": [upload("a.zip"), upload("b.zip", b"other")], "label": "Linux, 64 bit"})
    assert answer["Location"] == "/releases/opencapture/4.2/edit/#files"
    assert names() == ["a.zip", "b.zip"]
    first = ReleaseFile.objects.select_related("file").first()
    assert first.label == "Linux, 64 bit"
    assert first.file.sha256 == hashlib.sha256(b"bytes").hexdigest()


def test_one_that_cannot_be_taken_does_not_keep_the_others_out(client, scene):
    scene.draft(with_file=False)
    client.post(FILES, {"uploads": [upload("empty.zip", b""), upload("good.zip"), upload("fake.png", b"no picture")]})
    assert names() == ["good.zip"]
    text = client.get("/releases/opencapture/4.2/edit/").content.decode()
    assert "empty.zip: This file is empty." in text
    assert "fake.png: This does not open as a picture." in text


def test_none_chosen_is_told(client, scene):
    scene.draft()
    client.post(FILES, {"label": "x"})
    assert "Choose a file first." in client.get("/releases/opencapture/4.2/edit/").content.decode()


def test_two_of_one_name(scene):
    release = scene.draft()
    with pytest.raises(Conflict):
        actions.attach_file(release, ContentFile(b"x"), name="opencapture-4.2.tar.gz", by=scene.shira, at=LATER)


def test_names_that_would_lead_elsewhere(scene):
    release = scene.draft(with_file=False)
    kept = actions.attach_file(
        release, ContentFile(b"x"), name="../../etc/pass\r\nwd\x00.zip", by=scene.shira, at=LATER
    )
    assert kept.file.name == "passwd.zip"


def test_broken_addresses_find_nothing(client, scene):
    file = scene.release().files.get()
    for address in (
        f"{FILES}{file.pk}/%00",
        "/releases/opencapture/%00/",
        "/releases/opencapture/4.2%00x/",
        "/releases/draft/?milestone=%00",
    ):
        assert client.get(address).status_code in (400, 404)


def test_taken_away_from_a_draft(client, scene):
    release = scene.draft()
    file = release.files.get()
    assert client.post(f"{FILES}{file.pk}/remove/")["Location"] == "/releases/opencapture/4.2/edit/#files"
    assert names() == []


def test_what_is_out_stays(client, scene):
    release = scene.release()
    file = release.files.get()
    client.post(f"{FILES}{file.pk}/remove/")
    assert names() == ["opencapture-4.2.tar.gz"]
    assert "its files stay as they are" in client.get("/releases/opencapture/4.2/edit/").content.decode()
    with pytest.raises(Refused):
        actions.remove_file(file, by=scene.shira, at=LATER)


def test_fetched_and_counted(client, scene):
    release = scene.release()
    file = release.files.get()
    client.logout()
    address = f"{FILES}{file.pk}/opencapture-4.2.tar.gz"
    for _time in range(3):
        answer = client.get(address)
    assert b"".join(answer.streaming_content) == b"the program"
    assert answer["Content-Disposition"] == 'attachment; filename="opencapture-4.2.tar.gz"'
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Length"] == "11"
    assert not answer.cookies
    client.head(address)
    file.refresh_from_db()
    assert file.downloads == 3
    assert list(file.days.values_list("day", "fetched")) == [(timezone.now().date(), 3)]
    assert "fetched 3 times" in client.get("/releases/opencapture/4.2/").content.decode()


def test_a_page_in_a_file_is_only_ever_saved(client, scene):
    release = scene.draft(with_file=False)
    page = ContentFile(b"<script>alert(1)</script>")
    file = actions.attach_file(release, page, name="readme.html", by=scene.shira, at=LATER)
    answer = client.get(f"{FILES}{file.pk}/readme.html")
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"].startswith("attachment")


def test_fetching_is_a_step_of_getting_started(client, scene):
    file = scene.release().files.get()
    client.force_login(scene.wanjiru.account)
    client.get(f"{FILES}{file.pk}/opencapture-4.2.tar.gz")
    scene.wanjiru.refresh_from_db()
    assert "downloaded" in scene.wanjiru.started


def test_files_of_a_draft_are_for_those_who_make_it(client, scene):
    file = scene.draft().files.get()
    address = f"{FILES}{file.pk}/opencapture-4.2.tar.gz"
    assert client.get(address).status_code == 200
    client.force_login(scene.wanjiru.account)
    assert client.get(address).status_code == 404
    assert client.get(f"/files/{file.file_id}/{file.file.name}").status_code == 404


def test_another_name_or_release_is_404(client, scene):
    file = scene.release().files.get()
    assert client.get(f"{FILES}{file.pk}/other.tar.gz").status_code == 404
    assert client.get(f"{FILES}{file.pk + 1}/opencapture-4.2.tar.gz").status_code == 404


def test_a_file_that_is_gone_from_the_disk_is_404(client, scene):
    file = scene.release().files.get()
    file.file.path.unlink()
    assert client.get(f"{FILES}{file.pk}/opencapture-4.2.tar.gz").status_code == 404


def test_who_may(client, scene):
    release = scene.release()
    with pytest.raises(NotAllowed):
        actions.attach_file(release, ContentFile(b"x"), name="x.zip", by=scene.wanjiru, at=LATER)
    client.force_login(cast.member("Priya Raghavan").account)
    assert client.post(FILES, {"uploads": [upload("x.zip")]}).status_code == 403
    client.logout()
    assert client.post(FILES, {"uploads": [upload("x.zip")]})["Location"].startswith("/accounts/login/")
    assert client.get(FILES).status_code == 405
