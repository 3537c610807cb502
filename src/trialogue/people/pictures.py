"""The picture beside a name: cut square and small before it is kept, so that pages stay light."""

import io

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from PIL import ImageOps

from trialogue.core import limits
from trialogue.core.errors import Refused
from trialogue.core.images import opened

SIDE = 416


def portrait(upload: UploadedFile[bytes]) -> ContentFile[bytes]:
    """The middle of the picture as a square; raises Refused for what is no picture, empty or too large."""
    if not upload.size or upload.size > limits.IMAGE_BYTES:
        raise Refused(_("Choose a picture of at most 10 MB."), field="picture")
    try:
        with opened(upload) as image:
            square = ImageOps.fit(ImageOps.exif_transpose(image).convert("RGB"), (SIDE, SIDE))
    except Refused as why:
        raise Refused(why.message, field="picture") from why
    out = io.BytesIO()
    square.save(out, "JPEG", quality=88)
    return ContentFile(out.getvalue(), name="picture.jpg")
