"""What trust takes, the limits of those who are new, and how often they were met."""

from django.db.models import Count
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from trialogue.core.forms import attempt
from trialogue.core.once import once
from trialogue.hub.front.forms.trust import NumbersForm
from trialogue.people.actions.trusting import change_numbers
from trialogue.people.gates import needs
from trialogue.people.middleware import MemberRequest
from trialogue.people.persons import Person
from trialogue.people.trust.counting import preview
from trialogue.people.trust.levels import Level, TrustLevel
from trialogue.people.trust.limits import hits_since
from trialogue.people.trust.numbers import LIMITS

from .rooms import done, room


def _standing_now() -> dict[Level, int]:
    """How many members stand where; two queries."""
    members = Person.objects.members()
    rows = TrustLevel.objects.filter(until=None, person__in=members).values_list("level").annotate(n=Count("pk"))
    found = {Level(level): n for level, n in rows}
    found[Level.NEW] = members.count() - sum(n for level, n in found.items() if level != Level.NEW)
    return found


def _page(request: MemberRequest, form: NumbersForm, *, ahead: dict[Level, int] | None = None) -> HttpResponse:
    now, met = _standing_now(), hits_since(timezone.localdate().replace(day=1))
    context = {
        "form": form,
        "levels": [(level.label, now.get(level, 0), ahead[level] if ahead else None) for level in Level],
        "ahead": ahead is not None,
        "hits": [(label, met.get(what, 0)) for what, label in LIMITS.items()],
    }
    return room(request, "trust.html", context, here="manage-trust", status=400 if form.errors else 200)


@needs("trust.change")
@once
def trust(request: MemberRequest) -> HttpResponse:
    """Keeps the numbers, or shows first who would stand where."""
    form = NumbersForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return _page(request, form)
    if "preview" in request.POST:
        return _page(request, form, ahead=preview(form.cleaned_data))
    if attempt(form, lambda: change_numbers(form.cleaned_data, by=request.member, at=timezone.now())):
        return done(request, _("Kept. It holds from now on; nobody comes down by it."), "manage-trust")
    return _page(request, form)
