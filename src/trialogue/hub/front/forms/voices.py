from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from trialogue.people.countries import countries
from trialogue.people.persons import Person, Voice


class VoicesForm(forms.Form):
    """What brings somebody here; the rest can wait."""

    voices = forms.MultipleChoiceField(
        choices=Voice.choices, error_messages={"required": _("Choose at least one: use it, build it or care for it.")}
    )
    says = forms.CharField(
        label=_("What you do, in your own words"),
        max_length=100,
        required=False,
        help_text=_("Stands beside your name: “trial coordinator, Kisumu”."),
    )
    country = forms.ChoiceField(
        label=_("Where you are"),
        required=False,
        help_text=_("So that people near you find you. Your profile says who sees it."),
    )

    def __init__(self, data: Any, *, person: Person) -> None:
        super().__init__(data, initial={"voices": person.voices, "says": person.says, "country": person.country})
        self.fields["country"].choices = [("", "—"), *countries().items()]  # type: ignore[attr-defined]
