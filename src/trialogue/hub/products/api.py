"""Products, their parts, versions, and the plan."""

from datetime import date, datetime

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Field, Router, Schema

from trialogue.core.api import acts, answers
from trialogue.core.guarding.api import Reviewable
from trialogue.people.api import person_of
from trialogue.people.api_doors import anybody, member_of, member_only

from . import actions
from .models import Ageing, Component, Milestone, Product, Version

router = Router(tags=["products"])


class ProductIn(Schema):
    name: str
    summary: str = ""
    docs_url: str = ""
    demo_url: str = ""
    answers_age: str = Field(Ageing.MINOR, description="Which release makes answers doubtful: minor, major or never.")


class ProductOut(ProductIn):
    slug: str
    is_default: bool


def _product_out(product: Product) -> ProductOut:
    return ProductOut(
        slug=product.slug, name=product.name, summary=product.summary, docs_url=product.docs_url, demo_url=product.demo_url, answers_age=product.answers_age,
        is_default=product.is_default,
    )  # fmt: skip


def product_of(slug: str) -> Product:
    """By its slug; empty is the default product. Products are public."""
    return get_object_or_404(Product, slug=slug) if slug else get_object_or_404(Product, is_default=True)


@router.get("/products", auth=anybody, response=answers(list[ProductOut]))
def products(request: HttpRequest) -> list[ProductOut]:
    return [_product_out(product) for product in Product.objects.order_by("pk")]


@router.post("/products", auth=member_only, response=answers(ProductOut), openapi_extra=acts("products.add_product"))
def add_product(request: HttpRequest, body: ProductIn) -> ProductOut:
    return _product_out(actions.add_product(by=member_of(request), at=timezone.now(), **body.model_dump()))


class ProductPatch(Schema):
    name: str | None = None
    summary: str | None = None
    docs_url: str | None = None
    demo_url: str | None = None
    answers_age: str | None = None


@router.patch(
    "/products/{slug}", auth=member_only, response=answers(ProductOut), openapi_extra=acts("products.edit_product")
)
def edit_product(request: HttpRequest, slug: str, body: ProductPatch) -> ProductOut:
    product = product_of(slug)
    actions.edit_product(product, by=member_of(request), at=timezone.now(), **body.model_dump(exclude_unset=True))
    return _product_out(product)


class VersionOut(Schema):
    id: int
    product: str
    name: str
    released_at: datetime | None


@router.get("/versions", auth=anybody, response=answers(list[VersionOut]))
def versions(request: HttpRequest, product: str = "") -> list[VersionOut]:
    """Newest first, at most 200."""
    meant = product_of(product)
    rows = Version.objects.filter(product=meant).newest_first()[:200]
    return [VersionOut(id=row.pk, product=meant.slug, name=row.name, released_at=row.released_at) for row in rows]


class ComponentIn(Schema):
    name: str
    owner: str = ""


class ComponentOut(Schema):
    id: int
    slug: str
    name: str
    owner: str | None


def _component_out(component: Component) -> ComponentOut:
    owner = component.owner.handle if component.owner else None
    return ComponentOut(id=component.pk, slug=component.slug, name=component.name, owner=owner)


@router.get("/products/{slug}/components", auth=anybody, response=answers(list[ComponentOut]))
def components(request: HttpRequest, slug: str) -> list[ComponentOut]:
    return [_component_out(component) for component in product_of(slug).components.select_related("owner")]


@router.post(
    "/products/{slug}/components",
    auth=member_only,
    response=answers(ComponentOut),
    openapi_extra=acts("products.add_component"),
)
def add_component(request: HttpRequest, slug: str, body: ComponentIn) -> ComponentOut:
    member = member_of(request)
    owner = person_of(body.owner, member) if body.owner else None
    return _component_out(
        actions.add_component(product_of(slug), name=body.name, owner=owner, by=member, at=timezone.now())
    )


@router.patch(
    "/products/{slug}/components/{component}",
    auth=member_only,
    response=answers(ComponentOut),
    openapi_extra=acts("products.edit_component"),
)
def edit_component(request: HttpRequest, slug: str, component: str, body: ComponentIn) -> ComponentOut:
    member = member_of(request)
    part = get_object_or_404(product_of(slug).components.select_related("owner", "product"), slug=component)
    owner = person_of(body.owner, member) if body.owner else None
    actions.edit_component(part, name=body.name, owner=owner, by=member, at=timezone.now())
    return _component_out(part)


class MilestoneOut(Schema):
    id: int
    slug: str
    product: str
    version: str
    goal: str
    description: str
    horizon: str
    start_date: date | None
    due_date: date | None
    reached_at: datetime | None
    url: str


def _milestone_out(milestone: Milestone) -> MilestoneOut:
    return MilestoneOut(
        id=milestone.pk, slug=milestone.slug, product=milestone.product.slug, version=milestone.version.name,
        goal=milestone.goal, description=milestone.description, horizon=milestone.horizon, start_date=milestone.start_date,
        due_date=milestone.due_date, reached_at=milestone.reached_at, url=milestone.path,
    )  # fmt: skip


def milestone_of(slug: str) -> Milestone:
    """Plans are public."""
    return get_object_or_404(Milestone.objects.select_related("product", "version"), slug=slug)


@router.get("/milestones", auth=anybody, response=answers(list[MilestoneOut]))
def milestones(request: HttpRequest) -> list[MilestoneOut]:
    """The open ones by version, at most 200."""
    rows = Milestone.objects.open().select_related("product", "version").order_by("version__sort_key")[:200]
    return [_milestone_out(milestone) for milestone in rows]


@router.get("/milestones/{slug}", auth=anybody, response=answers(MilestoneOut))
def milestone(request: HttpRequest, slug: str) -> MilestoneOut:
    return _milestone_out(milestone_of(slug))


class MilestoneIn(Reviewable):
    product: str = ""
    version: str
    goal: str = ""
    description: str = ""
    horizon: str = "later"
    start_date: date | None = None
    due_date: date | None = None


@router.post(
    "/milestones", auth=member_only, response=answers(MilestoneOut), openapi_extra=acts("products.plan_milestone")
)
def plan_milestone(request: HttpRequest, body: MilestoneIn) -> MilestoneOut:
    fields = body.taken()
    del fields["product"]
    return _milestone_out(
        actions.plan_milestone(product_of(body.product), by=member_of(request), at=timezone.now(), **fields)
    )


class MilestonePatch(Reviewable):
    goal: str | None = None
    description: str | None = None
    horizon: str | None = None
    start_date: date | None = None
    due_date: date | None = None
    reason: str = ""


@router.patch(
    "/milestones/{slug}", auth=member_only, response=answers(MilestoneOut), openapi_extra=acts("products.replan")
)
def replan(request: HttpRequest, slug: str, body: MilestonePatch) -> MilestoneOut:
    """The reason is kept and told."""
    meant = milestone_of(slug)
    actions.replan(meant, by=member_of(request), at=timezone.now(), **body.taken(exclude_unset=True))
    return _milestone_out(meant)
