"""The inbox, and how one is told."""

from urllib.parse import urlencode

from django.contrib import messages
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from trialogue.core.once import once
from trialogue.core.paging import number_in
from trialogue.core.words import here
from trialogue.people.actions.inbox import mark_read
from trialogue.people.actions.joining import set_mail_pace
from trialogue.people.gates import sign_in_first
from trialogue.people.middleware import MemberRequest
from trialogue.people.persons import MailPace, Person

from .forms import MailForm
from .post_office import STOP_SALT
from .reading import inbox_page, mine


def _address(show: str, **query: str) -> str:
    query = {**({"show": "all"} if show == "all" else {}), **query}
    return reverse("inbox") + (f"?{urlencode(query)}" if query else "")


@sign_in_first
def inbox(request: MemberRequest) -> HttpResponse:
    show = "all" if request.GET.get("show") == "all" else "unread"
    page = inbox_page(request.member, unread=show == "unread", before=request.GET.get("before", ""))
    context = {
        "page": page,
        "show": show,
        "things": request.member.unread if page.older or request.GET.get("before") else page.things,
        "older": _address(show, before=page.older) if page.older else "",
        "newer": _address(show) if "before" in request.GET else "",
        "mailed": request.member.mail_pace == MailPace.AT_ONCE,
    }
    return render(request, "people/inbox.html", context)


@sign_in_first
def open_notice(request: MemberRequest, pk: int) -> HttpResponse:
    """Leads to where the notice points; what leads there is read now. Only the reader's own state changes."""
    notice = get_object_or_404(mine(request.member), pk=pk)
    if request.member.unread:
        mark_read(request.member, at=timezone.now(), url=notice.url)
    return redirect(here(notice.url))


@require_POST
@sign_in_first
def read(request: MemberRequest) -> HttpResponse:
    """Marks what leads where one notice does, or all up to the newest that was on the page, as read."""
    if pk := request.POST.get("notice", ""):
        notice = get_object_or_404(mine(request.member), pk=number_in(pk))
        mark_read(request.member, at=timezone.now(), url=notice.url, until=notice.pk)
    else:
        newest = number_in(request.POST.get("newest"))
        mark_read(request.member, at=timezone.now(), until=newest or None)
    return redirect(_address(request.POST.get("show", "")))


@once
@sign_in_first
def settings(request: MemberRequest) -> HttpResponse:
    member = request.member
    form = MailForm(request.POST if request.method == "POST" else None, initial={"mail_pace": member.mail_pace})
    if request.method == "POST" and form.is_valid():
        set_mail_pace(member, pace=form.cleaned_data["mail_pace"], by=member, at=timezone.now())
        messages.success(request, _("Kept. It holds from now on."))
        return redirect("settings-notices")
    return render(request, "people/settings_notices.html", {"form": form})


@csrf_exempt
def stop_mail(request: HttpRequest, token: str) -> HttpResponse:
    """The link of every letter. GET shows a button; POST stops mail, from a mail program too (RFC 8058).

    No sign-in and no CSRF token: the signed token proves that it comes from a letter to this person.
    """
    try:
        person = Person.objects.get(pk=signing.loads(token, salt=STOP_SALT))
    except (signing.BadSignature, Person.DoesNotExist) as unknown:
        raise Http404 from unknown
    if request.method == "POST" and person.mail_pace != MailPace.NEVER:
        set_mail_pace(person, pace=MailPace.NEVER, at=timezone.now())
    with translation.override(person.language or None):
        stopped = person.mail_pace == MailPace.NEVER
        return render(request, "people/mail_stop.html", {"stopped": stopped})
