"""The members: who they are and what they may do."""

from typing import Any
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy

from trialogue.core.design.moments import dated
from trialogue.core.paging import Mark, read_mark
from trialogue.people.audiences import RoleGrant, Scope
from trialogue.people.gates import needs
from trialogue.people.middleware import MemberRequest
from trialogue.people.persons import Person
from trialogue.people.suspensions import Suspension

from .rooms import room

PAGE = 50
SHOWN = {
    "": gettext_lazy("Members"),
    "roles": gettext_lazy("With a role"),
    "out": gettext_lazy("Kept out"),
    "imported": gettext_lazy("Imported"),
}


def _people(show: str, q: str) -> QuerySet[Person]:
    people = Person.objects.filter(merged_into=None)
    if show == "imported":
        people = people.filter(account=None)
    elif show == "out":
        people = people.filter(Exists(Suspension.objects.filter(person=OuterRef("pk"), lifted_at=None)))
    elif show == "roles":
        people = people.filter(Exists(RoleGrant.objects.filter(person=OuterRef("pk"), until=None)))
    else:
        people = people.filter(account__isnull=False)
    if q:
        people = people.filter(
            Q(name__icontains=q) | Q(handle_key__contains=q.lower().lstrip("@")) | Q(account__email__icontains=q)
        )
    return people


def _held(given: RoleGrant) -> str:
    """The role, and of what kind the place is where it does not hold everywhere."""
    role = str(given.get_role_display())
    return role if given.scope == Scope.SITE else f"{role} ({given.get_scope_display()})"


def _row(person: Person) -> dict[str, Any]:
    account = getattr(person, "account", None)
    return {
        "person": person,
        "url": reverse("manage-member", args=[person.handle.lower()]),
        "mail": account.email if account else "",
        "roles": ", ".join(sorted({_held(given) for given in person.open_grants})),  # type: ignore[attr-defined]
        "joined": dated(person.joined_at, short=True),
        "out": account is not None and not account.is_active,
    }


@needs("role.grant")
def members(request: MemberRequest) -> HttpResponse:
    show, q = request.GET.get("show", ""), request.GET.get("q", "").strip()[:80]
    show = show if show in SHOWN else ""
    people = _people(show, q)
    if before := read_mark(request.GET.get("before", "")):
        people = people.filter(before.older("joined_at"))
    running = Prefetch("grants", RoleGrant.objects.filter(until=None), to_attr="open_grants")
    rows = list(
        people.select_related("picture", "account").prefetch_related(running).order_by("-joined_at", "-pk")[: PAGE + 1]
    )
    older = ""
    if len(rows) > PAGE:
        mark = Mark(rows[PAGE - 1].joined_at, rows[PAGE - 1].pk)
        older = f"{reverse('manage-members')}?{urlencode({'show': show, 'q': q, 'before': str(mark)})}"
    tabs = [
        {"label": label, "query": urlencode({"show": slug, "q": q}), "current": slug == show}
        for slug, label in SHOWN.items()
    ]
    context = {"rows": [_row(person) for person in rows[:PAGE]], "tabs": tabs, "q": q, "show": show, "older": older}
    return room(request, "members.html", context, here="manage-members")
