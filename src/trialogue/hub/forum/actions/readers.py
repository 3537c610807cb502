"""Who sees a category: everybody, members, staff, or people invited one by one."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from trialogue.core import activity
from trialogue.core.audiences import MEMBERS, PUBLIC, STAFF, Audience, AudienceKind
from trialogue.core.errors import Refused
from trialogue.hub.forum.models import Category
from trialogue.people.actions.roles import invite, uninvite
from trialogue.people.audiences import Role
from trialogue.people.persons import Person
from trialogue.people.rights import require

from .categories import edit_category

STANDING = {AudienceKind.PUBLIC: PUBLIC, AudienceKind.MEMBERS: MEMBERS, AudienceKind.STAFF: STAFF}


def invited(category: Category) -> list[Person]:
    """The people invited one by one, by name."""
    if category.audience.kind != AudienceKind.INVITED:
        return []
    return list(Person.objects.filter(audience_memberships__audience=category.audience_id).order_by("name"))


def _closed_circle(category: Category) -> Audience:
    """Its own audience of invited people. Community managers belong to it: somebody has to be able to put things right."""
    if category.audience.kind == AudienceKind.INVITED:
        return category.audience
    return Audience.objects.create(kind=AudienceKind.INVITED, name=category.slug, open_to_role=Role.MANAGER)


@transaction.atomic
def choose_readers(category: Category, *, kind: str, by: Person, at: datetime, people: Collection[Person] = ()) -> None:
    """Shows the category, with every topic in it, to these from now on; `people` counts where `kind` is 'invited'."""
    require(by, "category.edit", category)
    if kind in STANDING:
        audience = Audience.objects.get(pk=STANDING[AudienceKind(kind)])
    elif kind == AudienceKind.INVITED:
        audience = _closed_circle(category)
        _invite_exactly(category, audience, people, by=by, at=at)
    elif kind == category.audience.kind == AudienceKind.GROUP:
        audience = category.audience
    else:
        raise Refused(_("Choose who sees it."), field="audience")
    if audience.pk != category.audience_id:
        edit_category(category, audience=audience, by=by, at=at)


def _invite_exactly(
    category: Category, audience: Audience, people: Collection[Person], *, by: Person, at: datetime
) -> None:
    before = {person.pk: person for person in Person.objects.filter(audience_memberships__audience=audience)}
    wanted = {person.pk: person for person in people}
    for pk in wanted.keys() - before.keys():
        invite(audience, wanted[pk], by=by, at=at)
    for pk in before.keys() - wanted.keys():
        uninvite(audience, before[pk])
    if before.keys() != wanted.keys():
        old, new = (sorted(person.handle for person in some.values()) for some in (before, wanted))
        activity.record(
            "category.invited",
            by=by,
            of=category,
            at=at,
            audience_id=audience.pk,
            old=old,
            new=new,
            words={"category": category.name},
        )
