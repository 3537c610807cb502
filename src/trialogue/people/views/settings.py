"""Settings: signing in, devices, tokens, theme."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from trialogue.core.design.moments import brief
from trialogue.core.errors import Refused
from trialogue.core.once import once
from trialogue.core.paging import number_in
from trialogue.people.actions.joining import choose_theme
from trialogue.people.actions.sessions import sign_out_device, sign_out_elsewhere
from trialogue.people.actions.tokens import make_token, revoke_token
from trialogue.people.devices import devices_of
from trialogue.people.forms.tokens import TokenForm
from trialogue.people.gates import sign_in_first
from trialogue.people.middleware import MemberRequest
from trialogue.people.persons import Person
from trialogue.people.tokens import Token

SHOWN_ONCE = "new_token"


@sign_in_first
def settings(request: MemberRequest) -> HttpResponse:
    account = request.member.account
    agent = request.headers.get("User-Agent", "")
    devices = devices_of(account, current_key=request.session.session_key or "", user_agent=agent, at=timezone.now())
    context = {"devices": devices, "has_password": account.has_usable_password()}
    return render(request, "people/settings/signing_in.html", context)


@require_POST
@sign_in_first
@once
def sign_out(request: MemberRequest) -> HttpResponse:
    """Ends one other session, or all others."""
    which, member, now = request.POST.get("session", ""), request.member, timezone.now()
    try:
        if which == "others":
            ended = sign_out_elsewhere(member, keep=request.session.session_key or "", by=member, at=now)
            said = ngettext("One other device is signed out.", "%(n)d other devices are signed out.", ended) % {
                "n": ended
            }
        else:
            sign_out_device(member, device_id=number_in(which), by=member, at=now)
            said = _("That device is signed out.")
        messages.success(request, said)
    except Refused as refused:
        messages.warning(request, refused.message)
    return redirect("settings")


def _token_rows(person: Person) -> list[dict[str, object]]:
    now = timezone.now()
    return [
        {
            "pk": token.pk,
            "name": token.name,
            "scope": token.get_scope_display(),
            "until": _("until %(day)s") % {"day": date_format(token.expires_at, "j F Y")},
            "used": _("used %(when)s") % {"when": brief(token.used_at, now=now)} if token.used_at else _("never used"),
        }
        for token in Token.objects.filter(person=person, revoked_at=None, expires_at__gt=now)
    ]


@sign_in_first
@once
def tokens(request: MemberRequest) -> HttpResponse:
    form = TokenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            _made, secret = make_token(**form.cleaned_data, by=request.member, at=timezone.now())
        except Refused as refused:
            form.add_error(refused.field or None, refused.message)
        else:
            request.session[SHOWN_ONCE] = secret  # for the next page, which takes it out again
            return redirect("settings-tokens")
    shown = request.session.pop(SHOWN_ONCE, "") if request.method == "GET" else ""
    context = {"form": form, "tokens": _token_rows(request.member), "secret": shown}
    return render(request, "people/settings/tokens.html", context)


@require_POST
@sign_in_first
@once
def token_revoke(request: MemberRequest, pk: int) -> HttpResponse:
    token = get_object_or_404(Token, pk=pk, person=request.member)
    try:
        revoke_token(token, by=request.member, at=timezone.now())
        messages.success(request, _("Nobody gets in with “%(name)s” any more.") % {"name": token.name})
    except Refused as refused:
        messages.warning(request, refused.message)
    return redirect("settings-tokens")


@require_POST
@sign_in_first
def theme(request: MemberRequest) -> HttpResponse:
    choose_theme(request.member, theme=request.POST.get("theme", ""))
    wanted = request.POST.get("next", "")
    safe = wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()})
    return redirect(wanted if safe else reverse("settings"))
