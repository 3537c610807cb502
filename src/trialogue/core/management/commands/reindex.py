"""`trialogue manage reindex`: make the documents of search that are missing, or all of them anew."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from trialogue.core.search.indexing import begin_anew, catch_up
from trialogue.core.search.models import SearchDocument


class Command(BaseCommand):
    """Runs in short steps: it may be interrupted, and goes on where it was when it is called again."""

    help = "Make the documents of search that are missing; with --anew all of them, while the old ones are found."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--anew", action="store_true", help="make every document anew")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["anew"]:
            begin_anew()
        while not catch_up(seconds=5):
            self.stdout.write(f"{SearchDocument.objects.count()} documents")
        self.stdout.write(f"Done: {SearchDocument.objects.count()} documents.")
