"""How far somebody is known: grown by itself, or set by hand with a reason. Only a hand takes it back."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from trialogue.core import activity, site
from trialogue.core.audiences import STAFF
from trialogue.core.errors import Conflict, Refused
from trialogue.core.words import writable
from trialogue.people.persons import Person
from trialogue.people.rights import require
from trialogue.people.trust.counting import counts_of
from trialogue.people.trust.levels import Level, TrustLevel
from trialogue.people.trust.numbers import NUMBERS, current, earned


def _stands(person: Person) -> TrustLevel | None:
    """The row that holds, after the person is locked: two who set it at once come one after the other."""
    Person.objects.select_for_update().get(pk=person.pk)
    return TrustLevel.objects.filter(person=person, until=None).first()


def _record(verb: str, person: Person, old: Level, row: TrustLevel) -> None:
    activity.record(
        verb, by=row.by, of=person, at=row.since, audience_id=STAFF, old=old.name.lower(),
        new=Level(row.level).name.lower(), reason=row.because,
        words={"person": {"label": person.name, "url": person.path}, "level": Level(row.level).name.lower()},
    )  # fmt: skip


def _put(person: Person, level: Level, *, by: Person | None, at: datetime, because: str = "", held: bool) -> TrustLevel:
    TrustLevel.objects.filter(person=person, until=None).update(until=at)
    row = TrustLevel.objects.create(person=person, level=level, since=at, by=by, because=because, held=held)
    person.forget_standing()
    return row


@transaction.atomic
def set_level(person: Person, *, level: int, by: Person | None, at: datetime, reason: str) -> TrustLevel:
    """Sets it by hand, up or down. It is held: nothing but a hand changes it from then on. `by` None is the installation."""
    if by is not None:
        require(by, "member.trust", person)
    reason = " ".join(writable(reason).split())[:300]
    if level not in Level.values:
        raise Refused(_("Choose where they stand."), field="level")
    if not reason:
        raise Refused(_("Write why. It stands here for those who ask later."), field="reason")
    row = _stands(person)
    old = Level(row.level) if row else Level.NEW
    if old == level and row is not None and row.held:
        raise Conflict(_("%(name)s stands there already.") % {"name": person.name})
    made = _put(person, Level(level), by=by, at=at, because=reason, held=True)
    _record("trust.set", person, old, made)
    return made


@transaction.atomic
def let_grow(person: Person, *, by: Person, at: datetime) -> TrustLevel:
    """What was set by hand may grow by itself again, from where it stands."""
    require(by, "member.trust", person)
    row = _stands(person)
    if row is None or not row.held:
        raise Conflict(_("It grows by itself already."))
    level = min(Level(row.level), Level.TRUSTED)
    made = _put(person, Level(level), by=by, at=at, held=False)
    _record("trust.let_grow", person, Level(row.level), made)
    return made


@transaction.atomic
def grow(person: Person, *, at: datetime) -> bool:
    """Raises somebody who has all that a further level takes; True where it did. Done twice it is done once."""
    row = _stands(person)
    old = Level(row.level) if row else Level.NEW
    now = earned(counts_of([person.pk])[person.pk], current())
    if (row is not None and row.held) or now <= old:
        return False
    made = _put(person, now, by=None, at=at, held=False)
    _record("trust.grown", person, old, made)
    return True


def _checked(values: Mapping[str, int]) -> dict[str, int]:
    if unknown := set(values) - set(NUMBERS):
        raise TypeError(f"no number of trust: {sorted(unknown)}")
    for name, value in values.items():
        number = NUMBERS[name]
        if not number.least <= value <= number.most:
            said = _("Write a number from %(least)d to %(most)d.") % {"least": number.least, "most": number.most}
            raise Refused(said, field=name)
    return dict(values)


@transaction.atomic
def change_numbers(values: Mapping[str, int], *, by: Person, at: datetime) -> None:
    """Writes the named numbers (`trust.numbers.NUMBERS`): what levels take, limits of those who are new, joining."""
    require(by, "trust.change")
    values = _checked(values)
    kept = site.Site.objects.select_for_update().get_or_create(pk=1)[0].trust
    old = {name: kept.get(name, NUMBERS[name].usual) for name in values}
    changed = sorted(name for name, value in values.items() if value != old[name])
    if not changed:
        return
    now = kept | {name: values[name] for name in changed}
    here = site.change(trust={name: value for name, value in now.items() if value != NUMBERS[name].usual})
    activity.record(
        "trust.changed", by=by, of=here, at=at, audience_id=STAFF,
        old={name: old[name] for name in changed}, new={name: values[name] for name in changed},
    )  # fmt: skip
