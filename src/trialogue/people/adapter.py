"""What allauth asks of us: who a new account belongs to, where to go next, and how its mails leave."""

import logging
from typing import TYPE_CHECKING, Any, cast

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.signup import prevent_enumeration
from allauth.core.exceptions import ImmediateHttpResponse
from django.core.mail import EmailMessage
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from trialogue.core import site

from .accounts import Account
from .actions.joining import begin
from .suspensions import Suspension

if TYPE_CHECKING:
    from .forms.doors import JoinForm

log = logging.getLogger(__name__)

WORDS = {
    "account_inactive": _("Nobody signs in with this account just now."),
    "cannot_remove_primary_email": _("Mail goes to this address. Let another one take its place first."),
    "duplicate_email": _("You have this address here already."),
    "email_password_mismatch": _("Address and password do not belong together. Try again, or let us mail you a code."),
    "email_taken": _("Somebody else uses this address here."),
    "enter_current_password": _("This is not your password of now. Write it once more."),
    "incorrect_code": _("This is not the code we mailed. The newest mail holds the one that works."),
    "incorrect_password": _("This is not your password. Write it once more."),
    "invalid_login": _("Write your e-mail address."),
    "max_email_addresses": _("Five addresses are the most. Remove one first."),
    "rate_limited": _("A code is on its way already. Wait a moment before the next."),
    "too_many_login_attempts": _("That was tried too often. Wait five minutes, then begin again."),
    "unverified_primary_email": _("Confirm this address first: mail has to reach you."),
}
UNKNOWN = "account/email/unknown_account"
QUIET = {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"}


def pretend(request: HttpRequest, email: str) -> HttpResponse:
    """The answer of joining, to whom nothing is made for: no account, and no mail to an address that is somebody else's."""
    request.is_pretence = True  # type: ignore[attr-defined] # read by the adapter below, for this request alone
    response: HttpResponse = prevent_enumeration(request, email=email)
    return response


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth is not typed
    """The person is made first, unseen, in the same transaction as the account."""

    error_messages = DefaultAccountAdapter.error_messages | WORDS

    def new_user(self, request: HttpRequest) -> Account:
        return Account()

    def populate_username(self, request: HttpRequest, user: Account) -> None:
        """People sign in with their address; the handle belongs to the person."""

    def save_user(self, request: HttpRequest, user: Account, form: "JoinForm", commit: bool = True) -> Account:  # noqa: FBT001, FBT002
        data: dict[str, Any] = form.cleaned_data
        language = getattr(request, "LANGUAGE_CODE", "")
        user.email = data["email"]
        user.set_unusable_password()
        try:
            with transaction.atomic():
                user.person = begin(name=data["name"], language=language, at=timezone.now())
                user.save()
        except IntegrityError as twice:  # the same address, in the same moment
            raise ImmediateHttpResponse(prevent_enumeration(request, email=user.email)) from twice
        return user

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Those who have not begun yet are led to the beginning."""
        person = cast("Account", request.user).person
        return reverse("home" if "voices" in person.started else "start")

    def get_email_verification_redirect_url(self, email_address: Any) -> str:
        return reverse("account_email" if self.request.user.is_authenticated else "account_login")

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("settings")

    def is_safe_url(self, url: str | None) -> bool:
        """Only paths of this site."""
        return bool(url) and url.startswith("/") and super().is_safe_url(url)  # type: ignore[union-attr]

    def format_email_subject(self, subject: str) -> str:
        return f"{site.current().name}: {subject}"

    def render_mail(
        self,
        template_prefix: str,
        email: str | list[str],
        context: dict[str, Any],
        headers: dict[str, str] | None = None,
    ) -> EmailMessage:
        made: EmailMessage = super().render_mail(template_prefix, email, context, {**QUIET, **(headers or {})})
        return made

    def send_account_already_exists_mail(self, email: str) -> None:
        if not getattr(self.request, "is_pretence", False):
            super().send_account_already_exists_mail(email)

    def respond_user_inactive(self, request: HttpRequest, user: Account) -> HttpResponse:
        """Who proved who they are reads why they are kept out, and until when."""
        out = Suspension.objects.running().filter(person=user.person_id).first()
        return render(request, "account/account_inactive.html", {"suspension": out}, status=403)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Known and unknown addresses alike get their mail now; where it cannot leave, a page says so.

        To whom is kept out it says why, where others would read that nobody is known by this address.
        """
        if template_prefix == UNKNOWN and (
            out := Suspension.objects.running().filter(person__account__email=email).first()
        ):
            template_prefix, context = "account/email/kept_out", {**context, "suspension": out}
        try:
            super().send_mail(template_prefix, email, context)
        except OSError as down:  # SMTPException is one too
            log.exception("mail about signing in could not be sent")
            page = render(self.request, "account/mail_failed.html", status=503)
            raise ImmediateHttpResponse(page) from down

    def send_notification_mail(
        self, template_prefix: str, user: Account, context: dict[str, Any] | None = None, email: str | None = None
    ) -> None:
        """What it tells of is done; it stays done when the mail cannot leave."""
        try:
            super().send_notification_mail(template_prefix, user, context, email)
        except ImmediateHttpResponse:
            log.warning("a notification about an account was not sent")
