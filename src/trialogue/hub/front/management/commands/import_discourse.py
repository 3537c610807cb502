"""`trialogue import discourse PATH`: brings the topic archive of a Discourse forum along."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.utils import timezone

from trialogue.hub.front.importing.command import ImportCommand
from trialogue.hub.front.importing.discourse.run import bring
from trialogue.hub.front.importing.report import Report
from trialogue.hub.front.importing.shelves import names_in
from trialogue.hub.front.progress import Progress


class Command(ImportCommand):
    help = "Bring the topic archive of a Discourse forum along (a folder or a tar.gz of topic JSON files)."
    what = "the folder or the .tar.gz"
    usual_source = "forum"

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument(
            "--host", default="", help="where the forum was, as forum.example.org (found in the archive)"
        )
        parser.add_argument("--categories", type=Path, help='a JSON file of names: {"10": {"name": "Support"}}')

    def bring(self, path: Path, progress: Progress, options: dict[str, Any]) -> Report:
        names = names_in(options["categories"]) if options["categories"] else {}
        return bring(
            path, source=options["source"], at=timezone.now(), progress=progress, host=options["host"], names=names,
            dry_run=options["dry_run"],
        )  # fmt: skip
