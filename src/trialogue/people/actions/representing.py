"""Appointing representatives of a country, and ending it."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from trialogue.core import activity
from trialogue.core.audiences import PUBLIC
from trialogue.core.errors import Conflict, Refused
from trialogue.people.countries import countries
from trialogue.people.persons import Person
from trialogue.people.representatives import Representation
from trialogue.people.rights import require


@transaction.atomic
def appoint_representative(person: Person, *, country: str, by: Person, at: datetime) -> Representation:
    """They stand on the pages of team and world from now on, as whom to write to."""
    require(by, "representative.appoint", person)
    if country not in countries():
        raise Refused(_("Choose one of the countries."), field="country")
    if not Person.objects.members().filter(pk=person.pk, is_bot=False).exists():
        raise Refused(_("Only a member can be a representative."), field="country")
    try:
        with transaction.atomic():
            made = Representation.objects.create(person=person, country=country, by=by, at=at)
    except IntegrityError as twice:
        raise Conflict(
            _("%(name)s represents this country already.") % {"name": person.name}, field="country"
        ) from twice
    _record("representative.appointed", made, by=by, at=at)
    return made


@transaction.atomic
def end_representation(representation: Representation, *, by: Person, at: datetime) -> None:
    """By a manager, or by the representatives themselves."""
    require(by, "representative.end", representation)
    if not Representation.objects.filter(pk=representation.pk, until=None).update(until=at):
        raise Conflict(_("This ended already."))
    representation.until = at
    _record("representative.ended", representation, by=by, at=at)


def _record(verb: str, what: Representation, *, by: Person, at: datetime) -> None:
    person = what.person
    words = {"person": {"label": person.name, "url": person.path}, "country": what.country}
    activity.record(verb, by=by, of=person, at=at, audience_id=PUBLIC, new=what.country, words=words)
