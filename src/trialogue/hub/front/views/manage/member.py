"""One member: their roles with who gave them and when, and whether they must stay out."""

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from trialogue.core.design.moments import dated
from trialogue.core.forms import attempt
from trialogue.core.once import once
from trialogue.hub.front.forms.members import GrantForm, SuspendForm, scopes
from trialogue.people.actions.roles import grant, revoke
from trialogue.people.actions.suspending import lift_suspension, suspend
from trialogue.people.audiences import RoleGrant, Scope
from trialogue.people.gates import needs
from trialogue.people.middleware import MemberRequest
from trialogue.people.persons import Person
from trialogue.people.rights import may

from .rooms import done, plainly, room


def _where(given: RoleGrant, names: dict[str, str]) -> str:
    return names.get(f"{given.scope}:{given.scope_id}", str(Scope(given.scope).label))


def _page(
    request: MemberRequest, person: Person, *, grants: forms.Form | None = None, out: forms.Form | None = None
) -> HttpResponse:
    places = scopes(request.member)
    names = dict(places)
    given = [
        {
            "pk": row.pk,
            "role": row.get_role_display(),
            "where": _where(row, names),
            "by": row.by,
            "at": dated(row.at),
            "until": dated(row.until),
        }
        for row in person.grants.select_related("by").order_by("-at", "-pk")
    ]
    suspensions = person.suspensions.select_related("by", "lifted_by").order_by("-at")
    context = {
        "person": person,
        "mail": person.account.email if person.is_claimed else "",
        "grants": [row for row in given if not row["until"]],
        "past": [row for row in given if row["until"]],
        "suspensions": list(suspensions),
        "is_out": any(row.lifted_at is None for row in suspensions),
        "grant_form": grants or GrantForm(where=places),
        "suspend_form": out or SuspendForm(),
        "may_suspend": may(request.member, "member.suspend") and person.is_claimed and person != request.member,
    }
    return room(request, "member.html", context, here="manage-members")


def _person(handle: str) -> Person:
    return get_object_or_404(Person.objects.select_related("account", "picture"), handle_key=handle.lower())


@needs("role.grant")
def member(request: MemberRequest, handle: str) -> HttpResponse:
    return _page(request, _person(handle))


@require_POST
@needs("role.grant")
@once
def member_grant(request: MemberRequest, handle: str) -> HttpResponse:
    person = _person(handle)
    form = GrantForm(request.POST, where=scopes(request.member))

    def give() -> None:
        scope, scope_id = form.scope()
        grant(
            person, role=form.cleaned_data["role"], scope=scope, scope_id=scope_id, by=request.member, at=timezone.now()
        )

    if form.is_valid() and attempt(form, give):
        return done(request, _("Given. It holds from now on."), "manage-member", handle)
    return _page(request, person, grants=form)


@require_POST
@needs("role.grant")
@once
def member_revoke(request: MemberRequest, handle: str, pk: int) -> HttpResponse:
    given = get_object_or_404(RoleGrant.objects.select_related("person"), pk=pk, person__handle_key=handle.lower())
    said = _("Taken back. It ended everywhere at once.")
    return plainly(request, lambda: revoke(given, by=request.member, at=timezone.now()), said, "manage-member", handle)


@require_POST
@needs("member.suspend")
@once
def member_suspend(request: MemberRequest, handle: str) -> HttpResponse:
    person = _person(handle)
    form = SuspendForm(request.POST)

    def keep_out() -> None:
        suspend(person, by=request.member, at=timezone.now(), **form.cleaned_data)

    if form.is_valid() and attempt(form, keep_out):
        return done(
            request,
            _("%(name)s is signed out everywhere and cannot sign in.") % {"name": person.name},
            "manage-member",
            handle,
        )
    return _page(request, person, out=form)


@require_POST
@needs("member.suspend")
@once
def member_let_in(request: MemberRequest, handle: str) -> HttpResponse:
    person = _person(handle)
    said = _("%(name)s may sign in again.") % {"name": person.name}

    def let_in() -> None:
        lift_suspension(person, by=request.member, at=timezone.now())

    return plainly(request, let_in, said, "manage-member", handle)
