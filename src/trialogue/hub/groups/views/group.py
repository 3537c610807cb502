"""The list of groups, a group, and who is in it."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from trialogue.hub.groups import page
from trialogue.hub.groups.forms import InviteForm
from trialogue.hub.groups.models import Group, GroupQuerySet
from trialogue.people.middleware import Request
from trialogue.people.persons import Person
from trialogue.people.rights import may

PAGE = 30


def found(member: Person | None, slug: str) -> Group:
    return get_object_or_404(Group.objects.visible_to(member), slug=slug)


def _mine(groups: GroupQuerySet, member: Person | None) -> list[Group]:
    if member is None:
        return []
    return list(groups.filter(audience__members__person=member.pk).order_by("slug")[:PAGE])


@require_safe
def groups(request: HttpRequest) -> HttpResponse:
    """One's own first, then all that are open, in the order of their addresses."""
    member, after = cast("Request", request).member, request.GET.get("after", "")
    seen = Group.objects.visible_to(member).running()
    rows = list(seen.after(after).order_by("slug")[: PAGE + 1])
    context = {
        "mine": [] if after else _mine(seen, member),
        "rows": rows[:PAGE],
        "older": f"{reverse('groups')}?{urlencode({'after': rows[PAGE - 1].slug})}" if len(rows) > PAGE else "",
        "newer": reverse("groups") if after else "",
        "may_found": may(member, "group.found"),
    }
    return render(request, "groups/groups.html", context)


@require_safe
def group(request: HttpRequest, slug: str) -> HttpResponse:
    member = cast("Request", request).member
    shown = found(member, slug)
    shelves = page.areas(shown, member)
    door = page.door_of(shown, member)
    context = {
        "group": shown,
        "door": door,
        "shelves": shelves,
        "rows": page.latest(shelves, member),
        "ask_url": page.ask_url(shelves) if member else "",
        "faces": page.faces(shown),
        "requests": page.waiting_for(shown)[0] if door.leads else [],
    }
    return render(request, "groups/group.html", context)


def members_page(request: HttpRequest, shown: Group, form: InviteForm | None = None) -> HttpResponse:
    member, after = cast("Request", request).member, request.GET.get("after", "")
    door = page.door_of(shown, member)
    people = list(page.with_leads(shown, shown.members()).after_in_names(after)[: PAGE + 1])
    here = reverse("group-members", args=[shown.slug])
    older = f"{here}?{urlencode({'after': people[PAGE - 1].handle.lower()})}" if len(people) > PAGE else ""
    asked, invited = page.waiting_for(shown) if door.leads else ([], [])
    context = {
        "group": shown, "door": door, "people": people[:PAGE], "older": older,
        "newer": here if after else "", "requests": asked, "invited": invited,
        "form": form or (InviteForm() if door.leads and not shown.closed_at else None),
    }  # fmt: skip
    return render(request, "groups/members.html", context)
