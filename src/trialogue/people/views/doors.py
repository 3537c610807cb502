"""The doors: allauth's views where ours say more, and the one-time link of the command line."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from allauth.account import views as theirs
from allauth.account.internal.flows.login import perform_login
from allauth.account.models import Login
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from trialogue.people.accounts import Account
from trialogue.people.audiences import Role, RoleGrant, Scope
from trialogue.people.challenges import LEAST, full_until, is_stale, new_challenge, read_challenge
from trialogue.people.persons import Person
from trialogue.people.signin_links import account_behind


def _host() -> Person | None:
    """Somebody who looks after the place, to be met at the door."""
    caring = RoleGrant.objects.filter(role=Role.MODERATOR, scope=Scope.SITE, until=None).values("person_id")
    return (
        Person.objects.visible_to(None).members().filter(pk__in=caring).select_related("picture").order_by("pk").first()
    )


def _challenge(data: Mapping[str, str]) -> dict[str, Any]:
    """The challenge of a form that comes back, with the work done for it, while it is good; else a new one."""
    now = timezone.now()
    sent = read_challenge(data.get("challenge", ""))
    if sent is not None and not is_stale(sent, at=now):
        return {"challenge": sent, "proof": data.get("proof", "")}
    return {"challenge": new_challenge(at=now), "proof": ""}


class JoinView(theirs.SignupView):  # type: ignore[misc]  # allauth is not typed
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        given = super().get_context_data(**kwargs)
        full = full_until(at=timezone.now())
        work = {**_challenge(given["form"].data), "least": LEAST.seconds, "full_until": full}
        return {**given, "host": _host(), **work}

    def get_success_url(self) -> str:
        """Joining leads to the beginning; it knows what they came for."""
        wanted = self.get_next_url()
        return reverse("start") + (f"?{urlencode({'next': wanted})}" if wanted else "")


class SignInView(theirs.LoginView):  # type: ignore[misc]
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        by_password = self.request.GET.get("way") == "password"
        wanted = {"next": next_url} if (next_url := self.get_next_url()) else {}
        other = urlencode(wanted if by_password else {"way": "password", **wanted})
        return {**super().get_context_data(**kwargs), "by_password": by_password, "other_way": f"?{other}"}


class SignInCodeView(theirs.ConfirmLoginCodeView):  # type: ignore[misc]
    def _verify_form_valid(self, form: Any) -> HttpResponse:
        """At a shared device the session ends with the browser."""
        response: HttpResponse = super()._verify_form_valid(form)
        if not form.cleaned_data["remember"]:
            self.request.session.set_expiry(0)
        return response


@transaction.atomic
def _claimed(uid: str, token: str) -> Account | None:
    """The account behind the link, locked, so that two sendings at once cannot both use it."""
    found = account_behind(uid, token)
    if found is None:
        return None
    Account.objects.select_for_update(of=("self",)).get(pk=found.pk)
    account = account_behind(uid, token)
    if account is not None:
        Account.objects.filter(pk=account.pk).update(last_login=timezone.now())
    return account


@never_cache
def signin_link(request: HttpRequest, uid: str, token: str) -> HttpResponseBase:
    """A button on GET, because mail programs open links; signs in once on POST."""
    account = _claimed(uid, token) if request.method == "POST" else account_behind(uid, token)
    if account is None:
        return render(request, "account/link.html", {"person": None}, status=410)
    if request.method != "POST":
        return render(request, "account/link.html", {"person": account.person})
    response: HttpResponseBase = perform_login(request, Login(user=account))
    return response
