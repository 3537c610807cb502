"""The picture beside a name: cut square and small before it is kept, so that pages stay light."""

import io

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from trialogue.core import limits
from trialogue.core.errors import Refused
from trialogue.core.files import IMAGE_FORMATS

SIDE = 416


def portrait(upload: UploadedFile[bytes]) -> ContentFile[bytes]:
    """The middle of the picture as a square; raises Refused for what is no picture, empty or too large."""
    if not upload.size or upload.size > limits.IMAGE_BYTES:
        raise Refused(_("Choose a picture of at most 10 MB."), field="picture")
    try:
        with Image.open(upload, formats=list(IMAGE_FORMATS)) as image:
            if image.width * image.height > limits.IMAGE_PIXELS:
                raise Refused(_("This picture is too large. Make it smaller than 25 megapixels."), field="picture")
            square = ImageOps.fit(ImageOps.exif_transpose(image).convert("RGB"), (SIDE, SIDE))
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as broken:
        raise Refused(_("This does not open as a picture. Save it again as PNG or JPEG."), field="picture") from broken
    out = io.BytesIO()
    square.save(out, "JPEG", quality=88)
    return ContentFile(out.getvalue(), name="picture.jpg")
