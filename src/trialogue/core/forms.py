"""Rules live in the actions; a form asks and shows what they say."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from .errors import Guarded, Refused
from .languages import site_languages


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


class WordedForm(forms.Form):
    """Name and description stand once for each language of the site: `name_en`, `about_en` and so on, first of all fields."""

    name_chars, about_chars = 60, 300
    about_widget: type[forms.Widget] = forms.TextInput

    def __init__(self, *args: Any, thing: Any = None, **more: Any) -> None:
        """`thing` has `names` and `descriptions`; what it says in other languages stays."""
        super().__init__(*args, **more)
        self.thing = thing
        self.languages = site_languages()
        words: dict[str, forms.Field] = {}
        for code, name in self.languages:
            attrs = {"lang": code, "dir": "auto"}
            words[f"name_{code}"] = forms.CharField(
                label=_("Name, %(language)s") % {"language": name}, max_length=self.name_chars,
                required=code == self.languages[0][0], widget=forms.TextInput(attrs=attrs),
                error_messages={"required": _("Give it a name of at most 60 letters.")},
            )  # fmt: skip
            words[f"about_{code}"] = forms.CharField(
                label=self.about_label() % {"language": name}, max_length=self.about_chars, required=False,
                widget=self.about_widget(attrs=attrs),
            )  # fmt: skip
        self.worded = list(words)
        self.fields = {**words, **self.fields}

    def about_label(self) -> str:
        return _("What belongs here, %(language)s")

    def words(self, which: str) -> dict[str, str]:
        """The names (or descriptions) by language."""
        had = getattr(self.thing, "names" if which == "name" else "descriptions", {}) if self.thing else {}
        said = {code: self.cleaned_data[f"{which}_{code}"].strip() for code, _name in self.languages}
        return {code: text for code, text in {**had, **said}.items() if text}


def words_of(thing: Any) -> dict[str, str]:
    """What a `WordedForm` about this thing shows before anything is changed."""
    names = {f"name_{code}": name for code, name in thing.names.items()}
    return names | {f"about_{code}": about for code, about in thing.descriptions.items()}
