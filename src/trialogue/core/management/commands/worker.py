"""`trialogue worker`: do the jobs and keep the clock until told to stop."""

from django.core.management.base import BaseCommand

from trialogue.core.jobs.loop import WorkerLoop


class Command(BaseCommand):
    """Run one worker."""

    help = "Do the jobs and keep the clock until told to stop."

    def handle(self, *args: object, **options: object) -> None:
        """Run until SIGTERM or SIGINT."""
        WorkerLoop().run()
