"""A file of a release was fetched: counted, by day, not by whom."""

from datetime import UTC, datetime

from django.db import transaction
from django.db.models import F

from trialogue.hub.releases.models import DownloadDay, ReleaseFile


@transaction.atomic
def note_download(file: ReleaseFile, *, at: datetime) -> None:
    ReleaseFile.objects.filter(pk=file.pk).update(downloads=F("downloads") + 1)
    today, _made = DownloadDay.objects.get_or_create(file=file, day=at.astimezone(UTC).date())
    DownloadDay.objects.filter(pk=today.pk).update(fetched=F("fetched") + 1)
