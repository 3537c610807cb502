"""Team and representatives, the world, and appointing a representative."""

from typing import cast

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from trialogue.core.errors import Refused
from trialogue.core.forms import attempt
from trialogue.core.once import once
from trialogue.people import team as here_for
from trialogue.people.actions.representing import appoint_representative, end_representation
from trialogue.people.countries import countries
from trialogue.people.gates import needs, sign_in_first
from trialogue.people.middleware import MemberRequest, Request
from trialogue.people.persons import Person
from trialogue.people.representatives import Representation, by_country, representatives
from trialogue.people.world import drawing
from trialogue.people.world import world as seen_by


class RepresentForm(forms.Form):
    country = forms.ChoiceField(
        label=gettext_lazy("Country"), error_messages={"required": gettext_lazy("Choose one of the countries.")}
    )

    def __init__(self, *args: object, **more: object) -> None:
        super().__init__(*args, **more)  # type: ignore[arg-type] # as Django's form takes them
        self.fields["country"].choices = [("", "—"), *countries().items()]  # type: ignore[attr-defined] # a ChoiceField


@require_safe
def team(request: HttpRequest) -> HttpResponse:
    """Everybody who is here for a role, and the representatives of countries."""
    parts = here_for.team(at=timezone.now())
    context = {"parts": parts, "representatives": by_country(representatives())}
    return render(request, "people/team.html", context)


@require_safe
def world(request: HttpRequest) -> HttpResponse:
    """How many are where, as far as the reader is told, and whom to write to there."""
    viewer = cast("Request", request).member
    found = representatives()
    represented = {each.country for each in found}
    seen = seen_by(viewer, at=timezone.now(), represented=represented)
    context = {
        "world": seen,
        "drawing": drawing(seen, represented),
        "representatives": by_country(found),
    }
    return render(request, "people/world.html", context)


@needs("representative.appoint")
@once
def represent(request: MemberRequest, handle: str) -> HttpResponse:
    """A manager appoints this member for a country."""
    people = Person.objects.visible_to(request.member).members().select_related("picture")
    person = get_object_or_404(people, handle_key=handle.lower())
    form = RepresentForm(
        request.POST or None, initial={"country": person.country if person.shows("country", request.member) else ""}
    )

    def appoint() -> None:
        appoint_representative(person, country=form.cleaned_data["country"], by=request.member, at=timezone.now())

    if request.method == "POST" and form.is_valid() and attempt(form, appoint):
        messages.success(
            request, _("Appointed. %(name)s stands among the representatives now.") % {"name": person.name}
        )
        return redirect("represent", handle)
    current = Representation.objects.filter(person=person, until=None).order_by("at")
    return render(request, "people/represent.html", {"person": person, "form": form, "current": current})


@require_POST
@sign_in_first
@once
def represent_end(request: MemberRequest, handle: str, pk: int) -> HttpResponse:
    """By a manager, or by the representative."""
    found = Representation.objects.current().select_related("person")
    ended = get_object_or_404(found, pk=pk, person__handle_key=handle.lower())
    try:
        end_representation(ended, by=request.member, at=timezone.now())
    except Refused as refused:
        messages.warning(request, refused.message)
    else:
        messages.success(request, _("Ended. It stays in the audit log."))
    return redirect(ended.person)
