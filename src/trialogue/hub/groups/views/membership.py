"""Joining, leaving, and what leaders do at the door and among the members."""

from collections.abc import Callable
from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from trialogue.core.errors import Refused
from trialogue.core.forms import attempt
from trialogue.core.once import once
from trialogue.hub.groups import actions
from trialogue.hub.groups.forms import AskForm, InviteForm
from trialogue.hub.groups.models import Group
from trialogue.hub.groups.page import door_of
from trialogue.people.gates import sign_in_first
from trialogue.people.middleware import MemberRequest, Request
from trialogue.people.persons import Person
from trialogue.people.rights import require

from .group import found, members_page


def _do(request: MemberRequest, act: Callable[[], object], said: str, *back: str) -> HttpResponse:
    """Does it and says so, or says why not; leads back either way."""
    try:
        act()
    except Refused as refused:
        messages.warning(request, refused.message)
    else:
        messages.success(request, said)
    return redirect(*back)


@sign_in_first
@once
def group_join(request: MemberRequest, slug: str) -> HttpResponse:
    """At once where one may; with a word to those who decide where one has to ask."""
    group = found(request.member, slug)
    way = door_of(group, request.member).way
    if way not in ("join", "invited", "ask"):
        return redirect(group)
    now, member = timezone.now(), request.member
    if way != "ask" and request.method == "POST":
        said = _("You are in. What is said here stands in the forum too.")
        return _do(request, lambda: actions.join_group(group, by=member, at=now), said, group.get_absolute_url())
    form = AskForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        words = form.cleaned_data["words"]
        if attempt(form, lambda: actions.ask_to_join(group, words=words, by=member, at=now)):
            messages.success(request, _("Asked. You hear of it as soon as somebody has decided."))
            return redirect(group)
    return render(request, "groups/join.html", {"group": group, "form": form, "way": way})


@require_POST
@sign_in_first
@once
def group_leave(request: MemberRequest, slug: str) -> HttpResponse:
    """Out of the group, or away from its door. A private one is not there any more afterwards."""
    group, member, now = found(request.member, slug), request.member, timezone.now()
    if group.has(member):
        said, act = _("You left the group."), actions.leave_group
    else:
        said, act = _("Done. You can come back any time."), actions.step_back
    return _do(request, lambda: act(group, by=member, at=now), said, "groups")


@sign_in_first
@once
def _invite(request: MemberRequest, slug: str) -> HttpResponse:
    group, form = found(request.member, slug), InviteForm(request.POST)
    require(request.member, "group.lead", group)

    def invite() -> None:
        actions.invite_to_group(group, form.cleaned_data["person"], by=request.member, at=timezone.now())

    if form.is_valid() and attempt(form, invite):
        messages.success(request, _("Invited. They hear of it at once."))
        return redirect("group-members", slug)
    return members_page(request, group, form)


@require_http_methods(["GET", "HEAD", "POST"])
def members(request: HttpRequest, slug: str) -> HttpResponse:
    """Who is in it, by name; leaders invite here."""
    if request.method == "POST":
        return _invite(request, slug)
    return members_page(request, found(cast("Request", request).member, slug))


def _led(request: MemberRequest, slug: str, handle: str) -> tuple[Group, Person]:
    group = found(request.member, slug)
    require(request.member, "group.lead", group)
    return group, get_object_or_404(Person.objects.visible_to(request.member), handle_key=handle.lower())


@require_POST
@sign_in_first
@once
def group_member(request: MemberRequest, slug: str, handle: str) -> HttpResponse:
    """What a leader does with a member: appoint, dismiss, remove."""
    group, person = _led(request, slug, handle)
    acts = {
        "appoint": (actions.appoint_leader, _("%(name)s leads the group too now.")),
        "dismiss": (actions.dismiss_leader, _("%(name)s leads the group no longer.")),
        "remove": (actions.remove_from_group, _("%(name)s is out of the group.")),
    }
    if request.POST.get("act") not in acts:
        raise Http404
    act, said = acts[request.POST["act"]]
    told = said % {"name": person.name}
    return _do(
        request, lambda: act(group, person, by=request.member, at=timezone.now()), told, group.get_absolute_url()
    )


@require_POST
@sign_in_first
@once
def group_decide(request: MemberRequest, slug: str, handle: str) -> HttpResponse:
    """A leader lets somebody in who asked, or not."""
    group, person = _led(request, slug, handle)
    asked = get_object_or_404(group.admissions.open().requests(), person=person)
    admitted = request.POST.get("answer") == "admit"
    said = _("%(name)s is in.") if admitted else _("%(name)s is told that it was not possible.")

    def decide() -> None:
        actions.decide_request(asked, admitted=admitted, by=request.member, at=timezone.now())

    return _do(request, decide, said % {"name": person.name}, group.get_absolute_url())
