"""`trialogue admin create --name NAME --email ADDRESS`: somebody who may do everything, and a link to sign them in."""

from typing import Any

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone

from trialogue.core import activity
from trialogue.core.errors import Conflict, Refused
from trialogue.people.accounts import Account
from trialogue.people.actions.accounts import open_account
from trialogue.people.actions.joining import arrive, join
from trialogue.people.actions.roles import grant
from trialogue.people.audiences import Role
from trialogue.people.persons import Person
from trialogue.people.signin_links import make_link

ROLES = (Role.MANAGER, Role.MAINTAINER, Role.MODERATOR, Role.OPERATOR)


class Command(BaseCommand):
    help = "Make a member with every role, or give them to one who is there, and print a link that signs in once."

    def add_arguments(self, parser: CommandParser) -> None:
        acts = parser.add_subparsers(dest="act", required=True, metavar="create")
        create = acts.add_parser("create", help="make a manager and print a one-time link, good for an hour")
        create.add_argument("--name", required=True, help="the name others read")
        create.add_argument("--email", required=True, metavar="ADDRESS", help="the address codes are mailed to")

    def handle(self, *args: Any, name: str, email: str, **options: Any) -> None:
        try:
            validate_email(email)
            with activity.origin("command"), transaction.atomic():
                person = _person(name, email.strip().lower())
                new = [role.value for role in ROLES if _give(person, role)]
        except (Refused, ValidationError) as wrong:
            raise CommandError(wrong.message) from wrong
        self.stdout.write(
            f"{person.name} (@{person.handle}) now has: {', '.join(new) or 'what they had, which is all'}"
        )
        self.stdout.write(f"Sign in, once, within the hour: {settings.BASE_URL}{make_link(person)}")


def _person(name: str, email: str) -> Person:
    """Who signs in with this address; somebody new where nobody does."""
    now = timezone.now()
    account = Account.objects.filter(email=email).first()
    if account is None:
        person = join(name=name, language="", at=now)
        open_account(person, email=email, at=now)
        return person
    EmailAddress.objects.filter(user=account, email=email).update(verified=True)
    arrive(account.person, at=now)
    return account.person


def _give(person: Person, role: str) -> bool:
    try:
        grant(person, role=role, by=None, at=timezone.now())
    except Conflict:
        return False
    return True
