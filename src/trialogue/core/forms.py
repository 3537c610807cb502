"""Rules live in the actions; a form asks and shows what they say."""

from collections.abc import Callable

from django import forms
from django.core.exceptions import ValidationError

from .errors import Guarded, Refused


def say(form: forms.Form, refused: Refused, *, otherwise: str | None = None) -> None:
    """Puts what an action refused beside its field, or at `otherwise`; `{% second_look form %}` finds there what was noticed."""
    field = refused.field if refused.field in form.fields else otherwise
    code = "guarded" if isinstance(refused, Guarded) else ""
    form.add_error(field, ValidationError(refused.message.replace("%", "%%"), code=code, params={"refused": refused}))


def guarded(form: forms.Form) -> Guarded | None:
    """What the guard noticed when this form was sent."""
    for errors in form.errors.as_data().values():
        for error in errors:
            if error.code == "guarded" and error.params:
                found: Guarded = error.params["refused"]
                return found
    return None


def attempt(form: forms.Form, act: Callable[[], object]) -> bool:
    """Whether the act was done; what an action refuses stands beside its field, and everything typed is kept."""
    try:
        act()
    except Refused as refused:
        say(form, refused)
        return False
    return True
