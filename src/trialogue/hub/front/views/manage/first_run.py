"""The first run: three short steps from an empty site to a community's own."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from trialogue.core import site
from trialogue.core.forms import attempt
from trialogue.core.languages import all_languages
from trialogue.core.once import once
from trialogue.hub.forum.actions import add_category
from trialogue.hub.forum.models import Category
from trialogue.hub.front.actions import change_site, finish_set_up
from trialogue.hub.front.first_categories import OFFERS
from trialogue.hub.front.forms.brand import NameForm, values_of
from trialogue.hub.front.forms.first_run import ShelvesForm, SpeaksForm
from trialogue.hub.products.actions import add_product
from trialogue.hub.products.models import Product
from trialogue.people.gates import needs
from trialogue.people.middleware import MemberRequest
from trialogue.people.persons import Person

from .brand import keep

STEPS = 3


def _name(request: MemberRequest) -> tuple[forms.Form, Callable[[], None]]:
    here = site.current()
    form = NameForm(request.POST or None, request.FILES or None, initial=values_of(here), has_logo=bool(here.logo_id))
    return form, lambda: keep(form, request.member)


def _speaks(request: MemberRequest) -> tuple[forms.Form, Callable[[], None]]:
    languages = site.current().languages or [code for code, _name in all_languages()]
    form = SpeaksForm(request.POST or None, initial={"languages": languages}, has_product=Product.objects.exists())

    @transaction.atomic
    def act() -> None:
        said, now = form.cleaned_data, timezone.now()
        change_site(languages=said["languages"], by=request.member, at=now)
        if "product" in said:
            add_product(name=said["product"], by=request.member, at=now)

    return form, act


def _shelves(request: MemberRequest) -> tuple[forms.Form, Callable[[], None]]:
    ticked = [offer.slug for offer in OFFERS if offer.ticked]
    form = ShelvesForm(request.POST if request.method == "POST" else None, initial={"shelves": ticked})
    return form, lambda: _begin(form.cleaned_data["shelves"], request.member)


@transaction.atomic
def _begin(slugs: list[str], by: Person) -> None:
    """The chosen categories that are not there yet, and the end of the first run."""
    now = timezone.now()
    languages = site.current().languages or [code for code, _name in all_languages()]
    there = set(Category.objects.filter(slug__in=slugs).values_list("slug", flat=True))
    for order, offer in enumerate(OFFERS):
        if offer.slug in slugs and offer.slug not in there:
            names, abouts = offer.spoken(languages)
            add_category(
                names=names,
                descriptions=abouts,
                slug=offer.slug,
                kind=offer.kind,
                hue=offer.hue,
                order=order,
                by=by,
                at=now,
            )
    finish_set_up(by=by, at=now)


_FORMS = {1: _name, 2: _speaks, 3: _shelves}


def _step(request: MemberRequest) -> int:
    asked = request.GET.get("step", "1")
    return int(asked) if asked in ("1", "2", "3") else 1


@needs("category.edit")
@needs("product.edit")
@needs("site.manage")
@once
def first_run(request: MemberRequest) -> HttpResponse:
    step = _step(request)
    form, act = _FORMS[step](request)
    if request.method == "POST" and form.is_valid() and attempt(form, act):
        return redirect("home") if step == STEPS else redirect(f"{reverse('first-run')}?step={step + 1}")
    context: dict[str, Any] = {
        "form": form,
        "step": step,
        "steps": STEPS,
        "back": f"?step={step - 1}" if step > 1 else "",
    }
    return render(request, "front/first_run.html", context)
