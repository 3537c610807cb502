"""Files under names of ours, typed by content, images re-encoded, served from the right of what they hang on."""

import hashlib
import io
import uuid
from datetime import datetime
from pathlib import Path, PurePath
from typing import IO, ClassVar

from django.conf import settings
from django.core.files.base import File
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from . import limits
from .audiences import Audience, Viewer, audience_ids
from .errors import Refused

IMAGE_FORMATS = {"PNG": "image/png", "JPEG": "image/jpeg", "GIF": "image/gif", "WEBP": "image/webp"}
MAX_FRAMES = 200


class StoredFileQuerySet(models.QuerySet["StoredFile"]):
    def visible_to(self, member: Viewer | None) -> "StoredFileQuerySet":
        """What hangs on something visible; what hangs on nothing yet only its uploader sees."""
        seen = Q(audience_id__in=audience_ids(member))
        return self.filter(seen | Q(audience=None, uploader_id=member.pk) if member else seen)


class StoredFile(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=200)
    content_type = models.CharField(max_length=80)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)
    uploader_id = models.BigIntegerField(null=True)
    audience = models.ForeignKey(Audience, null=True, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()

    objects = StoredFileQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["uploader_id"])]

    def __str__(self) -> str:
        return self.name

    @property
    def path(self) -> Path:
        name = self.id.hex
        return Path(settings.FILES_ROOT) / name[:2] / name

    @property
    def is_image(self) -> bool:
        return self.content_type in IMAGE_FORMATS.values()

    def get_absolute_url(self) -> str:
        return reverse("file", args=[self.id, self.name])


def clean_name(name: str) -> str:
    """The last part of the path, without control characters; never empty."""
    last = PurePath(name.replace("\\", "/")).name
    return "".join(c for c in last if c.isprintable() and c not in '/"<>|:*?')[-150:].lstrip(".") or "file"


def _reencoded(data: bytes) -> tuple[bytes, str, int, int]:
    """The picture drawn anew: what was hidden behind or in it (EXIF, trailing bytes) is gone.

    Raises Refused for what is no picture, too large, or breaks while being read.
    """
    try:
        with Image.open(io.BytesIO(data), formats=list(IMAGE_FORMATS)) as image:
            width, height = image.size
            if width * height > limits.IMAGE_PIXELS or getattr(image, "n_frames", 1) > MAX_FRAMES:
                raise Refused(_("This picture is too large. Make it smaller than 25 megapixels."))
            kind = str(image.format)
            out = io.BytesIO()
            if kind == "GIF":
                image.save(out, "GIF", save_all=True)
            else:
                ImageOps.exif_transpose(image).save(out, kind)
            return out.getvalue(), IMAGE_FORMATS[kind], width, height
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as broken:
        raise Refused(_("This does not open as a picture. Save it again as PNG or JPEG.")) from broken


def _write(stored: StoredFile, chunks: IO[bytes] | File[bytes]) -> None:
    """Writes to a name beside the final one, syncs, renames: a file is there whole or not at all."""
    stored.path.parent.mkdir(parents=True, exist_ok=True)
    part = stored.path.with_suffix(".part")
    digest, size = hashlib.sha256(), 0
    try:
        with part.open("wb") as out:
            while chunk := chunks.read(1 << 20):
                digest.update(chunk)
                size += len(chunk)
                out.write(chunk)
        part.rename(stored.path)
    except OSError:
        part.unlink(missing_ok=True)
        raise
    stored.sha256, stored.size = digest.hexdigest(), size


def looks_like_image(name: str) -> bool:
    return name.lower().endswith((".png", ".jpg", ".jpeg", ".gif", ".webp"))


def store(
    upload: File[bytes],
    *,
    name: str,
    uploader_id: int | None,
    at: datetime,
    audience_id: int | None = None,
    limit: int = limits.FILE_BYTES,
) -> StoredFile:
    """Keeps a file. A picture is re-encoded; anything else is kept as it is and only ever downloaded.

    Raises Refused when it is empty, too large (`limit` in bytes), or calls itself a picture and is none.
    """
    stored = StoredFile(name=clean_name(name), uploader_id=uploader_id, audience_id=audience_id, uploaded_at=at)
    size = upload.size or 0
    if not size:
        raise Refused(_("This file is empty."))
    image = looks_like_image(stored.name)
    if size > (limits.IMAGE_BYTES if image else limit):
        raise Refused(_("This file is too large."))
    source: IO[bytes] | File[bytes] = upload
    stored.content_type = "application/octet-stream"
    if image:
        data, stored.content_type, stored.width, stored.height = _reencoded(upload.read())
        source = io.BytesIO(data)
    _write(stored, source)
    stored.save()
    return stored


def open_to(file_ids: set[uuid.UUID], audience_id: int, *, uploader_id: int) -> None:
    """Files a member uploaded while writing get the audience of what they were posted with."""
    StoredFile.objects.filter(id__in=file_ids, uploader_id=uploader_id, audience=None).update(audience_id=audience_id)
