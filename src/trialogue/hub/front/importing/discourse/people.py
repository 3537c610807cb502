"""Accounts of the old forum as people here: unclaimed, without an address, never mailed."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice

from django.db import transaction

from trialogue.people.handles import PATTERN, RESERVED
from trialogue.people.persons import Identity, Person

from .shapes import Account

CHUNK = 400
HANDLE_CHARS, NAME_CHARS, TITLE_CHARS = 40, 80, 100


@dataclass(frozen=True)
class Seen:
    """An account and the first moment it shows up in the archive."""

    account: Account
    at: datetime


@dataclass
class People:
    """Who wrote in the archive, by the number and by the user name (in lower case) they had there."""

    source: str
    by_number: dict[int, Person] = field(default_factory=dict)
    by_name: dict[str, Person] = field(default_factory=dict)
    added: int = 0
    renamed: list[tuple[str, str]] = field(default_factory=list)

    def keep(self, account: Account, person: Person) -> None:
        self.by_number[account.id] = person
        self.by_name[account.username.lower()] = person.heir


def kind_of(source: str) -> str:
    return f"discourse:{source}"


def bring_people(accounts: Mapping[int, Seen], *, source: str, dry_run: bool) -> People:
    """Finds or makes the person of every account; those made before stay as they are now."""
    people = People(source)
    rest = iter(accounts.values())
    while chunk := list(islice(rest, CHUNK)):
        with transaction.atomic():
            _bring(chunk, people, dry_run=dry_run)
    return people


def _bring(chunk: list[Seen], people: People, *, dry_run: bool) -> None:
    kind = kind_of(people.source)
    known = {
        identity.value: identity.person
        for identity in Identity.objects.filter(kind=kind, value__in=[str(seen.account.id) for seen in chunk])
        .select_related("person__merged_into")
    }  # fmt: skip
    new = [seen for seen in chunk if str(seen.account.id) not in known]
    made = [_person(seen, handle) for seen, handle in zip(new, _handles(new, people), strict=True)]
    if not dry_run:
        Person.objects.bulk_create(made)
        keys = zip(new, made, strict=True)
        Identity.objects.bulk_create(
            [Identity(person=person, kind=kind, value=str(seen.account.id)) for seen, person in keys]
        )
    for seen, person in zip(new, made, strict=True):
        people.keep(seen.account, person)
    for seen in chunk:
        if person_known := known.get(str(seen.account.id)):
            people.keep(seen.account, person_known)
    people.added += len(made)


def _person(seen: Seen, handle: str) -> Person:
    account = seen.account
    name = " ".join((account.name or account.username).split()) or account.username
    return Person(
        handle=handle, name=name[:NAME_CHARS], says=" ".join(account.title.split())[:TITLE_CHARS],
        is_bot=account.id < 0, joined_at=seen.at,
    )  # fmt: skip


def _handles(new: Iterable[Seen], people: People) -> list[str]:
    """The user names, with their capitals; where one is taken or cannot be an address, the nearest that can."""
    wanted = [_plain(seen.account) for seen in new]
    taken = set(
        Person.objects.filter(handle_key__in=[name.lower() for name in wanted]).values_list("handle_key", flat=True)
    )
    taken |= RESERVED | {person.handle.lower() for person in people.by_number.values()}
    handles = []
    for seen, name in zip(new, wanted, strict=True):
        handle = _free(name, taken)
        taken.add(handle.lower())
        handles.append(handle)
        if handle != seen.account.username:
            people.renamed.append((seen.account.username, handle))
    return handles


def _plain(account: Account) -> str:
    if PATTERN.match(account.username):
        return account.username
    letters = re.sub(r"[^A-Za-z0-9_.-]+", "", account.username).strip("_.-")[:HANDLE_CHARS]
    return letters if PATTERN.match(letters) else f"member-{abs(account.id)}"


def _free(name: str, taken: set[str]) -> str:
    if name.lower() not in taken:
        return name
    number = 2
    while True:
        handle = f"{name[: HANDLE_CHARS - 6]}-{number}"
        if handle.lower() not in taken and not Person.objects.filter(handle_key=handle.lower()).exists():
            return handle
        number += 1
