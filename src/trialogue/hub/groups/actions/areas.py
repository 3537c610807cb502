"""The categories that are a group's own. None is seen by more people than the group is."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from trialogue.core.audiences import MEMBERS, PUBLIC, Audience
from trialogue.core.errors import Refused
from trialogue.hub.forum.actions import add_category, edit_category
from trialogue.hub.forum.models import Category, CategoryKind
from trialogue.hub.groups.models import Area, Group, SeenBy
from trialogue.people.actions.roles import entrust
from trialogue.people.audiences import Role, Scope
from trialogue.people.persons import Person
from trialogue.people.rights import require

from .telling import record


def readers_for(group: Group) -> dict[str, int]:
    """Who may be chosen to read a category of the group: the audience of each choice."""
    wide = {SeenBy.PUBLIC.value: PUBLIC, SeenBy.MEMBERS.value: MEMBERS}
    levels = list(wide)
    within = levels[levels.index(group.seen_by) :] if group.seen_by in wide else []
    return {level: wide[level] for level in within} | {SeenBy.PRIVATE.value: group.audience_id}


@transaction.atomic
def add_area(
    group: Group, *, names: dict[str, str], by: Person, at: datetime, descriptions: dict[str, str] | None = None,
    kind: str = CategoryKind.DISCUSSION, readers: str = SeenBy.PRIVATE, slug: str = "",
) -> Category:  # fmt: skip
    """A category of the group's own, which its leaders look after; `readers` 'private' is the group alone."""
    require(by, "group.lead", group)
    choices = readers_for(group)
    if readers not in choices:
        raise Refused(_("Choose readers who see the group too."), field="readers")
    if group.closed_at:
        raise Refused(_("The group is closed. Open it again first."))
    audience = Audience.objects.get(pk=choices[readers])
    made = add_category(
        names=names,
        descriptions=descriptions or {},
        slug=slug,
        kind=kind,
        audience=audience,
        within=group,
        by=by,
        at=at,
    )
    Area.objects.create(group=group, category=made)
    for leader in Person.objects.filter(pk__in=group.leader_ids()):
        entrust(leader, role=Role.MANAGER, scope=Scope.CATEGORY, scope_id=made.pk, by=by, at=at)
    by.forget_standing()
    record("category_added", group, by=by, at=at, audience_id=made.audience_id, words={"category": made.name})
    return made


def narrow_areas(group: Group, *, by: Person, at: datetime) -> None:
    """Categories that more people see than may see the group now become the group's alone."""
    wider = Category.objects.filter(area__group=group).exclude(audience__in=readers_for(group).values())
    for category in wider:
        edit_category(category, audience=group.audience, by=by, at=at)


def retire_areas(group: Group, *, retired_at: datetime | None, by: Person, at: datetime) -> None:
    for category in Category.objects.filter(area__group=group):
        edit_category(category, retired_at=retired_at, by=by, at=at)
