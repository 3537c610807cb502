"""What somebody did to their own account: passwords and addresses. The change is allauth's, the event ours.

Its signals, because each of its ways ends there. The address itself is left out: the log goes on for ever.
"""

from typing import Any

from allauth.account import signals
from allauth.account.models import EmailAddress
from django.utils import timezone

from trialogue.core import activity
from trialogue.core.audiences import STAFF

from .accounts import Account
from .persons import Person


def _record(verb: str, person: Person) -> None:
    activity.record(verb, by=person, of=person, at=timezone.now(), audience_id=STAFF)


def password_set(sender: object, user: Account, **_more: Any) -> None:
    _record("account.password_set", user.person)


def password_changed(sender: object, user: Account, **_more: Any) -> None:
    _record("account.password_changed", user.person)


def password_reset(sender: object, user: Account, **_more: Any) -> None:
    _record("account.password_reset", user.person)


def address_added(sender: object, email_address: EmailAddress, **_more: Any) -> None:
    _record("account.address_added", email_address.user.person)


def address_removed(sender: object, user: Account, **_more: Any) -> None:
    _record("account.address_removed", user.person)


def address_chosen(sender: object, user: Account, **_more: Any) -> None:
    _record("account.address_chosen", user.person)


for signal, told in (
    (signals.password_set, password_set),
    (signals.password_changed, password_changed),
    (signals.password_reset, password_reset),
    (signals.email_added, address_added),
    (signals.email_removed, address_removed),
    (signals.email_changed, address_chosen),
):
    signal.connect(told, dispatch_uid=f"trialogue.people.{told.__name__}")
