"""`trialogue demo`: loads the demo community into an empty site."""

import argparse
import sys
import time
from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import OperationalError, connection, transaction
from django.utils import timezone

from trialogue.core.jobs import run_all
from trialogue.hub.front.demo import epilogue, make
from trialogue.hub.front.demo.large import Size, add_mass
from trialogue.hub.front.demo.large.database import analyse, hasty
from trialogue.hub.front.demo.stage import Stage
from trialogue.hub.front.progress import Progress
from trialogue.people.persons import Person

READER = "Wanjiru Kamau"


class Command(BaseCommand):
    help = "Loads a demo community: invented people, one story from question to release."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--seed", type=int, default=7, help="another seed, other crowds (default 7)")
        parser.add_argument(
            "--size", choices=("small", "large"), default="small",
            help="large: beside the story 50,000 people with a million posts; takes minutes",
        )  # fmt: skip
        parser.add_argument("--scale", type=float, default=1.0, help=argparse.SUPPRESS)

    def handle(self, *args: Any, **options: Any) -> None:
        if Person.objects.exists():
            raise CommandError("There are people here already. The demo goes into an empty site only.")
        begun, now, seed = time.monotonic(), timezone.now(), options["seed"]
        self.progress = Progress(sys.stderr, time.monotonic)
        if options["size"] == "large":
            stage = self._large(Size().scaled(options["scale"]), seed=seed, now=now)
        else:
            with transaction.atomic():
                stage = make(seed=seed, now=now, progress=self._story)
        run_all(raise_failures=False)
        epilogue(stage)
        self.progress.end()
        if options["size"] == "large":
            self._say("Telling the database what is there")
            analyse(connection)
        people, seconds = Person.objects.count(), round(time.monotonic() - begun)
        self.stdout.write(f"{people:,} people, one story, {seconds} seconds. Noa Peled manages the place.")

    def _large(self, size: Size, *, seed: int, now: datetime) -> Stage:
        """All of it in one transaction: what is interrupted leaves nothing behind."""

        def mass(stage: Stage) -> None:
            add_mass(size, seed=seed, now=now, reader=stage.people[READER], say=self.progress.say)

        try:
            with hasty(connection), transaction.atomic():
                return make(seed=seed, now=now, progress=self._story, before=mass)
        except KeyboardInterrupt:
            self.progress.end()
            self.stderr.write("Interrupted: nothing of it is kept. Run the same command again when you like.")
            raise
        except OperationalError as busy:
            raise CommandError(
                f"The database gave up ({busy}). Nothing is kept. Stop the site and whoever else has it open, then run "
                "the same command again."
            ) from busy

    def _story(self, done: int, of: int) -> None:
        self.progress.say("Things that happened", done, of)

    def _say(self, what: str) -> None:
        self.stderr.write(f"{what} …")
