"""A form field with everything that belongs to it: label, hint, error, and the ties between them."""

from django import forms
from django.forms import BoundField
from django.utils.safestring import SafeString

_MANY = (forms.RadioSelect, forms.CheckboxSelectMultiple)


def layout(bound: BoundField) -> str:
    """Return 'tick' for one check box, 'many' for a group of choices, else 'line'."""
    widget = bound.field.widget
    if isinstance(widget, _MANY):
        return "many"
    return "tick" if isinstance(widget, forms.CheckboxInput) else "line"


def control(bound: BoundField) -> SafeString:
    """Return the input, tied to its hint and error."""
    attrs: dict[str, str | bool] = {}
    told = [f"{bound.auto_id}-hint"] if bound.help_text else []
    if bound.errors:
        told.insert(0, f"{bound.auto_id}-error")
        attrs["aria-invalid"] = "true"
        if bound.name == next(iter(bound.form.errors)):
            attrs["autofocus"] = True
    if told:
        attrs["aria-describedby"] = " ".join(told)
    return bound.as_widget(attrs=attrs)
