"""Direct posts that somebody handed to the moderators: what was copied, and what comes of it."""

from functools import partial

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from trialogue.core.errors import NotAllowed
from trialogue.core.forms import attempt
from trialogue.core.once import once
from trialogue.core.paging import Mark, read_mark
from trialogue.hub.conversations.actions import decide_direct_report
from trialogue.hub.conversations.direct.models import DirectReport, Outcome
from trialogue.people.gates import needs
from trialogue.people.middleware import MemberRequest
from trialogue.people.persons import Person
from trialogue.people.rights import may

from .rooms import done, room

PAGE = 30
OUTCOMES = {
    Outcome.NOTHING: gettext_lazy("nothing: it is within our rules"),
    Outcome.TALKED: gettext_lazy("I talked to them"),
    Outcome.KEPT_OUT: gettext_lazy("they are kept out"),
}


class DecisionForm(forms.Form):
    """Only outcomes this member has the right to bring about."""

    outcome = forms.ChoiceField(
        label=gettext_lazy("What comes of it"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose what comes of it.")},
    )
    reason = forms.CharField(
        label=gettext_lazy("Why"),
        max_length=300,
        help_text=gettext_lazy("Both sides read it. Neither learns what the other was told besides."),
        error_messages={"required": gettext_lazy("Say why, in a sentence both may read.")},
    )

    def __init__(self, data: object, *, report: DirectReport, member: Person) -> None:
        super().__init__(data)  # type: ignore[arg-type]
        may_keep_out = report.about is not None and may(member, "member.suspend", report.about)
        choices = [(slug, words) for slug, words in OUTCOMES.items() if slug != Outcome.KEPT_OUT or may_keep_out]
        self.fields["outcome"].choices = choices  # type: ignore[attr-defined]


@needs("direct.decide")
def direct_reports(request: MemberRequest) -> HttpResponse:
    """Those that wait, oldest first; then the decided, newest first."""
    reports = DirectReport.objects.visible_to(request.member).select_related("by", "about__picture", "decided_by")
    past = reports.filter(decided_at__isnull=False).order_by("-decided_at", "-pk")
    mark = read_mark(request.GET.get("before", ""))
    found = list((past.filter(mark.older("decided_at")) if mark else past)[: PAGE + 1])
    decided = [(report, OUTCOMES[Outcome(report.outcome)]) for report in found[:PAGE]]
    last = found[PAGE - 1] if len(found) > PAGE else None
    context = {
        "waiting": [] if mark else list(reports.waiting().order_by("at", "pk")[:PAGE]),
        "decided": decided,
        "older": f"?before={Mark(last.decided_at, last.pk)}" if last and last.decided_at else "",
        "newer": request.path if mark else "",
    }
    return room(request, "direct_reports.html", context, here="manage-direct-reports")


@needs("direct.decide")
@once
def direct_report(request: MemberRequest, pk: int) -> HttpResponse:
    """One report with the copies, and the form that closes it."""
    member = request.member
    reports = DirectReport.objects.visible_to(member).select_related("by", "about__picture", "decided_by")
    report = get_object_or_404(reports, pk=pk)
    form = DecisionForm(request.POST if request.method == "POST" else None, report=report, member=member)
    if form.is_valid():
        decide = partial(decide_direct_report, report, by=member, at=timezone.now(), **form.cleaned_data)
        if _decided(form, decide):
            return done(request, _("Decided. Both are told."), "manage-direct-reports")
    context = {
        "report": report,
        "posts": report.posts.order_by("number"),
        "form": form,
        "outcome": OUTCOMES[Outcome(report.outcome)] if report.outcome else "",
    }
    return room(
        request, "direct_report.html", context, here="manage-direct-reports", status=400 if form.errors else 200
    )


def _decided(form: DecisionForm, decide: "partial[None]") -> bool:
    try:
        return attempt(form, decide)
    except NotAllowed:
        form.add_error(None, _("You may not do this here, or not any more. Nothing was changed."))
        return False
