from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from trialogue.core.languages import all_languages
from trialogue.hub.front.first_categories import OFFERS


class SpeaksForm(forms.Form):
    """Which languages, and what the product is called."""

    languages = forms.MultipleChoiceField(
        label=_("Which languages does the site speak?"),
        error_messages={"required": _("Choose at least one language.")},
        widget=forms.CheckboxSelectMultiple,
        choices=all_languages,
    )
    product = forms.CharField(
        label=_("What is the product called?"), error_messages={"required": _("Write its name; it can be changed later.")}, max_length=80,
        help_text=_("Tickets and versions belong to it. More products can follow later."),
    )  # fmt: skip

    def __init__(self, *args: Any, has_product: bool, **more: Any) -> None:
        super().__init__(*args, **more)
        if has_product:
            del self.fields["product"]


class ShelvesForm(forms.Form):
    """What the forum begins with."""

    shelves = forms.MultipleChoiceField(
        label=_("What the forum begins with"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        choices = [(offer.slug, f"{offer.name}: {offer.about}") for offer in OFFERS]
        self.fields["shelves"].choices = choices  # type: ignore[attr-defined] # a MultipleChoiceField
