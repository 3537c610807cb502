"""The numbers of trust as a form, group by group."""

from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from trialogue.people.trust.numbers import NUMBERS, current

GROUPS: dict[str, Any] = {
    "arrived": _("What “arrived” takes"),
    "known": _("What “known” takes"),
    "trusted": _("What “trusted” takes"),
    "limit": _("The most somebody new may do"),
    "join": _("Joining"),
}


class NumbersForm(forms.Form):
    """One field a number; its bounds are the action's too."""

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, initial=current())
        for number in NUMBERS.values():
            attrs = {"inputmode": "numeric", "class": "short"}
            self.fields[number.name] = forms.IntegerField(
                label=capfirst(str(number.label)),
                min_value=number.least,
                max_value=number.most,
                widget=forms.NumberInput(attrs=attrs),
            )

    def groups(self) -> list[tuple[Any, list[BoundField]]]:
        """Each heading with its fields."""
        return [
            (title, [self[number.name] for number in NUMBERS.values() if number.group == group])
            for group, title in GROUPS.items()
        ]
