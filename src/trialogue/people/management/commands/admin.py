"""`trialogue admin create MAIL`: the first manager, or one more, and a link that signs them in once."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone

from trialogue.core.errors import Conflict
from trialogue.people.accounts import Account
from trialogue.people.actions.accounts import open_account
from trialogue.people.actions.joining import join
from trialogue.people.actions.roles import grant
from trialogue.people.audiences import Role
from trialogue.people.persons import Person
from trialogue.people.signin_links import make_link


class Command(BaseCommand):
    help = "Makes somebody a manager (or an operator) and prints a link that signs them in once, within the hour."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", choices=["create"])
        parser.add_argument("mail", help="their mail address; who has an account with it keeps it")
        parser.add_argument("--name", default="Manager", help="how others read them (Manager)")
        parser.add_argument("--role", default=Role.MANAGER, choices=[Role.MANAGER, Role.OPERATOR])

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            validate_email(options["mail"])
        except ValidationError as wrong:
            raise CommandError(f"{options['mail']} is not a mail address.") from wrong
        person = appoint(options["mail"], name=options["name"], role=options["role"])
        self.stdout.write(f"{person.name} has the role {options['role']}. A link that signs them in, once:")
        self.stdout.write(f"{settings.BASE_URL}{make_link(person)}")


@transaction.atomic
def appoint(mail: str, *, name: str, role: str) -> Person:
    """The person with this address, made if need be, with the role."""
    now = timezone.now()
    account = Account.objects.filter(email__iexact=mail).first()
    if account is None:
        person = join(name=name, language=settings.LANGUAGE_CODE, at=now)
        open_account(person, email=mail, at=now)
    else:
        person = account.person
    try:
        grant(person, role=role, by=None, at=now)
    except Conflict:  # they have it already; the link is what was wanted
        pass
    return person
