"""Giving and taking back roles; every act stands in the audit log."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from trialogue.core import activity
from trialogue.core.audiences import MEMBERS, Audience
from trialogue.core.errors import Conflict, NotAllowed, Refused
from trialogue.people.audiences import AudienceMember, Role, RoleGrant, Scope, open_grants
from trialogue.people.persons import Person
from trialogue.people.rights import require


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
    if scope not in Scope.values or (scope == Scope.SITE) != (scope_id == 0):
        raise Refused(_("Choose where the role holds."), field="scope")
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
    person.forget_standing()
    return given


def keep_somebody(role: str, *, but: Person) -> None:
    """Raises Refused where nobody else who can sign in would hold the role, if it is one the site cannot do without.

    Locks the grants first: two managers who take each other's role, or keep each other out, at once would leave nobody.
    """
    if role not in (Role.MANAGER, Role.OPERATOR):
        return
    held = RoleGrant.objects.filter(role=role, scope=Scope.SITE, scope_id=0, until=None)
    list(held.select_for_update().order_by("pk").values_list("pk", flat=True))
    if not held.filter(person__account__is_active=True).exclude(person=but).exists():
        raise Refused(_("Somebody else has to have this role first."))


@transaction.atomic
def revoke(given: RoleGrant, *, by: Person, at: datetime) -> None:
    """Takes a role back. The last operator or manager cannot lock everybody out."""
    require(by, "role.grant")
    if given.role == Role.OPERATOR and Role.OPERATOR not in by.site_roles:
        raise NotAllowed("role.grant")
    if given.scope == Scope.SITE and given.scope_id == 0:
        keep_somebody(given.role, but=given.person)
    if not RoleGrant.objects.filter(pk=given.pk, until=None).update(until=at):
        raise Conflict(_("This role was taken back already."))
    words = {"person": given.person.name, "role": given.role}
    activity.record("role.revoked", by=by, of=given.person, at=at, audience_id=MEMBERS, old=given.role, words=words)
    given.person.forget_standing()


def entrust(person: Person, *, role: str, scope: str, scope_id: int, by: Person | None, at: datetime) -> None:
    """Gives a role in one place, if they have it not yet; the caller checked the right and records what it means there."""
    place = {"person": person, "role": role, "scope": scope, "scope_id": scope_id}
    RoleGrant.objects.get_or_create(**place, until=None, defaults={"by": by, "at": at})
    person.forget_standing()


def disentrust(person: Person, *, role: str, scope: str, scope_ids: Collection[int], at: datetime) -> None:
    """Takes back what `entrust` gave in these places."""
    RoleGrant.objects.filter(person=person, role=role, scope=scope, scope_id__in=scope_ids, until=None).update(until=at)
    person.forget_standing()


def invite(audience: Audience, person: Person, *, by: Person | None, at: datetime) -> None:
    """Makes somebody one of the people who may see a private thing; the caller checked the right."""
    AudienceMember.objects.get_or_create(audience=audience, person=person, defaults={"by": by, "at": at})
    person.forget_standing()


def uninvite(audience: Audience, person: Person) -> None:
    AudienceMember.objects.filter(audience=audience, person=person).delete()
    person.forget_standing()
