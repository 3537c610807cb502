"""What the clock asks for: ending polls, reminders, purging what was taken away, and files nobody has any more."""

from django.utils import timezone

from trialogue.core.erasing import empty_log
from trialogue.core.files import StoredFile, destroy
from trialogue.core.jobs import every

from .actions.polling import close_due_polls
from .actions.reporting_direct import forget_reports
from .purging import purge
from .reminding import remind

BATCH = 500


@every(hours=1)
def destroy_let_go() -> None:
    """Ends what a process that died between letting files go and destroying them left undone."""
    left = StoredFile.objects.filter(audience=None, uploader_id=None).order_by("pk")
    while ids := list(left.values_list("pk", flat=True)[:BATCH]):
        destroy(ids)


@every(minutes=5)
def end_polls() -> None:
    """Those whose day has come."""
    close_due_polls(at=timezone.now())


@every(hours=1)
def purge_removed() -> None:
    """What was taken away 30 days ago goes for good."""
    if purge(at=timezone.now()):
        empty_log()


@every(minutes=5)
def remind_of_bookmarks() -> None:
    remind(at=timezone.now())


@every(hours=1)
def forget_what_was_reported() -> None:
    """Copies of direct posts go 30 days after the moderators decided."""
    while forget_reports(at=timezone.now()):
        empty_log()
