"""Changing a tag: its words in each language, and merging it into another."""

from typing import Any

from django import forms
from django.utils.translation import get_language_info, gettext_lazy
from django.utils.translation import gettext as _

from .actions.tagging import ABOUT_CHARS, NAME_CHARS, tag_slug
from .narrowing import site_languages
from .tags import Tag


class TagForm(forms.Form):
    """Name and description once for each language of the site; the rules are the action's."""

    def __init__(self, *args: Any, tag: Tag, **more: Any) -> None:
        super().__init__(*args, **more)
        self.tag = tag
        self.languages = site_languages()
        for which, label, most in (
            ("names", _("Name, %(language)s"), NAME_CHARS),
            ("descriptions", _("What it is for, %(language)s"), ABOUT_CHARS),
        ):
            for code in self.languages:
                self.fields[f"{which}_{code}"] = forms.CharField(
                    label=label % {"language": get_language_info(code)["name_local"]}, max_length=most, required=False,
                    initial=getattr(tag, which).get(code, ""), widget=forms.TextInput(attrs={"lang": code, "dir": "auto"}),
                )  # fmt: skip

    def words(self) -> dict[str, dict[str, str]]:
        """Names and descriptions by language; what languages the site does not speak had stays."""
        said: dict[str, dict[str, str]] = {}
        for which in ("names", "descriptions"):
            typed = {code: self.cleaned_data[f"{which}_{code}"].strip() for code in self.languages}
            said[which] = {code: word for code, word in {**getattr(self.tag, which), **typed}.items() if word}
        return said


class MergeForm(forms.Form):
    into = forms.CharField(
        label=gettext_lazy("Into which tag"), max_length=NAME_CHARS,
        help_text=gettext_lazy("Its topics get that one instead, and its address leads there. Nothing undoes it."),
    )  # fmt: skip

    def __init__(self, *args: Any, tag: Tag, **more: Any) -> None:
        super().__init__(*args, **more)
        self.tag = tag

    def clean_into(self) -> Tag:
        name = str(self.cleaned_data["into"])
        found = Tag.objects.in_use().exclude(pk=self.tag.pk).filter(slug=tag_slug(name)).first()
        if found is None:
            raise forms.ValidationError(_("There is no other tag of that name."))
        return found
