"""Pictures that are made to do harm, or broke on the way: refused in words, at little cost."""

import io
import struct
import time
from itertools import accumulate

import pytest
from django.core.files.base import ContentFile
from PIL import Image
from tests.cast import AT

from trialogue.core.errors import Refused
from trialogue.core.files import StoredFile, store

pytestmark = pytest.mark.django_db
TOO_LARGE = "This picture is too large. Make it smaller than 25 megapixels."
BROKEN = "This does not open as a picture. Save it again as PNG or JPEG."


def frame(width=1, height=1):
    return b"," + struct.pack("<HHHH", 0, 0, width, height) + b"\0\x02\x02\x44\x01\0"


def film(width, height, *frames):
    """A GIF of these frames; each frame costs fifteen bytes, whatever it draws on."""
    return b"GIF89a" + struct.pack("<HH", width, height) + b"\x80\0\0\0\0\0\xff\xff\xff" + b"".join(frames) + b";"


def kept(data, name="film.gif"):
    return store(ContentFile(data), name=name, uploader_id=1, at=AT)


def refusal(data, name="film.gif"):
    with pytest.raises(Refused) as refused:
        kept(data, name)
    assert not StoredFile.objects.exists()
    return refused.value.message


@pytest.mark.parametrize(
    "bomb",
    [
        film(5000, 4900, *[frame()] * 199),
        film(1, 1, *[frame()] * 600_000),
        film(10, 10, frame(), frame(9000, 9000), frame()),
        film(10, 10, frame(), frame(7000, 5000)),
        film(60000, 60000, frame()),
    ],
    ids=["large and long", "endless", "grows", "grows a little", "huge"],
)
def test_a_small_file_with_a_large_film_in_it_costs_little(bomb):
    begun = time.process_time()
    assert refusal(bomb) == TOO_LARGE
    assert time.process_time() - begun < 2


def test_an_ordinary_film_is_kept_whole():
    stored = kept(film(400, 300, *[frame()] * 60))
    with Image.open(stored.path) as image:
        assert (image.format, image.size, stored.content_type) == ("GIF", (400, 300), "image/gif")


def drawn(kind, frames=1):
    out = io.BytesIO()
    pictures = [Image.effect_noise((40, 30), 20 + n).convert("RGB") for n in range(frames)]
    pictures[0].save(out, kind, **({"save_all": True, "append_images": pictures[1:]} if frames > 1 else {}))
    return out.getvalue()


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP"])
def test_wherever_it_breaks_off_it_is_refused_or_kept(kind):
    """No cut and no flipped byte may end in anything but an answer."""
    whole = drawn(kind, frames=3 if kind in ("GIF", "WEBP") else 1)
    steps = list(accumulate([len(whole) // 40] * 39, initial=4))
    broken = [whole[:cut] for cut in steps] + [whole[:at] + b"\xff\x00\xff" + whole[at + 3 :] for at in steps]
    for data in broken:
        try:
            kept(data, f"picture.{kind.lower().replace('jpeg', 'jpg')}")
        except Refused as refused:
            assert refused.message in (BROKEN, TOO_LARGE)  # noqa: PT017 - most are refused, some are kept


def test_a_film_that_breaks_off_inside_a_frame_is_refused():
    assert refusal(film(4, 4, frame(), b"," + struct.pack("<HH", 0, 0))) == BROKEN
    assert refusal(b"GIF89a" + struct.pack("<HH", 4, 4)) == BROKEN
