"""`trialogue claim FILE`: the operator knows whose addresses belong to imported people.

FILE is CSV in UTF-8 with the columns handle and mail. Each address may sign in as that person from then
on: nobody is written to. Where the address belongs to a member already, the imported person becomes theirs.
A second run changes nothing.
"""

import csv
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email
from django.utils import timezone

from trialogue.core import activity
from trialogue.core.errors import Refused
from trialogue.people.accounts import Account
from trialogue.people.actions.accounts import open_account
from trialogue.people.actions.claims import merge
from trialogue.people.persons import Person


class Command(BaseCommand):
    help = "Give imported people their accounts, from a CSV file with the columns handle and mail."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="CSV with a first line handle,mail")

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        wrong = 0
        with activity.origin("command"):
            for number, row in enumerate(_rows(file), start=2):
                try:
                    done = _claim(row.get("handle") or "", row.get("mail") or "")
                except (Refused, ValidationError) as refused:
                    wrong += 1
                    self.stderr.write(f"line {number}: {refused.message}")
                else:
                    self.stdout.write(f"line {number}: {done}")
        if wrong:
            raise CommandError(f"{wrong} lines could not be used; the others are done.")


def _rows(file: Path) -> list[dict[str, str]]:
    try:
        with file.open(encoding="utf-8-sig", newline="") as lines:
            read = csv.DictReader(lines)
            rows, columns = list(read), set(read.fieldnames or [])
    except (OSError, UnicodeDecodeError, csv.Error) as broken:
        raise CommandError(f"{file} cannot be read as CSV in UTF-8: {broken}") from broken
    if not {"handle", "mail"} <= columns:
        raise CommandError(f"{file} needs a first line with the columns handle and mail.")
    return rows


def _claim(handle: str, mail: str) -> str:
    handle, mail, now = handle.strip(), mail.strip().lower(), timezone.now()
    validate_email(mail)
    person = Person.objects.select_related("account", "merged_into").filter(handle_key=handle.lower()).first()
    if person is None:
        raise Refused(f"nobody has the handle {handle!r}.")
    member = Account.objects.filter(email=mail).first()
    if member is not None and member.person_id in (person.pk, person.merged_into_id):
        return f"{handle} was done before"
    if member is not None:
        merge(person, into=member.person, by=None, at=now)
        return f"{handle} is {member.person.handle}"
    if person.merged_into_id:
        raise Refused(f"{handle} belongs to {person.merged_into} already.")
    open_account(person, email=mail, at=now)
    return f"{handle} signs in with {mail}"
