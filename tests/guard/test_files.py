"""Files are looked into as they come in; what is found in them is asked about when they are posted."""

import io
import re

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import ExifTags, Image, PngImagePlugin
from tests import cast
from tests.conversations.rooms import room, sends, text_of
from tests.guard.samples import BIRTH, SSN, TOKEN

from trialogue.core.errors import HasSecret, NeedsLook
from trialogue.core.files import StoredFile, store
from trialogue.core.guard.files import text_of as read_as_text
from trialogue.core.guard.files import traces_in
from trialogue.hub.conversations.models import Post

pytestmark = pytest.mark.django_db


def kinds(data):
    return [trace.kind for trace in traces_in(data)]


def kept(data, name, **more):
    return store(ContentFile(data), name=name, uploader_id=7, at=cast.AT, **more)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "latin-1"])
def test_text_is_text_by_its_content(encoding):
    assert kinds(f"é\nSSN {SSN}".encode(encoding)) == ["us_ssn"]


def test_what_is_no_text_is_not_read():
    assert read_as_text(b"\x00\x01" + SSN.encode()) is None


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"site,dob\n4,1954\n", ["patient_table"]),
        (b"site;Patient Name;visit\n4;A B;1\n", ["patient_table"]),
        (b"\xef\xbb\xbfMRN\tvisit\n0048\t1\n", ["patient_table"]),
        (b"site,dob\n", []),
        (b"dob\n1954\n", []),
        (b"form,field,label\nvitals,dob,x\n", []),
    ],
)
def test_tables_are_known_by_their_headings(data, found):
    assert kinds(data) == found


def test_dicom_is_known_by_its_magic():
    assert kinds(bytes(128) + b"DICM" + bytes(40)) == ["dicom"]


def test_a_secret_in_a_file_is_refused_and_nothing_kept(settings):
    with pytest.raises(HasSecret, match=r"in the file “run\.log”, line 2"):
        kept(f"start\n{TOKEN}".encode(), "run.log")
    assert StoredFile.objects.count() == 0
    assert not [path for path in settings.FILES_ROOT.rglob("*") if path.is_file()]


def test_what_is_published_at_once_is_asked_about_at_once():
    with pytest.raises(NeedsLook):
        kept(b"site,dob\n4,1954\n", "a.csv", reviewed=False)
    assert kept(b"site,dob\n4,1954\n", "a.csv", reviewed=True).noticed == [("patient_table", 1)]


def test_a_large_file_is_kept_whole():
    data = b"0123456789abcdef" * 65536
    assert kept(data, "big.bin").path.read_bytes() == data


def picture(kind, **more):
    out = io.BytesIO()
    Image.new("RGB", (8, 8)).save(out, kind, **more)
    return out.getvalue()


def with_exif():
    exif = Image.Exif()
    exif[ExifTags.Base.Artist] = "Jane Doe"
    exif[ExifTags.Base.ImageDescription] = f"Patient SSN {SSN}"
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitudeRef] = "N"
    return picture("JPEG", exif=exif)


def with_words(words):
    told = PngImagePlugin.PngInfo()
    told.add_text("Author", "Jane Doe")
    told.add_itxt("Comment", words)
    return picture("PNG", pnginfo=told)


def test_a_pictures_metadata_is_noticed_before_it_is_left_out():
    stored = kept(with_exif(), "a.jpg")
    assert list(stored.left_out) == ["position", "author", "comment"]
    assert stored.noticed == [("us_ssn", 0)]
    assert SSN.encode() not in stored.path.read_bytes()


def test_words_in_a_png():
    stored = kept(with_words(f"use {TOKEN}"), "a.png")
    assert (list(stored.left_out), stored.noticed) == (["author", "comment"], [("code_host_token", 0)])
    assert TOKEN.encode() not in stored.path.read_bytes()


def test_a_picture_with_nothing_to_say():
    assert (list(kept(picture("PNG"), "a.png").left_out), kept(picture("GIF"), "a.gif").noticed) == ([], [])


def test_broken_metadata_breaks_nothing():
    assert kept(picture("JPEG", exif=b"Exif\x00\x00II*\x00\xff\xff\xff\xff"), "a.jpg").noticed == []


def test_the_writer_is_told_at_once_and_asked_when_it_is_posted(client):
    here = room()
    client.force_login(here.asker.account)
    table = SimpleUploadedFile("people.csv", b"site,dob\n4,1954-03-12\n")
    told = client.post(reverse("file-upload"), {"file": table}).json()
    assert told["said"] == "“people.csv” may identify a patient: you are asked again before it is posted."
    door = reverse("reply", args=[here.talk.pk])
    asked = sends(client, here.asker, door, source=told["markdown"])
    assert "<b>A table about patients</b> in the file “people.csv”, line 1" in text_of(asked)
    marks = re.search(r'name="reviewed" value="([0-9a-f ]+)"', text_of(asked))[1]
    assert sends(client, here.asker, door, source=told["markdown"], reviewed=marks).status_code == 302
    assert Post.objects.get(number=3).attachments.count() == 1


def test_without_javascript_the_file_stands_in_the_form_that_asks(client):
    here = room()
    door = reverse("reply", args=[here.talk.pk])
    upload = SimpleUploadedFile("a.jpg", with_exif())
    asked = sends(client, here.asker, door, source="Look", file=upload)
    page = text_of(asked)
    assert "The picture carried where it was taken, an author, a comment; that is left out." in page
    assert "<b>A US Social Security number</b> in the file “a.jpg”" in page
    assert "![a.jpg](/files/" in page


def test_the_api_says_what_it_found(client):
    wanjiru = cast.member()
    client.force_login(wanjiru.account)
    told = client.post("/api/v1/files", {"file": SimpleUploadedFile("n.txt", BIRTH.encode())}).json()
    assert (told["noticed"], told["left_out"]) == (["birth_date"], [])
    refused = client.post("/api/v1/files", {"file": SimpleUploadedFile("n.txt", TOKEN.encode())})
    assert (refused.status_code, refused.json()["noticed"][0]["kind"]) == (422, "code_host_token")
