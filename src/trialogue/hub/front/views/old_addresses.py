"""What nothing stands at: perhaps something did, where a community lived before it came here."""

import re

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.views.defaults import page_not_found

from trialogue.hub.conversations.models import Conversation, OldAddress
from trialogue.hub.conversations.reading import address
from trialogue.people.middleware import Request

_POST = re.compile(r"/(\d{1,9})/?\Z")


def _wanted(request: HttpRequest) -> list[tuple[str, int]]:
    """The address asked for as it may have been kept, and the post it ends in, the nearest first."""
    full, path = request.get_full_path(), request.path
    tail = _POST.search(path)
    own = [(full, 0), (path, 0), (path.rstrip("/"), 0)]
    return own + ([(path[: tail.start()], int(tail[1]))] if tail else [])


def leads_to(request: Request) -> str:
    """Where it is now, for whom may see it; "" for what never was, or is not for them."""
    wanted = _wanted(request)
    kept = {row.address: row for row in OldAddress.objects.filter(address__in=[each for each, _number in wanted])}
    for each, number in wanted:
        if row := kept.get(each):
            talk = Conversation.objects.visible_to(request.member).filter(pk=row.conversation_id).first()
            return address(talk, number or row.number) if talk else ""
    return ""


def not_found(request: Request, exception: Exception) -> HttpResponseBase:
    """Leads on for good, or says that nothing is there; Django calls it for every 404."""
    asks = request.method in ("GET", "HEAD") and hasattr(request, "member")
    if asks and (to := leads_to(request)):
        return redirect(to, permanent=True)
    found: HttpResponse = page_not_found(request, exception)
    return found
