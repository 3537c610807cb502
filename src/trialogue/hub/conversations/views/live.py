"""What pages that are open ask for by themselves: new posts, and noting how far one has read."""

from typing import cast

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified, JsonResponse
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from trialogue.hub.conversations import actions
from trialogue.hub.conversations.live import tag_of
from trialogue.hub.conversations.models import Conversation
from trialogue.hub.conversations.reading import dressing_of, number_asked, page_of_posts
from trialogue.people.gates import sign_in_first
from trialogue.people.middleware import MemberRequest, Request
from trialogue.people.persons import Person


def _talk(member: Person | None, pk: int) -> Conversation:
    talk = Conversation.objects.visible_to(member).filter(pk=pk).first()
    if talk is None:
        raise Http404
    return talk


@require_safe
def news(request: HttpRequest, conversation_id: int) -> HttpResponse:
    """The posts after a number, as the page would show them; 304 where the conversation is as the page has it."""
    member = cast("Request", request).member
    talk = _talk(member, conversation_id)
    headers = {"ETag": tag_of(talk.version), "Cache-Control": "no-store"}  # the page keeps the tag itself
    if request.headers.get("If-None-Match", "").removeprefix("W/") == headers["ETag"]:
        return HttpResponseNotModified(headers=headers)
    after = number_asked(request.GET.get("after"))
    thread = page_of_posts(talk, member, after=after, dressing=dressing_of(talk, member))
    new = [row for row in thread.rows if row.number > after]
    says = ngettext("%(n)d new reply", "%(n)d new replies", len(new)) % {"n": len(new)}
    html = "".join(row.html for row in thread.rows) if new else ""
    return JsonResponse({"html": html, "says": says, "last": max(thread.last_number, after)}, headers=headers)


@require_POST
@sign_in_first
def read(request: MemberRequest, conversation_id: int) -> HttpResponse:
    """They have read to this post, on this device as on the others."""
    talk = _talk(request.member, conversation_id)
    number = min(number_asked(request.POST.get("number")), talk.last_number)
    if number:
        actions.mark_read(talk, number=number, by=request.member, at=timezone.now())
    return HttpResponse(status=204)
