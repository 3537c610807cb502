"""Rules live in the actions; a form asks and shows what they say."""

from collections.abc import Callable

from django import forms

from .errors import Refused


def attempt(form: forms.Form, act: Callable[[], object]) -> bool:
    """Whether the act was done; what an action refuses stands beside its field, and everything typed is kept."""
    try:
        act()
    except Refused as refused:
        form.add_error(refused.field if refused.field in form.fields else None, refused.message)
        return False
    return True
