"""`trialogue import discourse PATH`: brings the topic archive of a Discourse forum along."""

import json
import re
import sys
import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError
from django.utils import timezone

from trialogue.core.errors import Refused
from trialogue.hub.front.importing.discourse.run import bring
from trialogue.hub.front.importing.report import Report
from trialogue.hub.front.importing.shelves import names_in
from trialogue.hub.front.progress import Progress

SOURCE = re.compile(r"[a-z0-9-]{1,10}\Z")


class Command(BaseCommand):
    help = "Bring the topic archive of a Discourse forum along (a folder or a tar.gz of topic JSON files)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", type=Path, help="the folder or the .tar.gz")
        parser.add_argument("--dry-run", action="store_true", help="read and tell what would come, write nothing")
        parser.add_argument("--source", default="forum", help="a short name for where it comes from (forum)")
        parser.add_argument(
            "--host", default="", help="where the forum was, as forum.example.org (found in the archive)"
        )
        parser.add_argument("--categories", type=Path, help='a JSON file of names: {"10": {"name": "Support"}}')
        parser.add_argument("--report", type=Path, help="write the report there as JSON, too")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["path"]
        if not path.exists():
            raise CommandError(f"There is nothing at {path}.")
        if not SOURCE.match(options["source"]):
            raise CommandError("The source is a name of at most 10 small letters, figures and dashes.")
        try:
            names = names_in(options["categories"]) if options["categories"] else {}
            if options["report"]:
                options["report"].touch()
            report = bring(
                path, source=options["source"], at=timezone.now(), progress=Progress(sys.stderr, time.monotonic),
                host=options["host"], names=names, dry_run=options["dry_run"],
            )  # fmt: skip
        except Refused as refused:
            raise CommandError(refused.message) from refused
        except OSError as unwritable:
            raise CommandError(f"The report cannot be written: {unwritable}.") from unwritable
        except OperationalError as stopped:
            raise CommandError(
                f"The database gave up ({stopped}). What came is kept: run the same command again."
            ) from stopped
        self._tell(report, options["report"])

    def _tell(self, report: Report, file: Path | None) -> None:
        for line in report.lines():
            self.stdout.write(line)
        if file:
            file.write_text(json.dumps(report.as_json(), indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
        if report.interrupted:
            sys.exit(130)
        if not report.is_whole:
            sys.exit(1)
