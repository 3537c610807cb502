"""Somebody proved that an address is theirs: by the code of joining, of signing in, or of a new password."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.account.signals import email_confirmed
from django.utils import timezone

from .actions.joining import arrive


def let_in(sender: object, email_address: EmailAddress, **_more: Any) -> None:
    """allauth's own signal, because each of its ways ends there and nowhere else."""
    person = email_address.user.person
    if person.is_expected:
        arrive(person, at=timezone.now())


email_confirmed.connect(let_in, dispatch_uid="trialogue.people.confirming")
