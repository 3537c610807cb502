"""The job behind clearing away, and behind bringing back: steps of at most 500 rows, each a transaction, safe to be killed."""

import secrets
import time
from collections.abc import Callable

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from trialogue.core import edge
from trialogue.core.erasing import KEPT, empty_log
from trialogue.core.files import StoredFile, destroy, let_go
from trialogue.core.jobs import every, job
from trialogue.people.notices.models import Letter, Notice
from trialogue.people.notices.recounting import recount, send_after_all
from trialogue.people.persons import PROFILE_FIELDS, Identity, Person

from .models import Clearing
from .sweeps import every_sweep

SECONDS = 240.0
BATCH = 500


def _step(clearing_id: int, move: Callable[[Clearing], int], *, undone: bool) -> int:
    """One step, unless the clearing was turned round meanwhile."""
    with transaction.atomic():
        clearing = Clearing.objects.select_for_update().get(pk=clearing_id)
        if (clearing.undone_at is not None) is not undone or clearing.finished_at is not None:
            return 0
        moved = move(clearing)
        Clearing.objects.filter(pk=clearing_id).update(done=F("done") + moved)
        edge.touch(None)
    return moved


def _all(clearing_id: int, moves: list[Callable[[Clearing], int]], *, undone: bool) -> bool:
    """Every kind to its end; False when the time for one job is over before."""
    until = time.monotonic() + SECONDS
    for move in moves:
        while _step(clearing_id, move, undone=undone):
            if time.monotonic() > until:
                return False
    return True


@job()
def clear_away(clearing_id: int) -> None:
    """Takes everything away; what was told of them is counted no more."""
    if not _all(clearing_id, [sweep.take for sweep in every_sweep()], undone=False):
        clear_away.enqueue(clearing_id)
        return
    _finish(clearing_id, undone=False)


@job()
def bring_all_back(clearing_id: int) -> None:
    """In the order turned round; letters that waited go out."""
    if not _all(clearing_id, [sweep.give_back for sweep in reversed(every_sweep())], undone=True):
        bring_all_back.enqueue(clearing_id)
        return
    _finish(clearing_id, undone=True)


def _finish(clearing_id: int, *, undone: bool) -> None:
    clearing = Clearing.objects.get(pk=clearing_id)
    if (clearing.undone_at is not None) is not undone:
        return
    about = Q(event__actor_id=clearing.person_id)
    recount(about)
    if undone:
        send_after_all(about)
    Clearing.objects.filter(pk=clearing_id).update(finished_at=timezone.now())


def _delete_told(clearing: Clearing) -> None:
    """Notices and letters about what they did."""
    for rows in (Letter.objects.all(), Notice.objects.all()):
        about = rows.filter(event__actor_id=clearing.person_id).values_list("pk", flat=True)
        while ids := list(about[:BATCH]):
            rows.filter(pk__in=ids).delete()


def _destroy(clearing: Clearing) -> bool:
    """What was kept aside, the profile, the files, what others were told. The account stays, so that it stays out."""
    person_id = clearing.person_id
    _delete_told(clearing)
    clearing.swept.all().delete()
    Identity.objects.filter(person=person_id).delete()
    blank = {name: [] if isinstance(getattr(Person(), name), list) else "" for name in PROFILE_FIELDS}
    gone = f"removed-{secrets.token_hex(8)}"
    Person.objects.filter(pk=person_id).update(
        **blank, name=gone, handle=gone, says="", about_html="", picture=None, shown={}
    )
    while ids := list(StoredFile.objects.filter(uploader_id=person_id).values_list("pk", flat=True)[:BATCH]):
        destroy(let_go(StoredFile.objects.filter(pk__in=ids)))
    return True


@every(hours=1)
def purge_cleared() -> None:
    """What was cleared away 30 days ago and not brought back goes for good."""
    now = timezone.now()
    due = Clearing.objects.open().filter(purged_at=None, at__lte=now - KEPT, finished_at__isnull=False)
    done = [clearing.pk for clearing in due.order_by("pk")[:BATCH] if _destroy(clearing)]
    Clearing.objects.filter(pk__in=done).update(purged_at=now)
    if done:
        edge.touch(None)
        empty_log()
