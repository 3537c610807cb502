"""The audit log, by verb and person."""

from urllib.parse import urlencode

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from trialogue.core.paging import Mark, read_mark
from trialogue.hub.front.audit import audited_verbs, events, line
from trialogue.people.gates import needs
from trialogue.people.middleware import MemberRequest
from trialogue.people.persons import Person

from .rooms import room

PAGE = 50
KINDS = {
    "role.": gettext_lazy("Roles"),
    "person.": gettext_lazy("People"),
    "account.": gettext_lazy("Accounts"),
    "token.": gettext_lazy("Tokens"),
    "claim.": gettext_lazy("Claims"),
    "category.": gettext_lazy("Categories"),
    "group.": gettext_lazy("Groups"),
    "representative.": gettext_lazy("Representatives"),
    "site.": gettext_lazy("Name and look"),
    "guard.": gettext_lazy("Guard"),
    "product.": gettext_lazy("Products"),
    "component.": gettext_lazy("Parts"),
    "milestone.": gettext_lazy("Versions to come"),
    "topic.": gettext_lazy("Topics"),
    "post.": gettext_lazy("Posts"),
    "conversation.": gettext_lazy("Titles"),
    "direct.": gettext_lazy("Messages"),
    "ticket.": gettext_lazy("Tickets"),
    "release.": gettext_lazy("Releases"),
}


class AuditFilter(forms.Form):
    verb = forms.ChoiceField(label=gettext_lazy("What"), required=False)
    person = forms.CharField(label=gettext_lazy("Who, by handle"), max_length=40, required=False)

    def __init__(self, *args: object, **more: object) -> None:
        super().__init__(*args, **more)  # type: ignore[arg-type] # as Django's form takes them
        verbs = [(verb, verb) for verb in audited_verbs()]
        self.fields["verb"].choices = [("", _("Everything")), *KINDS.items(), (_("One verb"), verbs)]  # type: ignore[attr-defined]

    def clean_person(self) -> Person | None:
        handle = self.cleaned_data["person"].strip().lstrip("@").lower()
        found = Person.objects.filter(handle_key=handle).first() if handle else None
        if handle and found is None:
            raise forms.ValidationError(_("Nobody has this handle."))
        return found


@needs("audit.read")
def audit(request: MemberRequest) -> HttpResponse:
    form = AuditFilter(request.GET)
    chosen = form.cleaned_data if form.is_valid() else {}
    found = events(
        verb=chosen.get("verb", ""), person=chosen.get("person"), before=read_mark(request.GET.get("before", ""))
    )
    rows = list(found[: PAGE + 1]) if form.is_valid() else []
    older = ""
    if len(rows) > PAGE:
        asked = {name: request.GET.get(name, "") for name in ("verb", "person")}
        last = rows[PAGE - 1]
        older = f"{reverse('audit')}?{urlencode({**asked, 'before': str(Mark(last.at, last.pk))})}"
    lines = [line(event, request.member) for event in rows[:PAGE]]
    return room(request, "audit.html", {"form": form, "lines": lines, "older": older}, here="audit")
