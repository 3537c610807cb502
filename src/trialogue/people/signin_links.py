"""One-time sign-in links: printed by the command line for the first manager, good for an hour."""

from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.urls import reverse
from django.utils.http import urlsafe_base64_decode, urlsafe_base64_encode

from .accounts import Account
from .persons import Person


class _Tokens(PasswordResetTokenGenerator):
    """Bound to the last sign-in as well: used once, it is void."""

    key_salt = "trialogue.people.signin_links"


tokens = _Tokens()


def make_link(person: Person) -> str:
    """The path (without host) that signs this person in once. Opening it shows a button: no effect on GET."""
    account = person.account
    return reverse("signin-link", args=[urlsafe_base64_encode(str(account.pk).encode()), tokens.make_token(account)])


def account_behind(uid: str, token: str) -> Account | None:
    """The account this link signs in, None when it is wrong, used or too old."""
    try:
        account = Account.objects.get(pk=int(urlsafe_base64_decode(uid)), is_active=True)
    except (ValueError, OverflowError, Account.DoesNotExist):
        return None
    return account if tokens.check_token(account, token) else None
