from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from .accounts import Account


class JoinForm(forms.Form):
    """What joining asks beside the address: a name and one promise. The password is optional."""

    name = forms.CharField(
        label=_("Your name, as others should read it"),
        help_text=_("Most people here use their own. A first name is enough."),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    promise = forms.BooleanField(
        label=_("I will keep patients out of it: no names, dates of birth, numbers or pictures."),
        error_messages={"required": _("Tick this to join: patients never belong in here.")},
    )
    field_order = ("name", "email", "promise")

    def signup(self, request: HttpRequest, user: Account) -> None:
        """allauth calls this once the account stands; the person was made beside it."""

    def clean_name(self) -> str:
        name: Any = self.cleaned_data["name"]
        return str(name).strip()
