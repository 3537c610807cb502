"""The roadmap and its versions. Anybody may read them."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from trialogue.hub.products.models import Milestone
from trialogue.hub.tickets.line_of_time import LineOfTime
from trialogue.hub.tickets.milestones import asked_by, changes_of, groups
from trialogue.hub.tickets.panels import milestone_acts
from trialogue.hub.tickets.progress import progress_of
from trialogue.hub.tickets.roadmap import headline, lanes
from trialogue.hub.tickets.rows import waited_for
from trialogue.hub.tickets.versions import line_of, lines, milestones_ahead, milestones_reached, version_name
from trialogue.people.middleware import Request
from trialogue.people.persons import Person
from trialogue.people.rights import may


def _road(member: Person | None, *, by_version: bool) -> dict[str, Any]:
    today = timezone.localdate()
    ahead = milestones_ahead()
    versions = [*milestones_reached(), *ahead]
    progress = progress_of(versions, member)
    time = LineOfTime.over(versions, today=today)
    return {
        "headline": headline(ahead, progress, today=today),
        "lanes": [] if by_version else lanes(ahead, member, reverse("tickets")),
        "lines": lines(versions, progress, on=time),
        "months": time.head,
        "first": line_of(ahead[0], progress[ahead[0].pk], today=today) if ahead else None,
        "may_plan": may(member, "milestone.plan"),
    }


def roadmap(request: Request) -> HttpResponse:
    """Everybody of the same standing who waits for the same tickets reads the same."""
    member = request.member
    by_version = request.GET.get("view") == "versions"
    context = {
        "view": "versions" if by_version else "overview",
        "alike": member and (member.standing, frozenset(waited_for(member))),
        "road": lambda: _road(member, by_version=by_version),
    }
    return render(request, "tickets/roadmap.html", context)


def milestone(request: Request, slug: str) -> HttpResponse:
    member, today = request.member, timezone.localdate()
    one = get_object_or_404(Milestone.objects.select_related("version", "product"), slug=slug)
    progress = progress_of([one], member)[one.pk]
    shown, rest = groups(one, member)
    context = {
        "milestone": one,
        "name": version_name(one),
        "line": line_of(one, progress, today=today),
        "rows": shown,
        "rest": rest,
        "askers": asked_by(one, member),
        "changes": changes_of(one),
        "may_plan": one.is_open and may(member, "milestone.plan", one),
        "acts": milestone_acts(one, member),
    }
    return render(request, "tickets/milestone.html", context)
