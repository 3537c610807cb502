"""The shelves of the forum."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from trialogue.core import activity
from trialogue.core.audiences import PUBLIC, Audience
from trialogue.core.checking import check_fields
from trialogue.core.errors import Conflict, Refused
from trialogue.hub.conversations.models import Conversation
from trialogue.hub.forum.models import Category, CategoryKind
from trialogue.people.persons import Person
from trialogue.people.rights import require

from .moderating import change_audience

# Addresses that pages of the forum and of the managers have: /forum/ask/, /manage/categories/new/.
TAKEN = {"ask", "new"}
EDITABLE = {"names", "descriptions", "kind", "hue", "order", "template", "retired_at"}


def _check_names(names: dict[str, str]) -> dict[str, str]:
    kept = {language: " ".join(name.split()) for language, name in names.items() if name.strip()}
    if not kept or any(len(name) > 60 for name in kept.values()):  # noqa: PLR2004 - fits the side column
        raise Refused(_("Give it a name of at most 60 letters."), field="names")
    return kept


@transaction.atomic
def add_category(
    *, names: dict[str, str], by: Person | None, at: datetime, slug: str = "", audience: Audience | None = None,
    kind: str = CategoryKind.DISCUSSION, **fields: Any,
) -> Category:  # fmt: skip
    """A new category; `audience` None is everybody. `by` None is the installation itself."""
    if by is not None:
        require(by, "category.edit")
    names = _check_names(names)
    slug = slug or slugify(next(iter(names.values())))
    if not slug:
        raise Refused(_("Write an address of latin letters for it."), field="slug")
    if slug in TAKEN:
        raise Refused(
            _("A page of the site stands at the address “%(slug)s”. Write another one.") % {"slug": slug}, field="slug"
        )
    try:
        with transaction.atomic():
            made = Category.objects.create(
                slug=slug, names=names, kind=kind, audience_id=audience.pk if audience else PUBLIC,
                order=fields.pop("order", Category.objects.count()), **fields,
            )  # fmt: skip
    except IntegrityError as twice:
        raise Conflict(_("There is a category at this address."), field="slug") from twice
    activity.record(
        "category.added", by=by, of=made, at=at, audience_id=made.audience_id, words={"category": made.name}
    )
    return made


@transaction.atomic
def edit_category(
    category: Category, *, by: Person, at: datetime, audience: Audience | None = None, **fields: Any
) -> None:
    """Changes the named fields (`EDITABLE`); a new audience takes every topic in it along at once."""
    require(by, "category.edit", category)
    if unknown := set(fields) - EDITABLE:
        raise TypeError(f"not of a category: {sorted(unknown)}")
    if "names" in fields:
        fields["names"] = _check_names(fields["names"] or {})
    old = {name: getattr(category, name) for name in fields} | {"audience": category.audience_id}
    for name, value in fields.items():
        setattr(category, name, value)
    check_fields(category, fields)
    if audience is not None and audience.pk != category.audience_id:
        category.audience = audience
        for conversation in Conversation.objects.filter(topic__category=category):
            change_audience(conversation, audience.pk)
            conversation.save(update_fields=["audience_id"])
    category.save(update_fields=[*fields, "audience"])
    words = {"category": category.name}
    activity.record(
        "category.edited", by=by, of=category, at=at, audience_id=category.audience_id, old=old, new=fields, words=words
    )
