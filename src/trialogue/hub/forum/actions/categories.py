"""The shelves of the forum."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.text import slugify
from django.utils.translation import gettext as _

from trialogue.core import activity
from trialogue.core.audiences import PUBLIC, Audience
from trialogue.core.checking import check_fields
from trialogue.core.errors import Conflict, Refused
from trialogue.core.jobs import job
from trialogue.hub.conversations.actions.audience import is_wider, narrow_shelf, take_along
from trialogue.hub.conversations.models import Conversation
from trialogue.hub.forum.models import Category, CategoryKind
from trialogue.people.notices.recounting import recount, send_after_all
from trialogue.people.persons import Person
from trialogue.people.rights import require

# Addresses that pages of the forum and of the managers have: /forum/ask/, /manage/categories/new/.
TAKEN = {"ask", "new", "read"}
ABOUT_CHARS, TEMPLATE_CHARS, LAST_PLACE, LAST_HUE = 300, 4000, 999, 360
EDITABLE = {"names", "descriptions", "kind", "hue", "order", "template", "retired_at"}


def _check_names(names: dict[str, str]) -> dict[str, str]:
    kept = {language: " ".join(name.split()) for language, name in names.items() if name.strip()}
    if not kept or any(len(name) > 60 for name in kept.values()):  # noqa: PLR2004 - fits the side column
        raise Refused(_("Give it a name of at most 60 letters."), field="names")
    return kept


def _check(category: Category, names: Collection[str]) -> None:
    """What the columns take, and what the pages have room for."""
    check_fields(category, names)
    if any(len(text) > ABOUT_CHARS for text in category.descriptions.values()):
        raise Refused(_("Say what belongs here in at most 300 letters."), field="descriptions")
    if len(category.template) > TEMPLATE_CHARS:
        raise Refused(_("Keep what a new topic begins with under 4,000 letters."), field="template")
    if category.hue > LAST_HUE:
        raise Refused(_("Choose a colour from 0 to 360."), field="hue")
    if category.order > LAST_PLACE:
        raise Refused(_("Choose a place from 0 to 999."), field="order")


@transaction.atomic
def add_category(
    *, names: dict[str, str], by: Person | None, at: datetime, slug: str = "", audience: Audience | None = None,
    kind: str = CategoryKind.DISCUSSION, within: Any = None, **fields: Any,
) -> Category:  # fmt: skip
    """A new category; `audience` None is everybody, `by` None the installation itself.

    `within` is what it is made for (a group): who may edit categories there may add one.
    """
    if by is not None:
        require(by, "category.edit", within)
    names = _check_names(names)
    slug = slug or slugify(next(iter(names.values())))[:60].strip("-")
    if not slug:
        raise Refused(_("Write an address of latin letters for it."), field="slug")
    if slug in TAKEN:
        raise Refused(
            _("A page of the site stands at the address “%(slug)s”. Write another one.") % {"slug": slug}, field="slug"
        )
    try:
        with transaction.atomic():
            made = Category(
                slug=slug, names=names, kind=kind, audience_id=audience.pk if audience else PUBLIC,
                order=fields.pop("order", Category.objects.count()), **fields,
            )  # fmt: skip
            _check(made, {"slug", *EDITABLE})
            made.save()
    except IntegrityError as twice:
        raise Conflict(_("There is a category at this address."), field="slug") from twice
    activity.record(
        "category.added", by=by, of=made, at=at, audience_id=made.audience_id, words={"category": made.name}
    )
    return made


def locked(category: Category) -> Category:
    """As it is now, until the transaction ends: nothing begins in it as it was seen before."""
    return Category.objects.select_for_update().get(pk=category.pk)


@job(retries=8)
def take_topics_along(category_id: int, old: int) -> None:
    """The topics follow the readers of their category, who were `old`."""
    new = Category.objects.get(pk=category_id).audience_id

    def still() -> bool:
        return Category.objects.select_for_update().get(pk=category_id).audience_id == new

    take_along(kind="topic", shelf_id=category_id, old=old, new=new, still=still)
    talks = Conversation.objects.filter(kind="topic", shelf_id=category_id)
    told = Q(event__conversation_id__in=talks.values("pk"))
    recount(told)
    send_after_all(told)


@transaction.atomic
def edit_category(
    category: Category, *, by: Person, at: datetime, audience: Audience | None = None, **fields: Any
) -> None:
    """Changes the named fields (`EDITABLE`); a new audience takes every topic in it along.

    Where fewer see it, nothing in it is seen by the others from now on; the rows follow in a job.
    """
    require(by, "category.edit", category)
    if unknown := set(fields) - EDITABLE:
        raise TypeError(f"not of a category: {sorted(unknown)}")
    if "names" in fields:
        fields["names"] = _check_names(fields["names"] or {})
    seen_by = locked(category).audience_id
    old = {name: getattr(category, name) for name in fields} | {"audience": seen_by}
    for name, value in fields.items():
        setattr(category, name, value)
    _check(category, fields)
    if audience is not None and audience.pk != seen_by:
        if not is_wider(audience.pk, than=seen_by):
            narrow_shelf(kind="topic", shelf_id=category.pk, to=audience.pk)
        take_topics_along.enqueue(category.pk, seen_by)
        category.audience = audience
    category.save(update_fields=[*fields, "audience"])
    words = {"category": category.name}
    activity.record(
        "category.edited", by=by, of=category, at=at, audience_id=category.audience_id, old=old, new=fields, words=words
    )
