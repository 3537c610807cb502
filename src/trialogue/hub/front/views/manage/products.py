"""Products and their parts."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from trialogue.core.forms import attempt
from trialogue.core.once import once
from trialogue.hub.front.forms.products import PartForm, ProductForm
from trialogue.hub.products.actions import add_component, add_product, edit_component, edit_product
from trialogue.hub.products.models import Component, Product
from trialogue.people.gates import needs
from trialogue.people.middleware import MemberRequest

from .rooms import done, room


@needs("product.edit")
def products(request: MemberRequest) -> HttpResponse:
    found = Product.objects.prefetch_related("components__owner").order_by("-is_default", "name")
    return room(request, "products.html", {"products": list(found)}, here="manage-products")


@needs("product.edit")
@once
def product_new(request: MemberRequest) -> HttpResponse:
    form = ProductForm(request.POST or None)

    def add() -> None:
        add_product(by=request.member, at=timezone.now(), **form.cleaned_data)

    if request.method == "POST" and form.is_valid() and attempt(form, add):
        return done(request, _("Added."), "manage-products")
    return room(request, "product.html", {"form": form, "title": _("A new product")}, here="manage-products")


def _page(request: MemberRequest, product: Product, form: ProductForm, part_form: PartForm) -> HttpResponse:
    parts = product.components.select_related("owner")
    context = {"form": form, "title": product.name, "product": product, "parts": parts, "part_form": part_form}
    return room(request, "product.html", context, here="manage-products")


def _form(product: Product) -> ProductForm:
    return ProductForm(initial={name: getattr(product, name) for name in ProductForm.base_fields})


@needs("product.edit")
@once
def product_edit(request: MemberRequest, slug: str) -> HttpResponse:
    product = get_object_or_404(Product, slug=slug)
    form = ProductForm(request.POST) if request.method == "POST" else _form(product)

    def change() -> None:
        edit_product(product, by=request.member, at=timezone.now(), **form.cleaned_data)

    if request.method == "POST" and form.is_valid() and attempt(form, change):
        return done(request, _("Saved."), "manage-product", slug)
    return _page(request, product, form, PartForm(prefix="part"))


@require_POST
@needs("product.edit")
@once
def part_new(request: MemberRequest, slug: str) -> HttpResponse:
    product = get_object_or_404(Product, slug=slug)
    form = PartForm(request.POST, prefix="part")

    def add() -> None:
        said = form.cleaned_data
        add_component(product, name=said["name"], owner=said["owner"], by=request.member, at=timezone.now())

    if form.is_valid() and attempt(form, add):
        return done(request, _("Added."), "manage-product", slug)
    return _page(request, product, _form(product), form)


@needs("product.edit")
@once
def part_edit(request: MemberRequest, slug: str, part: str) -> HttpResponse:
    component = get_object_or_404(Component.objects.select_related("product", "owner"), product__slug=slug, slug=part)
    owner = f"@{component.owner.handle}" if component.owner else ""
    form = PartForm(request.POST or None, initial={"name": component.name, "owner": owner})

    def change() -> None:
        said = form.cleaned_data
        edit_component(component, name=said["name"], owner=said["owner"], by=request.member, at=timezone.now())

    if request.method == "POST" and form.is_valid() and attempt(form, change):
        return done(request, _("Saved."), "manage-product", slug)
    return room(request, "part.html", {"form": form, "component": component}, here="manage-products")
