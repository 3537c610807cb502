"""Products, their parts, and the plan of versions to come."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from trialogue.core import activity
from trialogue.core.audiences import PUBLIC
from trialogue.core.checking import check_fields
from trialogue.core.errors import Conflict, Refused
from trialogue.core.guarding import Review, look_over
from trialogue.people.persons import Person
from trialogue.people.rights import require

from .models import Component, Horizon, Milestone, Product, Version, version_key

# Addresses that pages have: /manage/products/new/, /roadmap/new/ and /releases/<product>/latest/.
TAKEN = "new"
TAKEN_VERSION = "latest"
DESCRIBED = {"name", "summary", "docs_url", "demo_url", "answers_age"}
DESCRIPTION_CHARS = 4000
PLANNED = ("goal", "description", "horizon", "start_date", "due_date")


@transaction.atomic
def add_product(*, name: str, by: Person | None, at: datetime, **fields: Any) -> Product:
    """The first product is the default one. `by` None is the installation itself."""
    if by is not None:
        require(by, "product.edit")
    if not (slug := slugify(name, allow_unicode=False)[:50].strip("-")):
        raise Refused(_("Write the product's name, with at least one latin letter."), field="name")
    if slug == TAKEN:
        raise Refused(
            _("A page of the site stands at the address “%(slug)s”. Choose another name.") % {"slug": slug},
            field="name",
        )
    first = not Product.objects.filter(is_default=True).exists()
    try:
        with transaction.atomic():
            product = Product(slug=slug, name=name.strip(), is_default=first, **fields)
            check_fields(product, DESCRIBED)
            product.save()
    except IntegrityError as twice:
        raise Conflict(_("There is a product of this name."), field="name") from twice
    activity.record(
        "product.added",
        by=by,
        of=product,
        at=at,
        audience_id=PUBLIC,
        product_id=product.pk,
        words={"product": product.name},
    )
    return product


@transaction.atomic
def edit_product(product: Product, *, by: Person, at: datetime, **fields: Any) -> None:
    """Changes the named fields (`DESCRIBED`)."""
    require(by, "product.edit", product)
    if unknown := set(fields) - DESCRIBED:
        raise TypeError(f"not of a product: {sorted(unknown)}")
    old = {name: getattr(product, name) for name in fields}
    for name, value in fields.items():
        setattr(product, name, value)
    check_fields(product, fields)
    product.save(update_fields=list(fields))
    words = {"product": product.name}
    activity.record("product.edited", by=by, of=product, at=at, audience_id=PUBLIC, old=old, new=fields, words=words)


def _check_component(component: Component) -> None:
    check_fields(component, {"name"})
    if component.owner is not None and not component.owner.is_claimed:
        raise Refused(_("No member has this handle."), field="owner")


@transaction.atomic
def add_component(product: Product, *, name: str, by: Person, at: datetime, owner: Person | None = None) -> Component:
    require(by, "product.edit", product)
    slug = slugify(name, allow_unicode=True)[:50].strip("-") or "part"
    if not name.strip() or product.components.filter(slug=slug).exists():
        raise Refused(_("Write a name that no other part has."), field="name")
    made = Component(product=product, slug=slug, name=name.strip(), owner=owner)
    _check_component(made)
    made.save()
    words = {"component": made.name, "product": product.name}
    activity.record("component.added", by=by, of=made, at=at, audience_id=PUBLIC, product_id=product.pk, words=words)
    return made


@transaction.atomic
def edit_component(component: Component, *, name: str, by: Person, at: datetime, owner: Person | None = None) -> None:
    """Names the part anew and says who looks after it; its address stays."""
    require(by, "product.edit", component)
    if not name.strip():
        raise Refused(_("Write a name that no other part has."), field="name")
    old = {"name": component.name, "owner": component.owner.handle if component.owner else ""}
    new = {"name": name.strip(), "owner": owner.handle if owner else ""}
    if old == new:
        return
    component.name, component.owner = new["name"], owner
    _check_component(component)
    component.save(update_fields=["name", "owner"])
    activity.record(
        "component.edited", by=by, of=component, at=at, audience_id=PUBLIC, product_id=component.product_id, old=old, new=new,
        words={"component": component.name},
    )  # fmt: skip


def version_named(product: Product, name: str) -> Version:
    """This version of the product, made when it is new."""
    name = name.strip()
    if not name or len(name) > 40:  # noqa: PLR2004 - the column's width
        raise Refused(_("Write the version as it is published, like 4.2.1."), field="version")
    if name.lower() in {TAKEN, TAKEN_VERSION}:
        raise Refused(_("A page of the site stands at this address. Write the version as a number."), field="version")
    return Version.objects.get_or_create(product=product, name=name, defaults={"sort_key": version_key(name)})[0]


def _slug_of(product: Product, version: Version) -> str:
    """Where the plan is read; raises Conflict where another version has been given this address ('4.2' and '4-2')."""
    whole = version.name if product.is_default else f"{product.slug} {version.name}"
    slug = slugify(whole.replace(".", "-"), allow_unicode=product.is_default)[:60].strip("-")
    if not slug:
        raise Refused(_("Write the version as it is published, like 4.2.1."), field="version")
    if Milestone.objects.filter(slug=slug).exists():
        raise Conflict(_("Version %(name)s is planned or released already.") % {"name": version.name}, field="version")
    return slug


def _check_plan(milestone: Milestone, names: Collection[str]) -> None:
    check_fields(milestone, names)
    if len(milestone.description) > DESCRIPTION_CHARS:
        raise Refused(_("Keep it under 4,000 letters."), field="description")
    if milestone.start_date and milestone.due_date and milestone.due_date < milestone.start_date:
        raise Refused(_("The end lies before the start."), field="due_date")


@transaction.atomic
def plan_milestone(
    product: Product, *, version: str, by: Person, at: datetime, horizon: str = Horizon.LATER, reviewed: Review = False,
    **fields: Any,
) -> Milestone:  # fmt: skip
    """A version to come. `fields`: goal, description, start_date, due_date."""
    require(by, "milestone.plan", product)
    meant = version_named(product, version)
    if Milestone.objects.filter(version=meant).exists() or meant.released_at:
        raise Conflict(_("Version %(name)s is planned or released already.") % {"name": meant.name}, field="version")
    slug = _slug_of(product, meant)
    made = Milestone(product=product, version=meant, slug=slug, horizon=horizon, created_at=at, **fields)
    _check_plan(made, PLANNED)
    look_over("milestone", by_id=by.pk, at=at, reviewed=reviewed, goal=made.goal, description=made.description)
    made.save()
    words = {"milestone": {"label": meant.name, "url": made.path}}
    activity.record("milestone.planned", by=by, of=made, at=at, audience_id=PUBLIC, product_id=product.pk, words=words)
    return made


@transaction.atomic
def replan(
    milestone: Milestone, *, by: Person, at: datetime, reason: str = "", reviewed: Review = False, **fields: Any
) -> None:
    """Changes the plan and keeps what it was, with the reason (R3)."""
    require(by, "milestone.plan", milestone)
    if not milestone.is_open:
        raise Conflict(_("This version is out already; its plan is history."))
    changed = {name: value for name, value in fields.items() if name in PLANNED and getattr(milestone, name) != value}
    old = {name: getattr(milestone, name) for name in changed}
    for name, value in changed.items():
        setattr(milestone, name, value)
    _check_plan(milestone, changed)
    if not changed:
        return
    said = {name: str(changed[name]) for name in ("goal", "description") if name in changed}
    before = f"{old.get('goal', '')}\n{old.get('description', '')}"
    look_over("milestone", by_id=by.pk, at=at, reviewed=reviewed, before=before, reason=reason, **said)
    milestone.save(update_fields=list(changed))
    words = {"milestone": {"label": str(milestone), "url": milestone.path}}
    activity.record(
        "milestone.replanned", by=by, of=milestone, at=at, audience_id=PUBLIC, product_id=milestone.product_id,
        old=old, new=changed, words=words, reason=reason,
    )  # fmt: skip
