"""Whether there is news of a conversation, asked every few seconds by pages that are open."""

import re
from collections.abc import Callable

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified

from trialogue.core.audiences import PUBLIC, Viewer
from trialogue.core.prepared import Prepared

from .models import Conversation

ASKED = re.compile(r"(?:/[a-z]{2})?/c/(\d{1,18})/news/")


def tag_of(version: int) -> str:
    """How the answer names the state it tells of."""
    return f'"v{version}"'


def _version(_viewer: Viewer | None, pk: int) -> "QuerySet[Conversation, int]":
    return Conversation.objects.filter(pk=pk, audience_id=PUBLIC).values_list("version", flat=True)


_versions = Prepared(_version)


def nothing_new(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Says so before anybody is asked who they are: one query.

    Only of what everybody may see, and it tells nothing but that it is as the page has it; everything else goes the long
    way, where rights are asked for.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        known = request.META.get("HTTP_IF_NONE_MATCH", "").removeprefix("W/")
        asked = ASKED.fullmatch(request.path_info) if known else None
        if asked and known in [tag_of(version) for version in _versions(pk=int(asked[1]))]:
            return HttpResponseNotModified(headers={"ETag": known, "Cache-Control": "private, no-cache"})
        return get_response(request)

    return middleware
