"""Outgoing mail, readable in the browser while the site runs on one's own machine; nothing elsewhere."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from trialogue.hub.front import mailbox

# A mail brings its own look; it gets no script, no frame, no address to send anything to.
MAIL_POLICY = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'"


def _mail(file: str, number: int) -> mailbox.Mail:
    found = mailbox.find(file, number)
    if found is None:
        raise Http404
    return found


@never_cache
def dev_mail(request: HttpRequest) -> HttpResponse:
    if mailbox.folder() is None:
        raise Http404
    return render(request, "front/dev_mail.html", {"mails": mailbox.latest()})


@never_cache
def dev_mail_message(request: HttpRequest, file: str, number: int) -> HttpResponse:
    mail = _mail(file, number)
    context = {"mail": mail, "text": mail.part("plain"), "has_html": bool(mail.part("html"))}
    return render(request, "front/dev_mail_message.html", context)


@never_cache
def dev_mail_html(request: HttpRequest, file: str, number: int) -> HttpResponse:
    """The HTML part as it is, under a policy of its own."""
    html = _mail(file, number).part("html")
    if not html:
        raise Http404
    response = HttpResponse(html)
    response["Content-Security-Policy"] = MAIL_POLICY
    return response
