"""What the commands `trialogue import …` share: where from, a dry run, a report, an exit code."""

import json
import re
import sys
import time
from abc import ABC, abstractmethod
from argparse import ArgumentParser
from pathlib import Path
from typing import Any, ClassVar

from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError

from trialogue.core.errors import Refused
from trialogue.hub.front.progress import Progress

from .report import Report

SOURCE = re.compile(r"[a-z0-9-]{1,10}\Z")


class ImportCommand(BaseCommand, ABC):
    """A command says where its archive lies (`what`) and how it is brought."""

    what: ClassVar[str]
    usual_source: ClassVar[str]

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", type=Path, help=self.what)
        parser.add_argument("--dry-run", action="store_true", help="read and tell what would come, write nothing")
        parser.add_argument(
            "--source", default=self.usual_source, help=f"a short name for where it comes from ({self.usual_source})"
        )
        parser.add_argument("--report", type=Path, help="write the report there as JSON, too")

    @abstractmethod
    def bring(self, path: Path, progress: Progress, options: dict[str, Any]) -> Report:
        """Brings it and tells what came; raises Refused, OSError, OperationalError."""

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["path"]
        if not path.exists():
            raise CommandError(f"There is nothing at {path}.")
        if not SOURCE.match(options["source"]):
            raise CommandError("The source is a name of at most 10 small letters, figures and dashes.")
        try:
            if options["report"]:
                options["report"].touch()
            report = self.bring(path, Progress(sys.stderr, time.monotonic), options)
        except Refused as refused:
            raise CommandError(refused.message) from refused
        except OSError as unwritable:
            raise CommandError(f"It cannot be read or written: {unwritable}.") from unwritable
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
