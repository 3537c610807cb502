"""Opening an account for a person: by the command line, the demo, or an operator's list. Joining is allauth's."""

from datetime import datetime

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils.translation import gettext as _

from trialogue.core import activity
from trialogue.core.audiences import STAFF
from trialogue.core.errors import Conflict
from trialogue.people import facets
from trialogue.people.accounts import Account
from trialogue.people.persons import Person


@transaction.atomic
def open_account(person: Person, *, email: str, at: datetime) -> Account:
    """An account without a password (a mailed code signs in); the address counts as verified by the caller."""
    email = email.strip().lower()
    if person.is_claimed or Account.objects.filter(email=email).exists():
        raise Conflict(_("This person or this address has an account already."))
    account = Account(person=person, email=email, date_joined=at)
    account.set_unusable_password()
    account.save()
    EmailAddress.objects.create(user=account, email=email, verified=True, primary=True)
    activity.record("account.opened", by=None, of=person, at=at, audience_id=STAFF, words={"person": person.name})
    facets.keep(person)
    return account
