"""`trialogue import neutral PATH`: brings a community along that was written down in the neutral format."""

from pathlib import Path
from typing import Any

from django.utils import timezone

from trialogue.hub.front.importing.command import ImportCommand
from trialogue.hub.front.importing.neutral.run import bring
from trialogue.hub.front.importing.neutral.source import JsonLines
from trialogue.hub.front.importing.report import Report
from trialogue.hub.front.progress import Progress


class Command(ImportCommand):
    help = "Bring a community along that is written down as lines of JSON in the neutral format."
    what = "community.jsonl, packed (.gz) or not, or the folder with it and its files"
    usual_source = "neutral"

    def bring(self, path: Path, progress: Progress, options: dict[str, Any]) -> Report:
        return bring(
            JsonLines(path), name=options["source"], kind="neutral", at=timezone.now(), progress=progress,
            dry_run=options["dry_run"],
        )  # fmt: skip
