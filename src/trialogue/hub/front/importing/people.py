"""People of elsewhere as people here: unclaimed, without an address, never mailed."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice

from django.db import transaction

from trialogue.people.handles import PATTERN, RESERVED
from trialogue.people.persons import Identity, Person

CHUNK = 400
HANDLE_CHARS, NAME_CHARS, TITLE_CHARS = 40, 80, 100


@dataclass(frozen=True)
class Arrival:
    """Somebody who wrote elsewhere: `key` is what they are known by there, `at` the first moment they show up."""

    key: str
    username: str
    at: datetime
    name: str = ""
    title: str = ""
    is_bot: bool = False


@dataclass
class People:
    """Who came, by key and by the user name (in lower case) they had there."""

    kind: str
    by_key: dict[str, Person] = field(default_factory=dict)
    by_name: dict[str, Person] = field(default_factory=dict)
    added: int = 0
    renamed: list[tuple[str, str]] = field(default_factory=list)

    def keep(self, arrival: Arrival, person: Person) -> None:
        self.by_key[arrival.key] = person
        self.by_name[arrival.username.lower()] = person.heir


def bring_people(arrivals: Iterable[Arrival], *, kind: str, dry_run: bool) -> People:
    """Finds or makes the person of everybody (`kind` of their identity); those made before stay as they are now."""
    people = People(kind)
    rest = iter(arrivals)
    while chunk := list(islice(rest, CHUNK)):
        with transaction.atomic():
            _bring(chunk, people, dry_run=dry_run)
    return people


def _bring(chunk: list[Arrival], people: People, *, dry_run: bool) -> None:
    known = {
        identity.value: identity.person
        for identity in Identity.objects.filter(kind=people.kind, value__in=[each.key for each in chunk])
        .select_related("person__merged_into")
    }  # fmt: skip
    new = [each for each in chunk if each.key not in known]
    made = [_person(each, handle) for each, handle in zip(new, _handles(new, people), strict=True)]
    if not dry_run:
        Person.objects.bulk_create(made)
        keys = zip(new, made, strict=True)
        Identity.objects.bulk_create(
            [Identity(person=person, kind=people.kind, value=each.key) for each, person in keys]
        )
    for each, person in zip(new, made, strict=True):
        people.keep(each, person)
    for each in chunk:
        if person_known := known.get(each.key):
            people.keep(each, person_known)
    people.added += len(made)


def _person(arrival: Arrival, handle: str) -> Person:
    name = " ".join((arrival.name or arrival.username).split()) or arrival.username
    return Person(
        handle=handle, name=name[:NAME_CHARS], says=" ".join(arrival.title.split())[:TITLE_CHARS],
        is_bot=arrival.is_bot, joined_at=arrival.at,
    )  # fmt: skip


def _handles(new: Iterable[Arrival], people: People) -> list[str]:
    """The user names, with their capitals; where one is taken or cannot be an address, the nearest that can."""
    wanted = [_plain(each) for each in new]
    taken = set(
        Person.objects.filter(handle_key__in=[name.lower() for name in wanted]).values_list("handle_key", flat=True)
    )
    taken |= RESERVED | {person.handle.lower() for person in people.by_key.values()}
    handles = []
    for each, name in zip(new, wanted, strict=True):
        handle = _free(name, taken)
        taken.add(handle.lower())
        handles.append(handle)
        if handle != each.username:
            people.renamed.append((each.username, handle))
    return handles


def _plain(arrival: Arrival) -> str:
    if PATTERN.match(arrival.username):
        return arrival.username
    letters = re.sub(r"[^A-Za-z0-9_.-]+", "", arrival.username).strip("_.-")[:HANDLE_CHARS]
    figures = re.sub(r"[^0-9]+", "", arrival.key)[:12]
    return letters if PATTERN.match(letters) else f"member-{figures or 'of-before'}"


def _free(name: str, taken: set[str]) -> str:
    if name.lower() not in taken:
        return name
    number = 2
    while True:
        handle = f"{name[: HANDLE_CHARS - 6]}-{number}"
        if handle.lower() not in taken and not Person.objects.filter(handle_key=handle.lower()).exists():
            return handle
        number += 1
