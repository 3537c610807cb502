"""The forms of joining, signing in and recovering, in our words. What they do is allauth's."""

from typing import Any

from allauth.account import forms as theirs
from django import forms
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from trialogue.people.accounts import Account
from trialogue.people.actions.knocking import knock
from trialogue.people.adapter import pretend
from trialogue.people.challenges import Verdict, judge, read_challenge
from trialogue.people.persons import Person

MAIL = _("E-mail")
PASSWORD_HINT = _("Ten characters or more. Three words in a row are easy to keep in mind.")
CODE = _("Code from the mail")


class Plain(forms.Form):
    """A label above each field and nothing inside it; `labels` and `hints` say them."""

    labels: dict[str, Any] = {}
    hints: dict[str, Any] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("password2", None)  # asked once: who mistypes it gets a code by mail
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = self.labels.get(name, field.label)
            field.help_text = self.hints.get(name, "")
        if code := self.fields.get("code"):
            code.widget.attrs |= {
                "inputmode": "numeric",
                "autocomplete": "one-time-code",
                "maxlength": 20,
                "class": "code",
            }


SAID = {
    Verdict.STALE: _(
        "This page stood open too long, or was sent before. Everything you wrote is kept: press the button once more."
    ),
    Verdict.FULL: _(
        "More people joined without JavaScript in this hour than we let in, because most of those are machines. "
        "Switch JavaScript on, or come back in an hour."
    ),
}


class JoinForm(Plain, theirs.SignupForm):  # type: ignore[misc]  # allauth is not typed
    """A name, an address, one promise; and what tells a person from a machine (see `challenges`)."""

    labels = {"email": MAIL}
    hints = {
        "name": _("Most people here use their own. A first name is enough."),
        "email": _("Seen only by those who look after the site."),
    }
    name = forms.CharField(
        label=_("Your name, as others should read it"),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Write your name as others should read it.")},
    )
    promise = forms.BooleanField(
        label=_("I will keep patients out of it: no names, dates of birth, numbers or pictures."),
        error_messages={"required": _("Tick this to join: patients never belong in here.")},
    )
    homepage = forms.CharField(  # nobody sees it; what fills every field fills this one
        label=_("Leave this empty"),
        required=False,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )
    challenge = forms.CharField(required=False)
    proof = forms.CharField(required=False)
    field_order = ("name", "email", "promise")
    verdict = Verdict.MACHINE

    def clean(self) -> dict[str, Any]:
        super().clean()
        cleaned = self.cleaned_data
        said = {name: cleaned.get(name, "") for name in ("proof", "challenge", "homepage")}
        self.verdict = judge(said["challenge"], proof=said["proof"], pot=said["homepage"], at=timezone.now())
        if self.verdict in SAID:
            self.add_error(None, SAID[self.verdict])
        return cleaned

    def try_save(self, request: HttpRequest) -> tuple[Account | None, HttpResponse | None]:
        """A machine gets the answer everybody gets, and nothing is made or mailed."""
        challenge = read_challenge(self.cleaned_data["challenge"])
        if self.verdict is Verdict.MACHINE or challenge is None:
            return None, pretend(request, self.cleaned_data["email"])
        if not knock(challenge.nonce, proved=bool(self.cleaned_data["proof"]), at=timezone.now()):
            return None, redirect("account_signup")  # the same form, in the same moment
        return self._save(request)

    def _save(self, request: HttpRequest) -> tuple[Account | None, HttpResponse | None]:
        """Who joined before and never confirmed gets a new code; to the page all addresses are alike."""
        if self.account_already_exists and (waiting := self._waiting()):
            return waiting, None
        saved: tuple[Account | None, HttpResponse | None] = super().try_save(request)
        return saved

    @transaction.atomic
    def _waiting(self) -> Account | None:
        """The account begun with this address, under the name given now and without a password."""
        account = Account.objects.filter(email=self.cleaned_data["email"], is_active=True).first()
        if account is None or not account.person.is_expected:
            return None
        Person.objects.filter(pk=account.person_id).update(name=self.cleaned_data["name"].strip()[:80])
        account.set_unusable_password()
        account.save(update_fields=["password"])
        return account


class SignInForm(Plain, theirs.LoginForm):  # type: ignore[misc]
    """With an address alone we mail a code; `?way=password` asks for the password beside it."""

    labels = {"login": MAIL, "password": _("Password")}

    def _setup_password_field(self) -> None:
        if self.request is None or self.request.GET.get("way") != "password":
            del self.fields["password"]


class CodeRequestForm(Plain, theirs.RequestLoginCodeForm):  # type: ignore[misc]
    labels = {"email": MAIL}


class SignInCodeForm(Plain, theirs.ConfirmLoginCodeForm):  # type: ignore[misc]
    labels = {"code": CODE}
    remember = forms.BooleanField(
        label=_("Keep me signed in on this device for 30 days. Leave it empty at a shared one."),
        required=False,
        initial=True,
    )


class JoinCodeForm(Plain, theirs.ConfirmEmailVerificationCodeForm):  # type: ignore[misc]
    labels = {"code": CODE}


class ResetForm(Plain, theirs.ResetPasswordForm):  # type: ignore[misc]
    labels = {"email": MAIL}


class ResetCodeForm(Plain, theirs.ConfirmPasswordResetCodeForm):  # type: ignore[misc]
    labels = {"code": CODE}


class NewPasswordForm(Plain, theirs.ResetPasswordKeyForm):  # type: ignore[misc]
    labels = {"password1": _("New password")}
    hints = {"password1": PASSWORD_HINT}


class ChangePasswordForm(Plain, theirs.ChangePasswordForm):  # type: ignore[misc]
    labels = {"oldpassword": _("Your password now"), "password1": _("New password")}
    hints = {"password1": PASSWORD_HINT}


class SetPasswordForm(Plain, theirs.SetPasswordForm):  # type: ignore[misc]
    labels = {"password1": _("Password")}
    hints = {"password1": PASSWORD_HINT}


class AddressForm(Plain, theirs.AddEmailForm):  # type: ignore[misc]
    labels = {"email": _("Another address")}
    hints = {"email": _("We mail it a code, to be sure it is yours.")}


class OnceMoreForm(Plain, theirs.ReauthenticateForm):  # type: ignore[misc]
    labels = {"password": _("Password")}
