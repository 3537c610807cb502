"""Versions to come, with the ways to plan them: the forms are the roadmap's own."""

from django.http import HttpResponse

from trialogue.core.design.moments import dated
from trialogue.hub.products.models import Milestone, Product
from trialogue.people.gates import needs
from trialogue.people.middleware import MemberRequest

from .rooms import room

PAST = 20


@needs("milestone.plan")
def milestones(request: MemberRequest) -> HttpResponse:
    related = Milestone.objects.select_related("product", "version")
    coming = [
        {"plan": plan, "due": dated(plan.due_date)} for plan in related.open().order_by("product", "version__sort_key")
    ]
    reached = related.filter(reached_at__isnull=False).order_by("-reached_at")[:PAST]
    past = [{"plan": plan, "reached": dated(plan.reached_at)} for plan in reached]
    context = {"coming": coming, "past": past, "has_product": bool(coming or past) or Product.objects.exists()}
    return room(request, "milestones.html", context, here="manage-milestones")
