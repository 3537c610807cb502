"""Everything somebody has begun to write: going on with it, throwing it away."""

from dataclasses import dataclass
from datetime import datetime
from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from trialogue.core.once import once
from trialogue.core.paging import Mark, read_mark
from trialogue.hub.conversations import actions
from trialogue.hub.conversations.draft_places import Stand, stands_of
from trialogue.hub.conversations.models import Draft
from trialogue.people.gates import sign_in_first
from trialogue.people.middleware import MemberRequest

PAGE = 30


@dataclass(frozen=True)
class Row:
    """`url` is where one goes on, "" where that is no more."""

    key: str
    what: str
    title: str
    url: str
    source: str
    saved_at: datetime


def _row(draft: Draft, stand: Stand) -> Row:
    source, title = (str(draft.fields.get(name, "")) for name in ("source", "title"))
    return Row(draft.key, str(stand.what), stand.title or title, stand.url, source, draft.saved_at)


@sign_in_first
@once
def drafts(request: HttpRequest) -> HttpResponse:
    """One's own, what was written last first."""
    member = cast("MemberRequest", request).member
    if request.method == "POST":
        actions.discard_draft(key=request.POST.get("key", "")[:60], by=member)
        messages.success(request, _("Thrown away."))
        return redirect("drafts")
    before = request.GET.get("before", "")
    found = Draft.objects.filter(person=member).order_by("-saved_at", "-pk")
    if mark := read_mark(before):
        found = found.filter(mark.older("saved_at"))
    rows = list(found[: PAGE + 1])
    shown, last = rows[:PAGE], rows[PAGE - 1] if len(rows) > PAGE else None
    context = {
        "rows": [_row(draft, stand) for draft, stand in zip(shown, stands_of(shown, member), strict=True)],
        "older": f"?before={Mark(last.saved_at, last.pk)}" if last else "",
        "newer": request.path if before else "",
    }
    return render(request, "conversations/drafts.html", context)
