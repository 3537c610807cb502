"""`trialogue import mbox PATH`: brings a mailing list's archive along."""

import tempfile
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django.utils import timezone

from trialogue.hub.front.importing.command import ImportCommand
from trialogue.hub.front.importing.mbox.letters import TooMuch, opened
from trialogue.hub.front.importing.mbox.source import Archive
from trialogue.hub.front.importing.neutral.run import bring
from trialogue.hub.front.importing.report import Report
from trialogue.hub.front.progress import Progress


class Command(ImportCommand):
    help = "Bring the archive of a mailing list along (an mbox file, packed or not, or a folder of them)."
    what = "the mbox file (.gz too), or a folder of them"
    usual_source = "list"

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--category", default="Mailing list", help="the name of the category it goes to")

    def bring(self, path: Path, progress: Progress, options: dict[str, Any]) -> Report:
        try:
            with opened(path) as letters, tempfile.TemporaryDirectory() as files:
                archive = Archive(letters, Path(files), path.name, options["category"].strip()[:60] or "Mailing list")
                report = bring(
                    archive, name=options["source"], kind="mbox", at=timezone.now(), progress=progress,
                    dry_run=options["dry_run"],
                )  # fmt: skip
        except TooMuch as too_much:
            raise CommandError("A packed archive unpacks to more than 8 GB; unpack it by hand first.") from too_much
        report.lost["letters that asked to be kept out of archives"] = archive.kept_out
        report.lost["letters that are here twice"] = archive.again
        return report
