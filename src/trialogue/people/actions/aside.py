"""Keeping somebody away, and choosing who may write to one.

None of it is an event: whom somebody mutes or blocks is nobody's business, not even of those who look after the place.
"""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from trialogue.core.errors import Refused
from trialogue.people.aside import Block, Mute
from trialogue.people.persons import Person, WrittenBy
from trialogue.people.rights import require

MOST = 500


def _set_aside(kind: type[Block | Mute], person: Person, *, by: Person, at: datetime) -> None:
    require(by, "member.set_aside", person)
    if person.pk == by.pk:
        raise Refused(_("This is you."))
    Person.objects.select_for_update().get(pk=by.pk)
    if kind.objects.filter(by=by).count() >= MOST:
        raise Refused(_("More than 500 people are too many to keep away. Take some off the list."))
    kind.objects.get_or_create(by=by, of=person, defaults={"at": at})
    _keep_list(by)


def _take_back(kind: type[Block | Mute], person: Person, *, by: Person) -> None:
    require(by, "member.set_aside", person)
    Person.objects.select_for_update().get(pk=by.pk)
    kind.objects.filter(by=by, of=person).delete()
    _keep_list(by)


def _keep_list(by: Person) -> None:
    """The ids pages fold by: of the muted and the blocked."""
    ids = {pk for kind in (Block, Mute) for pk in kind.objects.filter(by=by).values_list("of_id", flat=True)}
    by.set_aside = sorted(ids)
    by.save(update_fields=["set_aside"])


@transaction.atomic
def block(person: Person, *, by: Person, at: datetime) -> None:
    """They cannot write to `by` any more, and never learn it; what they write elsewhere is folded too. Twice is once."""
    _set_aside(Block, person, by=by, at=at)


@transaction.atomic
def unblock(person: Person, *, by: Person) -> None:
    _take_back(Block, person, by=by)


@transaction.atomic
def mute(person: Person, *, by: Person, at: datetime) -> None:
    """What they write is folded, and what they do is not told to `by`. Twice is once."""
    _set_aside(Mute, person, by=by, at=at)


@transaction.atomic
def unmute(person: Person, *, by: Person) -> None:
    _take_back(Mute, person, by=by)


def choose_writers(person: Person, *, who: str, by: Person) -> None:
    """Who may write to this person directly."""
    require(by, "profile.edit", person)
    if who not in WrittenBy.values:
        raise Refused(_("Choose who may write to you."), field="written_by")
    person.written_by = who
    person.save(update_fields=["written_by"])
