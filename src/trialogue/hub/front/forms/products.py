from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from trialogue.hub.products.models import Ageing
from trialogue.people.persons import Person


class ProductForm(forms.Form):
    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=80,
        error_messages={"required": gettext_lazy("Write the name of the product.")},
    )
    summary = forms.CharField(
        label=gettext_lazy("What it is, in one sentence"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    docs_url = forms.URLField(label=gettext_lazy("Documentation"), required=False, assume_scheme="https")
    demo_url = forms.URLField(label=gettext_lazy("Demo"), required=False, assume_scheme="https")
    answers_age = forms.ChoiceField(
        label=gettext_lazy("Which release makes an accepted answer doubtful"),
        choices=Ageing.choices,
        initial=Ageing.MINOR,
        required=False,
        help_text=gettext_lazy(
            "Answers that say since which version they hold are then marked, and whoever asked is asked once."
        ),
    )

    def clean_answers_age(self) -> str:
        return self.cleaned_data["answers_age"] or Ageing.MINOR


class PartForm(forms.Form):
    """A part of the product, with the handle of who looks after it."""

    name = forms.CharField(
        label=gettext_lazy("Name of the part"),
        max_length=80,
        error_messages={"required": gettext_lazy("Write the name of the part.")},
    )
    owner = forms.CharField(label=gettext_lazy("Who looks after it, by handle"), max_length=40, required=False)

    def clean_owner(self) -> Person | None:
        handle = self.cleaned_data["owner"].strip().lstrip("@").lower()
        found = Person.objects.members().filter(handle_key=handle).first() if handle else None
        if handle and found is None:
            raise forms.ValidationError(_("No member has this handle."))
        return found
