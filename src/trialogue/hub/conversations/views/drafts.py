"""What the text field asks for while somebody writes: a preview, and to keep the draft."""

import re
from typing import cast

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone, translation
from django.views.decorators.http import require_POST

from trialogue.core import limits
from trialogue.core.errors import Conflict, NoRoom, Refused, TooMany
from trialogue.hub.conversations import actions
from trialogue.hub.conversations.actions.drafting import FIELDS
from trialogue.hub.conversations.reading import number_asked
from trialogue.hub.conversations.writing import draft_of, keep_file, markdown_for, previewed, said_of
from trialogue.people.gates import sign_in_first
from trialogue.people.middleware import MemberRequest
from trialogue.people.persons import Person

KEY = re.compile(r"[a-z]{1,20}(:[0-9]{1,18})?\Z")


def _in_their_language(member: Person) -> translation.override:
    """These addresses carry no language; the member does."""
    return translation.override(member.language or settings.LANGUAGE_CODE)


STATUS: dict[type[Refused], int] = {Conflict: 409, TooMany: 429, NoRoom: 507}


def _said(said: Refused) -> JsonResponse:
    return JsonResponse({"detail": said.message}, status=STATUS.get(type(said), 400))


@sign_in_first
@require_POST
def preview(request: HttpRequest) -> HttpResponse:
    member = cast("MemberRequest", request).member
    with _in_their_language(member):
        try:
            limits.spend("preview", member.pk)
            return JsonResponse({"html": previewed(request.POST.get("source", ""), member)})
        except Refused as said:
            return _said(said)


def _keep(key: str, fields: dict[str, str], member: Person, seen: int | None) -> JsonResponse:
    """Keeps what stands in the form; an emptied form keeps nothing."""
    if not fields.get("source", "").strip() and not fields.get("title", "").strip():
        actions.discard_draft(key=key, by=member, seen_version=seen)
        return JsonResponse({"saved_at": "", "version": ""})
    kept = actions.save_draft(key=key, fields=fields, by=member, at=timezone.now(), seen_version=seen)
    return JsonResponse({"saved_at": kept.saved_at.isoformat(), "version": kept.version})


def _theirs(key: str, member: Person, said: Conflict) -> JsonResponse:
    """What the other device wrote, so that whoever writes may choose."""
    kept = draft_of(member, key)
    theirs = {"version": kept.version, "fields": kept.fields} if kept else {"version": "", "fields": {}}
    return JsonResponse({"detail": said.message, "theirs": theirs}, status=STATUS[Conflict])


@sign_in_first
@require_POST
def draft(request: HttpRequest, key: str) -> HttpResponse:
    """Keeps the draft, or says what another device made of it. `version` is the one this device saw, 0 for none."""
    member = cast("MemberRequest", request).member
    if not KEY.match(key):
        raise Http404
    fields = {name: request.POST[name] for name in FIELDS if name in request.POST}
    seen = number_asked(request.POST["version"]) if "version" in request.POST else None
    with _in_their_language(member):
        try:
            return _keep(key, fields, member, seen)
        except Conflict as said:
            return _theirs(key, member, said)
        except Refused as said:
            return _said(said)


@sign_in_first
@require_POST
def file_upload(request: HttpRequest) -> HttpResponse:
    member = cast("MemberRequest", request).member
    with _in_their_language(member):
        try:
            stored = keep_file(request.FILES.get("file"), member, timezone.now())
        except Refused as said:
            return _said(said)
    return JsonResponse({"url": stored.get_absolute_url(), "markdown": markdown_for(stored), "said": said_of(stored)})
