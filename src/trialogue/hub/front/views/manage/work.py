"""Work behind the pages that failed for good, and trying it again."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from trialogue.core.errors import Refused
from trialogue.core.jobs.failed import failed, failure_of
from trialogue.core.once import once
from trialogue.hub.front.actions import retry_job
from trialogue.people.gates import needs
from trialogue.people.middleware import MemberRequest

from .rooms import done, room

MOST = 50


@needs("job.retry")
def work(request: MemberRequest) -> HttpResponse:
    rows = [failure_of(row) for row in failed()[: MOST + 1]]
    return room(request, "work.html", {"rows": rows[:MOST], "more": len(rows) > MOST, "most": MOST}, here="manage-work")


@require_POST
@needs("job.retry")
@once
def work_again(request: MemberRequest, pk: UUID) -> HttpResponse:
    row = get_object_or_404(failed(), pk=pk)
    try:
        retry_job(row, by=request.member, at=timezone.now())
    except Refused as refused:
        messages.error(request, refused.message)
        return redirect("manage-work")
    return done(request, _("It is tried again. If it fails once more, it comes back here."), "manage-work")
