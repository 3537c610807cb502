"""'This imported person is me.' Merging is a pointer, so it can be undone."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from trialogue.core import activity, limits
from trialogue.core.audiences import MEMBERS, STAFF
from trialogue.core.errors import Conflict, Refused
from trialogue.people.persons import Claim, Person
from trialogue.people.rights import require


@transaction.atomic
def claim(person: Person, *, by: Person, words: str, at: datetime) -> Claim:
    """Asks for an imported profile; a manager decides."""
    require(by, "profile.claim", person)
    limits.spend("claim", by.pk)
    if person.is_claimed or person.merged_into_id or person.pk == by.pk:
        raise Refused(_("This profile belongs to somebody already."))
    if not words.strip():
        raise Refused(_("Write one sentence by which we can tell."), field="words")
    try:
        with transaction.atomic():
            made = Claim.objects.create(person=person, by=by, words=words.strip()[:500], at=at)
    except IntegrityError as twice:
        raise Conflict(_("You have asked for this profile already. A manager will look at it.")) from twice
    names = {"person": {"label": person.name, "url": person.path}}
    activity.record("claim.made", by=by, of=made, at=at, audience_id=STAFF, words=names, reason=made.words)
    return made


@transaction.atomic
def decide(claim: Claim, *, confirmed: bool, by: Person, at: datetime) -> None:
    """Confirms or declines; a confirmed claim merges the imported person into the member."""
    require(by, "claim.decide", claim)
    if not Claim.objects.filter(pk=claim.pk, decided_at=None).update(decided_at=at, decided_by=by, confirmed=confirmed):
        raise Conflict(_("Somebody has decided this already."))
    verb = "claim.confirmed" if confirmed else "claim.declined"
    activity.record(
        verb, by=by, of=claim, at=at, audience_id=STAFF, words={"person": claim.person.name, "member": claim.by.name}
    )
    if confirmed:
        merge(claim.person, into=claim.by, by=by, at=at)


@transaction.atomic
def merge(person: Person, *, into: Person, by: Person | None, at: datetime) -> None:
    """Everything of `person` reads as written by `into`. Both rows stay; `unmerge` takes it back."""
    if by is not None:
        require(by, "claim.decide")
    if person.is_claimed or not Person.objects.filter(pk=person.pk, merged_into=None).update(merged_into=into):
        raise Conflict(_("This profile belongs to somebody already."))
    person.merged_into = into
    Person.objects.filter(merged_into=person).update(merged_into=into)
    names = {"person": person.name, "member": {"label": into.name, "url": into.path}}
    activity.record("person.merged", by=by, of=person, at=at, audience_id=MEMBERS, new=into.pk, words=names)


@transaction.atomic
def unmerge(person: Person, *, by: Person, at: datetime) -> None:
    require(by, "claim.decide")
    old = person.merged_into_id
    if not Person.objects.filter(pk=person.pk, merged_into__isnull=False).update(merged_into=None):
        raise Conflict(_("These two are apart already."))
    person.merged_into = None
    activity.record(
        "person.unmerged", by=by, of=person, at=at, audience_id=MEMBERS, old=old, words={"person": person.name}
    )
