"""Writes the crowd: persons with accounts, as joining, choosing voices and filling the profile would."""

from collections.abc import Callable

from allauth.account.models import EmailAddress

from trialogue.core.audiences import PUBLIC, STAFF
from trialogue.people.accounts import Account
from trialogue.people.handles import candidates, taken_handles
from trialogue.people.persons import Person

from .calendar import moment, written
from .events import Events, said
from .newcomers import Newcomer, newcomers
from .plan import Plan
from .roll import Roll
from .tables import Table, Tables

EDITED = said(["country", "languages", "says", "skills", "time_zone"])


class Crowd:
    def __init__(self, plan: Plan, events: Events) -> None:
        self.plan, self.events, self.roll = plan, events, Roll()
        self.random = plan.random("passwords")
        self.taken = taken_handles()
        self.persons = Table(
            Person, "handle", "name", "says", "voice", "uses", "builds", "cares", "country", "time_zone", "languages", "skills",
            "language", "mail_pace", "joined_at", "started",
        )  # fmt: skip
        self.accounts = Table(Account, "person_id", "email", "password", "date_joined")
        self.addresses = Table(EmailAddress, "user_id", "email", "verified", "primary")
        self.tables = Tables(self.persons, self.accounts, self.addresses, events.table)

    def write(self, progress: Callable[[int, int], None]) -> Roll:
        for newcomer in newcomers(self.plan):
            self._write(newcomer)
            self.tables.write_if_full()
            progress(newcomer.nth + 1, self.plan.size.people)
        self.tables.write()
        return self.roll

    def _write(self, new: Newcomer) -> None:
        at, handle, voices = written(new.at), self._handle(new.name), new.voices
        pk = self.persons.add(
            handle, new.name, new.says, voices[0], *(int(voice in voices) for voice in ("user", "builder", "steward")),
            new.country, new.zone, said(new.languages), said(new.skills), new.language, "never", at,
            said({"voices": moment(new.at).isoformat()}),
        )  # fmt: skip
        email = f"{handle}@example.org"
        account = self.accounts.add(pk, email, f"!{self.random.getrandbits(160):040x}", at)
        self.addresses.add(account, email, 1, 1)
        self.roll.add(pk, new.name, handle)
        self._tell(pk, at, voices)

    def _handle(self, name: str) -> str:
        first, *others = candidates(name)
        free = next((each for each in (first, *others) if len(each) > 1 and each not in self.taken), None)
        handle = free or f"{first[:20]}-{self.persons.last or 1}x"
        self.taken.add(handle)
        return handle

    def _tell(self, pk: int, at: str, voices: list[str]) -> None:
        add, name = self.events.add, self.roll.said[-1]
        own = f'{{"actor": {name}}}'
        add("person.joined", at, pk, "person", pk, PUBLIC, None, own)
        add("account.opened", at, None, "person", pk, STAFF, None, f'{{"actor": "", "person": {name}}}')
        add("person.voices_chosen", at, pk, "person", pk, PUBLIC, None, own, old="[]", new=said(voices))
        add("person.profile_edited", at, pk, "person", pk, PUBLIC, None, own, new=EDITED)
        add("person.mail_pace_set", at, pk, "person", pk, PUBLIC, None, own, old='"at_once"', new='"never"')
