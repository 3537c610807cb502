"""What the guard noticed, and switching its detectors."""

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from trialogue.core.guarding.kinds import KINDS, label_of
from trialogue.core.once import once
from trialogue.hub.front.actions import switch_detector
from trialogue.hub.front.sightings import by_month, detectors, false_alarms, month_name, place_of
from trialogue.people.gates import needs
from trialogue.people.middleware import MemberRequest
from trialogue.people.rights import may

from .rooms import done, room


@needs("guard.read")
@once
def guard(request: MemberRequest) -> HttpResponse:
    """Counts only; each detector can be switched here."""
    if request.method == "POST":
        return _switched(request)
    context = {
        "months": [(month_name(month), rows) for month, rows in by_month(at=timezone.localtime())],
        "alarms": [(label_of(row.kind), place_of(row), person, row.at) for row, person in false_alarms()],
        "detectors": detectors(),
        "switches": may(request.member, "guard.switch"),
    }
    return room(request, "guard.html", context, here="manage-guard")


def _switched(request: MemberRequest) -> HttpResponse:
    turned = "on" if "on" in request.POST else "off"
    if (kind := request.POST.get(turned, "")) not in KINDS:
        raise Http404
    switch_detector(kind, on=turned == "on", by=request.member, at=timezone.now())
    said = _("Noticed from now on: %(what)s") if turned == "on" else _("Noticed no longer: %(what)s")
    return done(request, said % {"what": label_of(kind)}, "manage-guard")
