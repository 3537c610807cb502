"""Sign-in. An Account belongs to a Person; its mail addresses are allauth's."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils import timezone

from .persons import Person


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
