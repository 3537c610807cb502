"""The profile's form: what one says of oneself, and beside each field who sees it."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from trialogue.people.countries import countries, languages
from trialogue.people.persons import PROFILE_FIELDS, Person, Shown, Voice
from trialogue.people.saying import ABOUT_CHARS, zones


class Lines(forms.CharField):
    """A list, one thing a line."""

    widget = forms.Textarea(attrs={"rows": 3})

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> list[str]:  # type: ignore[override]
        lines = [line.strip() for line in str(value or "").splitlines()]
        return [line for line in lines if line]


def _zones() -> list[tuple[str, str]]:
    return [("", "—"), *((zone, zone.replace("_", " ")) for zone in zones())]


class ProfileForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=80, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    handle = forms.CharField(
        label=_("Handle"),
        max_length=40,
        help_text=_("Short, for naming you in a text: @wanjiru. Addresses with an old one lead here."),
    )
    says = forms.CharField(
        label=_("What you do, in your own words"),
        max_length=100,
        required=False,
        help_text=_("Stands beside your name: “trial coordinator, Kisumu”."),
    )
    voices = forms.MultipleChoiceField(
        label=_("What brings you here"), choices=Voice.choices, widget=forms.CheckboxSelectMultiple
    )
    picture = forms.FileField(
        label=_("Picture"),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg,image/webp,image/gif"}),
        help_text=_("Cut square. What your camera wrote into it is left out."),
    )
    without_picture = forms.BooleanField(label=_("Show my initials instead of the picture"), required=False)
    about = forms.CharField(
        label=_("About you"),
        required=False,
        max_length=ABOUT_CHARS,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Markdown works."),
    )
    country = forms.ChoiceField(label=_("Country"), required=False)
    time_zone = forms.ChoiceField(label=_("Time zone"), required=False, choices=_zones)
    languages = forms.MultipleChoiceField(
        label=_("Languages you speak"), required=False, widget=forms.SelectMultiple(attrs={"size": 6})
    )
    background = forms.CharField(
        label=_("Kind of work"), max_length=120, required=False, help_text=_("“Phase II and III, 14 sites”")
    )
    skills = Lines(label=_("What others may ask you about"), required=False, help_text=_("One thing a line."))
    would_like = Lines(label=_("What you would like to do here"), required=False, help_text=_("One thing a line."))
    links = Lines(label=_("Elsewhere"), required=False, help_text=_("One address a line."))
    language = forms.ChoiceField(label=_("Language of our mails to you"), required=False, choices=settings.LANGUAGES)

    def __init__(self, data: Any, files: Any, *, person: Person) -> None:
        initial = {
            name: getattr(person, name) for name in self.base_fields if hasattr(person, name) and name != "picture"
        }
        super().__init__(data, files, initial=initial)
        self.fields["country"].choices = [("", "—"), *countries().items()]  # type: ignore[attr-defined]
        spoken = languages() | {code: code for code in person.languages if code not in languages()}
        self.fields["languages"].choices = list(spoken.items())  # type: ignore[attr-defined]
        for name in PROFILE_FIELDS:
            self.fields[f"shown_{name}"] = forms.ChoiceField(
                label=format_html('{}<span class="vh">: {}</span>', _("Who sees it"), self.fields[name].label),
                choices=Shown.choices,
                initial=person.shown.get(name, PROFILE_FIELDS[name]),
            )

    def values(self) -> dict[str, Any]:
        """The fields of the profile themselves."""
        own = set(self.base_fields) - {"voices", "picture", "without_picture"}
        return {name: value for name, value in self.cleaned_data.items() if name in own}

    def shown(self) -> dict[str, str]:
        return {name: self.cleaned_data[f"shown_{name}"] for name in PROFILE_FIELDS}
