"""Sign-in. An Account belongs to a Person; its mail addresses are allauth's."""

from typing import TYPE_CHECKING, Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models, transaction
from django.forms import BaseForm
from django.http import HttpRequest
from django.utils import timezone

from trialogue.core import site

from .persons import Person

if TYPE_CHECKING:
    from .forms import JoinForm


class AccountManager(BaseUserManager["Account"]):
    def get_queryset(self) -> "models.QuerySet[Account]":
        """With the person: every page of a member needs both."""
        return super().get_queryset().select_related("person__picture")


class Account(AbstractBaseUser):
    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="account")
    email = models.EmailField(unique=True)
    is_active = models.BooleanField(default=True)
    date_joined = models.DateTimeField(default=timezone.now)

    objects: ClassVar[AccountManager] = AccountManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    def __str__(self) -> str:
        return f"account of {self.person_id}"


class Adapter(DefaultAccountAdapter):  # type: ignore[misc] - allauth is not typed
    """allauth asks; we make the person first, in the same transaction as the account."""

    def save_user(self, request: HttpRequest, user: Account, form: "JoinForm | BaseForm", commit: bool = True) -> Account:  # noqa: FBT001, FBT002
        from .actions.joining import join  # noqa: PLC0415 - actions need the models of this module

        data: dict[str, Any] = form.cleaned_data
        with transaction.atomic():
            user.person = join(name=data["name"], language=request.LANGUAGE_CODE, at=timezone.now())
            user.email = data["email"]
            if data.get("password1"):
                user.set_password(data["password1"])
            else:
                user.set_unusable_password()
            if commit:
                user.save()
        return user

    def new_user(self, request: HttpRequest) -> Account:
        return Account()

    def populate_username(self, request: HttpRequest, user: Account) -> None:
        """People sign in with their address; the handle belongs to the person."""

    def format_email_subject(self, subject: str) -> str:
        return f"{site.current().name}: {subject}"

    def is_safe_url(self, url: str | None) -> bool:
        return bool(url) and url.startswith("/") and super().is_safe_url(url)  # type: ignore[union-attr]
