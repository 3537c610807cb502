"""No room for files: an upload is refused in words, and what was there stays whole."""

import os
import resource
import subprocess
import time
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from tests import cast

from trialogue.core.errors import NoRoom
from trialogue.core.files import StoredFile, store
from trialogue.core.jobs.prune import prune_parts

pytestmark = pytest.mark.django_db
LARGE = os.urandom(700_000)


@pytest.fixture
def small_disk(settings, tmp_path):
    """A file system of one megabyte under the files."""
    place = tmp_path / "small"
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1m", "none", str(place)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("only root may mount a small disk")
    settings.FILES_ROOT = place
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


@pytest.fixture
def small_files(settings):
    """Where nobody may mount: no file may grow beyond half a megabyte."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (500_000, before[1]))
    yield Path(settings.FILES_ROOT)
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


def kept(place: Path) -> list[Path]:
    return [path for path in place.rglob("*") if path.is_file()]


def test_a_full_disk_refuses_and_keeps_nothing_of_it(small_disk):
    first = store(ContentFile(LARGE), name="one.bin", uploader_id=None, at=timezone.now())
    with pytest.raises(NoRoom, match="no room left"):
        store(ContentFile(LARGE), name="two.bin", uploader_id=None, at=timezone.now())
    assert kept(small_disk) == [first.path]
    assert first.path.read_bytes() == LARGE
    assert StoredFile.objects.get() == first
    store(ContentFile(b"small"), name="three.bin", uploader_id=None, at=timezone.now())


def test_a_limit_refuses_as_well(small_files):
    with pytest.raises(NoRoom):
        store(ContentFile(LARGE), name="one.bin", uploader_id=None, at=timezone.now())
    assert kept(small_files) == []
    assert not StoredFile.objects.exists()


def test_the_page_and_the_api_say_so(client, small_files):
    client.force_login(cast.member().account)
    page = client.post("/files/", {"file": SimpleUploadedFile("data.bin", LARGE)})
    assert page.status_code == 507
    assert "no room left" in page.json()["detail"]
    api = client.post("/api/v1/files", {"file": SimpleUploadedFile("data.bin", LARGE)})
    assert (api.status_code, api.json()["title"]) == (507, "no room")
    assert kept(small_files) == []


def test_a_change_that_needed_the_file_is_not_made(client, small_files):
    noa = cast.member("Noa Peled")
    client.force_login(noa.account)
    product = cast.product()
    release = cast.releases.draft_release(cast.milestone(product, noa), by=noa, at=cast.AT)
    answer = client.post(f"/api/v1/releases/{release.pk}/files", {"file": SimpleUploadedFile("data.bin", LARGE)})
    assert (answer.status_code, release.files.count(), kept(small_files)) == (507, 0, [])


def test_what_a_death_left_half_written_goes_after_a_day(settings):
    folder = Path(settings.FILES_ROOT) / "ab"
    folder.mkdir(parents=True)
    old, new, whole = folder / "ab01.part", folder / "ab02.part", folder / "ab03"
    long_ago = time.time() - 2 * 24 * 3600
    for path in (old, new, whole):
        path.write_bytes(b"some of it")
    for path in (old, whole):
        os.utime(path, (long_ago, long_ago))
    prune_parts.call()
    assert sorted(kept(folder)) == [new, whole]
