"""`trialogue demo`: loads the demo community into an empty site."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone

from trialogue.core.jobs import run_all
from trialogue.hub.front.demo import epilogue, make
from trialogue.people.persons import Person


class Command(BaseCommand):
    help = "Loads a demo community: invented people, one story from question to release."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--seed", type=int, default=7, help="another seed, other crowds (default 7)")

    def handle(self, *args: Any, **options: Any) -> None:
        if Person.objects.exists():
            raise CommandError("There are people here already. The demo goes into an empty site only.")
        with transaction.atomic():
            stage = make(seed=options["seed"], now=timezone.now(), progress=self._progress)
        run_all(raise_failures=False)
        epilogue(stage)
        self.stdout.write(f"\n{Person.objects.count()} people, one story. Noa Peled manages the place.")

    def _progress(self, done: int, of: int) -> None:
        if sys.stdout.isatty():
            self.stdout.write(f"\r{done} of {of} things happened", ending="")
            self.stdout.flush()
