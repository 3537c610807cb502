"""Founding a group, changing it, closing it."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from trialogue.core.audiences import Audience, AudienceKind
from trialogue.core.checking import check_fields
from trialogue.core.errors import Conflict, Refused
from trialogue.hub.groups.models import Group, Joining, SeenBy
from trialogue.people.actions.roles import uninvite
from trialogue.people.audiences import Role
from trialogue.people.persons import Person
from trialogue.people.rights import require

from .areas import narrow_areas, retire_areas
from .leading import lead
from .membership import let_in
from .telling import record

# Addresses that pages of the groups have: /groups/new/.
TAKEN = {"new"}
NAME_CHARS, ABOUT_CHARS = 60, 1000
EDITABLE = {"names", "descriptions", "seen_by", "joining"}


def _tidy(words: dict[str, str] | None) -> dict[str, str]:
    return {language: text.strip() for language, text in (words or {}).items() if text.strip()}


def _check(group: Group) -> None:
    """What the columns take, what the pages have room for, and what goes together."""
    group.names, group.descriptions = _tidy(group.names), _tidy(group.descriptions)
    if not group.names or any(len(name) > NAME_CHARS for name in group.names.values()):
        raise Refused(_("Give it a name of at most 60 letters."), field="names")
    check_fields(group, EDITABLE)
    if any(len(text) > ABOUT_CHARS for text in group.descriptions.values()):
        raise Refused(_("Say what the group is about in at most 1,000 letters."), field="descriptions")
    if group.is_private and group.joining != Joining.INVITATION:
        raise Refused(_("Nobody can ask to join what they do not see. A private group invites."), field="joining")


def _new_audience(slug: str, kind: str) -> Audience:
    """Community managers belong to it: somebody has to be able to put things right."""
    return Audience.objects.create(kind=kind, name=slug, open_to_role=Role.MANAGER)


def _address(slug: str, names: dict[str, str]) -> str:
    wanted = slug or slugify(next(iter(names.values()), ""))[:60].strip("-")
    if not wanted:
        raise Refused(_("Write an address of latin letters for it."), field="slug")
    if wanted in TAKEN:
        raise Refused(
            _("A page of the site stands at the address “%(slug)s”. Write another one.") % {"slug": wanted},
            field="slug",
        )
    return wanted


@transaction.atomic
def found_group(
    *, names: dict[str, str], by: Person, at: datetime, descriptions: dict[str, str] | None = None, slug: str = "",
    seen_by: str = SeenBy.PUBLIC, joining: str = Joining.OPEN,
) -> Group:  # fmt: skip
    """A new group; who founds it is in it and leads it."""
    require(by, "group.found")
    group = Group(names=names, descriptions=descriptions or {}, seen_by=seen_by, joining=joining)
    _check(group)
    group.slug, group.founded_at, group.founded_by = _address(slug, group.names), at, by
    check_fields(group, {"slug"})
    try:
        with transaction.atomic():
            group.audience = _new_audience(group.slug, AudienceKind.GROUP)
            group.door = _new_audience(group.slug, AudienceKind.INVITED)
            group.save()
    except IntegrityError as twice:
        raise Conflict(_("There is a group at this address."), field="slug") from twice
    let_in(group, by, by=by, at=at)
    lead(group, by, by=by, at=at)
    record("founded", group, by=by, at=at)
    return group


@transaction.atomic
def edit_group(group: Group, *, by: Person, at: datetime, **fields: Any) -> None:
    """Changes the named fields (`EDITABLE`). Where fewer see it, its categories are seen by no others from now on."""
    require(by, "group.lead", group)
    if unknown := set(fields) - EDITABLE:
        raise TypeError(f"not of a group: {sorted(unknown)}")
    old = {name: getattr(group, name) for name in fields}
    for name, value in fields.items():
        setattr(group, name, value)
    _check(group)
    group.save(update_fields=list(fields))
    if group.is_private and old.get("seen_by", SeenBy.PRIVATE) != SeenBy.PRIVATE:
        _clear_door(group)
    narrow_areas(group, by=by, at=at)
    record("edited", group, by=by, at=at, old=old, new={name: getattr(group, name) for name in fields})


def _clear_door(group: Group) -> None:
    """Who once asked does not see it once it is private; who is invited does."""
    waiting = group.admissions.open().invitations().values("person")
    for stranger in Person.objects.filter(audience_memberships__audience=group.door_id).exclude(pk__in=waiting):
        uninvite(group.door, stranger)


@transaction.atomic
def close_group(group: Group, *, by: Person, at: datetime) -> None:
    """Nobody joins any more and nothing new begins in its categories; what is there stays readable to who could read it."""
    require(by, "group.lead", group)
    if not Group.objects.filter(pk=group.pk, closed_at=None).update(closed_at=at):
        raise Conflict(_("The group is closed already."))
    group.closed_at = at
    retire_areas(group, retired_at=at, by=by, at=at)
    record("closed", group, by=by, at=at)


@transaction.atomic
def reopen_group(group: Group, *, by: Person, at: datetime) -> None:
    require(by, "group.lead", group)
    if not Group.objects.filter(pk=group.pk).exclude(closed_at=None).update(closed_at=None):
        raise Conflict(_("The group is open already."))
    group.closed_at = None
    retire_areas(group, retired_at=None, by=by, at=at)
    record("reopened", group, by=by, at=at)
