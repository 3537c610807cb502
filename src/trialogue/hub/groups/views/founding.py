"""Founding a group, changing it, closing it, giving it a category."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from trialogue.core.errors import Refused
from trialogue.core.forms import attempt, words_of
from trialogue.core.once import once
from trialogue.hub.groups import actions
from trialogue.hub.groups.forms import AreaForm, GroupForm
from trialogue.hub.groups.models import Group
from trialogue.people.gates import needs, sign_in_first
from trialogue.people.middleware import MemberRequest
from trialogue.people.rights import require

from .group import found


def _led(request: MemberRequest, slug: str) -> Group:
    group = found(request.member, slug)
    require(request.member, "group.lead", group)
    return group


def _tried(form: forms.Form, request: MemberRequest, act: Callable[[], object], said: str) -> bool:
    """Whether the form was sent and done."""
    if request.method != "POST" or not form.is_valid() or not attempt(form, act):
        return False
    messages.success(request, said)
    return True


def _page(request: MemberRequest, form: forms.Form, title: str, group: Group | None = None) -> HttpResponse:
    return render(request, "groups/edit.html", {"form": form, "title": title, "group": group})


@needs("group.found")
@once
def group_new(request: MemberRequest) -> HttpResponse:
    form = GroupForm(request.POST or None)
    made: list[Group] = []

    def act() -> None:
        slug = form.cleaned_data["slug"]
        made.append(actions.found_group(slug=slug, by=request.member, at=timezone.now(), **form.values()))

    if _tried(form, request, act, _("Founded. Now give it a category, and invite people.")):
        return redirect(made[0])
    return _page(request, form, _("A new group"))


@sign_in_first
@once
def group_edit(request: MemberRequest, slug: str) -> HttpResponse:
    group = _led(request, slug)
    shown: dict[str, Any] = {**words_of(group), "seen_by": group.seen_by, "joining": group.joining}
    form = GroupForm(request.POST or None, initial=shown, thing=group)

    def act() -> None:
        # Its own object: what is refused must not stand in the page's head.
        fresh = Group.objects.get(pk=group.pk)
        actions.edit_group(fresh, by=request.member, at=timezone.now(), **form.values())

    if _tried(form, request, act, _("Saved.")):
        return redirect(group)
    return _page(request, form, _("Change the group"), group)


@sign_in_first
@once
def group_category(request: MemberRequest, slug: str) -> HttpResponse:
    group = _led(request, slug)
    form = AreaForm(request.POST or None, group=group)

    def act() -> None:
        said = {name: form.cleaned_data[name] for name in ("kind", "readers")}
        actions.add_area(
            group,
            names=form.words("name"),
            descriptions=form.words("about"),
            by=request.member,
            at=timezone.now(),
            **said,
        )

    if _tried(form, request, act, _("Added. It stands in the forum now.")):
        return redirect(group)
    return _page(request, form, _("A category for the group"), group)


@sign_in_first
@once
def group_close(request: MemberRequest, slug: str) -> HttpResponse:
    group = _led(request, slug)
    if request.method != "POST" or not {"close", "open"} & request.POST.keys():
        return render(request, "groups/close.html", {"group": group})
    act = actions.close_group if "close" in request.POST else actions.reopen_group
    try:
        act(group, by=request.member, at=timezone.now())
    except Refused as refused:
        messages.warning(request, refused.message)
    else:
        said = _("Closed. What was said stays to be read.") if group.closed_at else _("The group is open again.")
        messages.success(request, said)
    return redirect(group)
