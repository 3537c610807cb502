"""Giving and taking back roles; every act stands in the audit log."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from trialogue.core import activity
from trialogue.core.audiences import MEMBERS, Audience
from trialogue.core.errors import Conflict, NotAllowed, Refused
from trialogue.people.audiences import AudienceMember, Role, RoleGrant, Scope, open_grants
from trialogue.people.persons import Person
from trialogue.people.rights import require


def _forget(person: Person) -> None:
    """What this object had read of its rights counts no more."""
    for name in ("_standing", "_audience_ids"):
        person.__dict__.pop(name, None)


@transaction.atomic
def grant(
    person: Person, *, role: str, by: Person | None, at: datetime, scope: str = Scope.SITE, scope_id: int = 0
) -> RoleGrant:
    """Gives a role. `by` None is the installation itself (first run, command line).

    A manager cannot make an operator: that right comes from an operator.
    """
    if by is not None:
        require(by, "role.grant")
        if role == Role.OPERATOR and Role.OPERATOR not in by.site_roles:
            raise NotAllowed("role.grant")
    if role not in Role.values:
        raise Refused(_("There is no such role."), field="role")
    if open_grants(person.pk).filter(role=role, scope=scope, scope_id=scope_id).exists():
        raise Conflict(_("%(name)s has this role already.") % {"name": person.name})
    given = RoleGrant.objects.create(person=person, role=role, scope=scope, scope_id=scope_id, by=by, at=at)
    activity.record(
        "role.granted",
        by=by,
        of=person,
        at=at,
        audience_id=MEMBERS,
        new=role,
        words={"person": person.name, "role": role},
    )
    _forget(person)
    return given


@transaction.atomic
def revoke(given: RoleGrant, *, by: Person, at: datetime) -> None:
    """Takes a role back. The last operator or manager cannot lock everybody out."""
    require(by, "role.grant")
    if given.role == Role.OPERATOR and Role.OPERATOR not in by.site_roles:
        raise NotAllowed("role.grant")
    # Locked: two who take each other's role at once would leave nobody.
    holders = RoleGrant.objects.select_for_update().filter(role=given.role, scope=Scope.SITE, until=None)
    others = [grant.pk for grant in holders.order_by("pk") if grant.pk != given.pk]
    if given.role in (Role.MANAGER, Role.OPERATOR) and not others:
        raise Refused(_("Somebody else has to have this role first."))
    if not RoleGrant.objects.filter(pk=given.pk, until=None).update(until=at):
        raise Conflict(_("This role was taken back already."))
    words = {"person": given.person.name, "role": given.role}
    activity.record("role.revoked", by=by, of=given.person, at=at, audience_id=MEMBERS, old=given.role, words=words)
    _forget(given.person)


def invite(audience: Audience, person: Person, *, by: Person | None, at: datetime) -> None:
    """Makes somebody one of the people who may see a private thing; the caller checked the right."""
    AudienceMember.objects.get_or_create(audience=audience, person=person, defaults={"by": by, "at": at})
    _forget(person)


def uninvite(audience: Audience, person: Person) -> None:
    AudienceMember.objects.filter(audience=audience, person=person).delete()
    _forget(person)
