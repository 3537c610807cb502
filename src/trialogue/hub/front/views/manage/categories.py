"""The shelves of the forum: names, readers, order, colour, retiring."""

from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from trialogue.core.audiences import STAFF, Audience
from trialogue.core.forms import attempt
from trialogue.core.once import once
from trialogue.hub.forum.actions import add_category, edit_category
from trialogue.hub.forum.actions.readers import STANDING, choose_readers, invited
from trialogue.hub.forum.models import Category
from trialogue.hub.front.forms.categories import READERS, CategoryForm, values_of
from trialogue.people.gates import needs
from trialogue.people.middleware import MemberRequest
from trialogue.people.persons import Person

from .rooms import done, room

PLAIN = ("kind", "hue", "order", "template")


@needs("category.edit")
def categories(request: MemberRequest) -> HttpResponse:
    shelves = Category.objects.visible_to(request.member).select_related("audience")
    readers = {str(kind): label for kind, label in READERS}
    rows = [{"category": shelf, "readers": readers.get(shelf.audience.kind, shelf.audience)} for shelf in shelves]
    return room(request, "categories.html", {"rows": rows}, here="manage-categories")


def _form(request: MemberRequest, form: CategoryForm, title: str) -> HttpResponse:
    return room(request, "category.html", {"form": form, "title": title}, here="manage-categories")


@transaction.atomic
def _add(form: CategoryForm, by: Person) -> None:
    said, now = form.cleaned_data, timezone.now()
    plain: dict[str, Any] = {name: said[name] for name in PLAIN}
    slug = said.get("slug", "")
    # Never shown to more people than it is meant for, not even in the log: the invited come after staff.
    first = Audience.objects.get(pk=STANDING.get(said["audience"], STAFF))
    plain["descriptions"] = form.words("about")
    names = form.words("name")
    made = add_category(names=names, slug=slug, audience=first, by=by, at=now, **plain)
    choose_readers(made, kind=said["audience"], people=said["people"], by=by, at=now)


@transaction.atomic
def _edit(category: Category, form: CategoryForm, by: Person) -> None:
    said, now = form.cleaned_data, timezone.now()
    fields: dict[str, Any] = {name: said[name] for name in PLAIN}
    fields |= {"names": form.words("name"), "descriptions": form.words("about")}
    fields["retired_at"] = (category.retired_at or now) if said["retired"] else None
    changed = {name: value for name, value in fields.items() if getattr(category, name) != value}
    choose_readers(category, kind=said["audience"], people=said["people"], by=by, at=now)
    if changed:
        edit_category(category, by=by, at=now, **changed)


@needs("category.edit")
@once
def category_new(request: MemberRequest) -> HttpResponse:
    form = CategoryForm(request.POST or None, initial={"audience": "public", "order": Category.objects.count()})
    if request.method == "POST" and form.is_valid() and attempt(form, lambda: _add(form, request.member)):
        return done(request, _("Added. It stands in the forum now."), "manage-categories")
    return _form(request, form, _("A new category"))


@needs("category.edit")
@once
def category_edit(request: MemberRequest, slug: str) -> HttpResponse:
    shelves = Category.objects.visible_to(request.member).select_related("audience")
    category = get_object_or_404(shelves, slug=slug)
    form = CategoryForm(request.POST or None, category=category, initial=values_of(category, invited(category)))
    if request.method == "POST" and form.is_valid() and attempt(form, lambda: _edit(category, form, request.member)):
        return done(request, _("Saved."), "manage-categories")
    return _form(request, form, category.name)
