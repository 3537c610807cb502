"""'This imported profile is me': confirm, decline, take back."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from trialogue.core.errors import Refused
from trialogue.core.once import once
from trialogue.people.actions.claims import decide, unmerge
from trialogue.people.gates import needs
from trialogue.people.middleware import MemberRequest
from trialogue.people.persons import Claim, Person

from .rooms import done, room

PAST = 50


@needs("claim.decide")
def claims(request: MemberRequest) -> HttpResponse:
    related = ("person", "by__picture", "decided_by")
    waiting = Claim.objects.filter(decided_at=None).select_related(*related).order_by("at")
    decided = (
        Claim.objects.filter(decided_at__isnull=False).select_related(*related).order_by("-decided_at", "-pk")[:PAST]
    )
    rows = [
        {"claim": claim, "together": claim.confirmed and claim.person.merged_into_id is not None} for claim in decided
    ]
    return room(request, "claims.html", {"waiting": list(waiting[:PAST]), "decided": rows}, here="manage-claims")


def _act(request: MemberRequest, act: Callable[[], None], said: str) -> HttpResponse:
    try:
        act()
    except Refused as refused:
        messages.error(request, refused.message)
        return redirect("manage-claims")
    return done(request, said, "manage-claims")


@require_POST
@needs("claim.decide")
@once
def claim_decide(request: MemberRequest, pk: int) -> HttpResponse:
    claim = get_object_or_404(Claim.objects.select_related("person", "by"), pk=pk)
    confirmed = request.POST.get("answer") == "confirm"
    said = _("Confirmed. %(name)s has it all now.") if confirmed else _("Declined. Nothing was changed.")

    def act() -> None:
        decide(claim, confirmed=confirmed, by=request.member, at=timezone.now())

    return _act(request, act, said % {"name": claim.by.name} if confirmed else said)


@require_POST
@needs("claim.decide")
@once
def claim_undo(request: MemberRequest, pk: int) -> HttpResponse:
    person = get_object_or_404(Person.objects.select_related("merged_into"), pk=pk)
    return _act(request, lambda: unmerge(person, by=request.member, at=timezone.now()), _("They are two again."))
