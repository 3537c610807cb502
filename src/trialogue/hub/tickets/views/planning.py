"""Planning versions: a new one, and a plan that changes with its reason."""

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from trialogue.core.forms import attempt
from trialogue.core.guarding import review_in
from trialogue.core.once import once
from trialogue.hub.products import actions
from trialogue.hub.products.models import Milestone, Product
from trialogue.hub.tickets.forms import MilestoneForm
from trialogue.people.gates import needs, sign_in_first
from trialogue.people.middleware import MemberRequest
from trialogue.people.rights import require


@needs("milestone.plan")
@once
def milestone_new(request: MemberRequest) -> HttpResponse:
    usual = Product.objects.filter(is_default=True).values_list("pk", flat=True).first()
    form = MilestoneForm(request.POST if request.method == "POST" else None, initial={"product": usual})
    if form.is_valid():
        data, made = form.cleaned_data, []

        def plan() -> None:
            made.append(
                actions.plan_milestone(
                    data["product"],
                    version=data["version"],
                    by=request.member,
                    at=timezone.now(),
                    reviewed=review_in(request),
                    **form.planned,
                )
            )

        if attempt(form, plan):
            messages.success(request, _("Version %(name)s stands on the roadmap.") % {"name": made[0]})
            return redirect(made[0])
    return render(
        request, "tickets/milestone_form.html", {"form": form, "milestone": None}, status=400 if form.errors else 200
    )


@sign_in_first
@once
def milestone_edit(request: MemberRequest, slug: str) -> HttpResponse:
    one = get_object_or_404(Milestone.objects.select_related("version", "product"), slug=slug)
    require(request.member, "milestone.plan", one)
    names = ("goal", "description", "horizon", "start_date", "due_date")
    form = MilestoneForm(
        request.POST if request.method == "POST" else None,
        milestone=one,
        initial={name: getattr(one, name) for name in names},
    )
    if form.is_valid():
        replan = partial(
            actions.replan,
            one,
            by=request.member,
            at=timezone.now(),
            reason=form.cleaned_data["reason"],
            reviewed=review_in(request),
            **form.planned,
        )
        if attempt(form, replan):
            messages.success(request, _("The plan is changed; its history says how."))
            return redirect(one)
    return render(
        request, "tickets/milestone_form.html", {"form": form, "milestone": one}, status=400 if form.errors else 200
    )
