"""Pictures of strangers: measured before they are drawn, and what breaks while being read is refused."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from django.core.files.base import File
from django.utils.translation import gettext as _
from PIL import Image

from . import limits
from .errors import Refused

FORMATS = {"PNG": "image/png", "JPEG": "image/jpeg", "GIF": "image/gif", "WEBP": "image/webp"}
# Pillow refuses a canvas of twice this, also one that a later frame makes larger.
Image.MAX_IMAGE_PIXELS = limits.IMAGE_PIXELS


def _too_large() -> Refused:
    return Refused(_("This picture is too large. Make it smaller than 25 megapixels."))


def _measure(image: Image.Image) -> None:
    """Raises Refused when one frame, or all that would be drawn together, have too many pixels.

    Only GIF keeps its frames here. They are counted one by one, so that a small file with a long
    film in it costs no more than the limit.
    """
    frame, drawn = 0, 0
    while True:
        pixels = image.width * image.height
        drawn += pixels
        if pixels > limits.IMAGE_PIXELS or drawn > limits.ANIMATION_PIXELS or frame >= limits.IMAGE_FRAMES:
            raise _too_large()
        if image.format != "GIF":
            return
        frame += 1
        try:
            image.seek(frame)
        except EOFError:
            image.seek(0)
            return


@contextmanager
def opened(source: IO[bytes] | File[bytes]) -> Iterator[Image.Image]:
    """The picture, measured. Raises Refused for what is none or too large, or breaks inside the block."""
    try:
        with Image.open(source, formats=list(FORMATS)) as image:
            _measure(image)
            yield image
    except Refused:
        raise
    except Image.DecompressionBombError as bomb:
        raise _too_large() from bomb
    except Exception as broken:  # a decoder raises anything out of a broken picture: EOFError, struct.error …
        raise Refused(_("This does not open as a picture. Save it again as PNG or JPEG.")) from broken
