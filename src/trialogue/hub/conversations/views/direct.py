"""Direct conversations: the list, one of them, and the permanent address of a post."""

from typing import Any, cast
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from trialogue.core.words import writable
from trialogue.hub.conversations.actions import mark_read
from trialogue.hub.conversations.direct.models import MOST_PEOPLE, Direct
from trialogue.hub.conversations.direct.reading import is_muted, list_of, names_of, one, partners
from trialogue.hub.conversations.models import Post
from trialogue.hub.conversations.reading import Thread, address, number_asked, page_of_posts
from trialogue.hub.conversations.unread import with_line
from trialogue.hub.conversations.writing import composer, quoted_post
from trialogue.people.actions.inbox import mark_read as mark_notices_read
from trialogue.people.gates import sign_in_first
from trialogue.people.middleware import MemberRequest
from trialogue.people.persons import Person


def found(member: Person, pk: int) -> Direct:
    """The direct conversation this member takes part in; 404 for every other."""
    direct = one(member, pk)
    if direct is None:
        raise Http404
    return direct


def _address(**query: str) -> str:
    said = {name: value for name, value in query.items() if value}
    return reverse("messages") + (f"?{urlencode(said)}" if said else "")


@require_safe
@sign_in_first
def messages(request: HttpRequest) -> HttpResponse:
    member = cast("MemberRequest", request).member
    like = " ".join(writable(request.GET.get("with", ""))[:80].split())
    rows, older = list_of(member, before=request.GET.get("before", ""), like=like)
    context = {
        "rows": rows,
        "like": like,
        "older": _address(before=older, **{"with": like}) if older else "",
        "newer": _address(**{"with": like}) if "before" in request.GET else "",
    }
    return render(request, "conversations/direct/list.html", context)


def _read_on(direct: Direct, thread: Thread, member: Person) -> None:
    """What was read is read here and among the notices."""
    read_to: int = direct.read_to  # type: ignore[attr-defined]  # annotated by direct.reading
    if thread.last_number > read_to:
        mark_read(direct.conversation, number=thread.last_number, by=member, at=timezone.now())
    if member.unread:
        mark_notices_read(member, at=timezone.now(), talk=direct.pk)


@require_safe
@sign_in_first
def message(request: HttpRequest, pk: int) -> HttpResponse:
    member = cast("MemberRequest", request).member
    this = found(member, pk)
    talk = this.conversation
    after = number_asked(request.GET.get("after"))
    thread = page_of_posts(talk, member, after=after)
    _read_on(this, thread, member)
    people = partners(this)
    others = [each.person for each in people if each.person != member]
    context: dict[str, Any] = {
        "direct": this,
        "heading": this.subject or names_of(others),
        "thread": with_line(thread, this.read_to),  # type: ignore[attr-defined]  # annotated by direct.reading
        "people": people,
        "others": others,
        "may_invite": len(people) < MOST_PEOPLE,
        "muted": is_muted(this),
        "composer": composer(talk, member, quoted=quoted_post(request, talk, member)),
    }
    return render(request, "conversations/direct/thread.html", context)


@require_safe
@sign_in_first
def post(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Leads to the page the post is on."""
    member = cast("MemberRequest", request).member
    this = found(member, pk)
    if not Post.objects.visible_to(member).filter(conversation=this.conversation, number=number).exists():
        raise Http404
    return redirect(address(this.conversation, number))
