"""Files under names of ours, typed by content, images re-encoded, served from the right of what they hang on."""

import errno
import hashlib
import io
import os
import uuid
from collections.abc import Callable, Collection
from datetime import datetime
from pathlib import Path, PurePath
from typing import IO, ClassVar

import structlog
from django.conf import settings
from django.core.files.base import File
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from PIL import ImageOps

from . import guarding, images, limits
from .audiences import Audience, Viewer, seen_by
from .errors import NoRoom, Refused
from .guard.files import READ, Trace, metadata_of, traces_in, traces_of_metadata

FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
log = structlog.get_logger(__name__)

# True of a file that hangs on something this member is not to see any more.
Rule = Callable[[Viewer | None], Q]

_rules: list[Rule] = []


def withholds(rule: Rule) -> Rule:
    """Marks a function as another app's word on which files are not there for a member."""
    _rules.append(rule)
    return rule


class StoredFileQuerySet(models.QuerySet["StoredFile"]):
    def visible_to(self, member: Viewer | None) -> "StoredFileQuerySet":
        """What hangs on something visible; what hangs on nothing yet only its uploader sees."""
        seen = seen_by(member)
        found = self.filter(seen | Q(audience=None, uploader_id=member.pk) if member else seen)
        for rule in _rules:
            found = found.filter(~rule(member))
        return found


class StoredFile(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=200)
    content_type = models.CharField(max_length=80)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)
    noticed = models.JSONField(
        default=list
    )  # [kind, line] of what may identify a patient; asked about when it is posted
    uploader_id = models.BigIntegerField(null=True)
    audience = models.ForeignKey(Audience, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
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
        return self.content_type in images.FORMATS.values()

    left_out: Collection[str] = ()  # of a picture that was just taken in: what its metadata held

    def get_absolute_url(self) -> str:
        return reverse("file", args=[self.id, self.name])


def clean_name(name: str) -> str:
    """The last part of the path, without control characters; never empty."""
    last = PurePath(name.replace("\\", "/")).name
    return "".join(c for c in last if c.isprintable() and c not in '/"<>|:*?')[-150:].lstrip(".") or "file"


def _reencoded(stored: StoredFile, data: bytes) -> tuple[bytes, list[Trace]]:
    """The picture drawn anew: what was hidden behind or in it (EXIF, trailing bytes) is gone. And what that told of people.

    Raises Refused for what is no picture, too large, or breaks while being read.
    """
    out = io.BytesIO()
    with images.opened(io.BytesIO(data)) as image:
        (stored.width, stored.height), kind = image.size, str(image.format)
        if kind == "GIF":
            image.save(out, "GIF", save_all=True)
        else:
            ImageOps.exif_transpose(image).save(out, kind)
        metadata = metadata_of(image)
    stored.content_type, stored.left_out = images.FORMATS[kind], list(metadata)
    return out.getvalue(), list(traces_of_metadata(metadata))


def _write(stored: StoredFile, chunks: IO[bytes] | File[bytes]) -> None:
    """Writes to a name beside the final one, syncs, renames: a file is there whole or not at all."""
    part = stored.path.with_suffix(".part")
    digest, size = hashlib.sha256(), 0
    try:
        stored.path.parent.mkdir(parents=True, exist_ok=True)
        with part.open("wb") as out:
            while chunk := chunks.read(1 << 20):
                digest.update(chunk)
                size += len(chunk)
                out.write(chunk)
            out.flush()
            os.fsync(out.fileno())
        part.rename(stored.path)
    except OSError as wrong:
        part.unlink(missing_ok=True)
        if wrong.errno not in FULL:
            raise
        log.exception("no room for files", place=str(settings.FILES_ROOT), size=size)
        raise NoRoom(
            _("There is no room left for files here. Nothing was kept; tell the people who run this place.")
        ) from wrong
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
    reviewed: guarding.Review | None = None,
) -> StoredFile:
    """Keeps a file. A picture is re-encoded; anything else is kept as it is and only ever downloaded.

    Raises Refused when it is empty, too large (`limit` in bytes), or calls itself a picture and is none; HasSecret; NoRoom
    when the disk is full. What may identify a patient is kept in `noticed` and asked about when the file is posted; who
    publishes it at once says by `reviewed` whether the uploader looked, else NeedsLook.
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
        data, traces = _reencoded(stored, upload.read())
        source = io.BytesIO(data)
    else:
        traces = list(traces_in(upload.read(READ)))
        upload.seek(0)
    stored.noticed = guarding.look_over_file(traces, name=stored.name, by_id=uploader_id, at=at, reviewed=reviewed)
    _write(stored, source)
    stored.save()
    return stored


def open_to(file_ids: set[uuid.UUID], audience_id: int, *, uploader_id: int) -> None:
    """Files a member uploaded while writing get the audience of what they were posted with."""
    StoredFile.objects.filter(id__in=file_ids, uploader_id=uploader_id, audience=None).update(audience_id=audience_id)


def let_go(files: models.QuerySet[StoredFile]) -> list[uuid.UUID]:
    """Takes these files from everybody, name and all; returns what `destroy` has to finish.

    A file without audience and uploader is nobody's: should the process end here, `destroy_let_go` goes on.
    """
    ids = list(files.values_list("pk", flat=True))
    StoredFile.objects.filter(pk__in=ids).update(audience=None, uploader_id=None, name="file", sha256="")
    return ids


def destroy(ids: Collection[uuid.UUID]) -> None:
    """Removes let-go files from the disk, then their rows; doing it again does nothing."""
    for stored in StoredFile.objects.filter(pk__in=ids, audience=None, uploader_id=None):
        stored.path.unlink(missing_ok=True)
        stored.delete()
