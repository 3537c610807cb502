from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import get_language_info, gettext_lazy, override
from django.utils.translation import gettext as _

from trialogue.core.languages import site_languages
from trialogue.hub.front.actions import LONGEST
from trialogue.hub.front.steps import WORDS, Step, is_hidden, kept, voices_of
from trialogue.people.persons import Voice

LABELS = {
    "title": gettext_lazy("Title, %(language)s"),
    "text": gettext_lazy("What it says, %(language)s"),
    "act": gettext_lazy("Word on the button, %(language)s"),
}


def _voices() -> list[tuple[str, str]]:
    return [(slug, str(capfirst(label))) for slug, label in Voice.choices]


class StepForm(forms.Form):
    """A step of getting started. Words stand once for each language of the site; ours stand in the empty fields."""

    shown = forms.BooleanField(label=gettext_lazy("Show this step"), required=False)
    voices = forms.MultipleChoiceField(
        label=gettext_lazy("Who sees it"), required=False, widget=forms.CheckboxSelectMultiple, choices=_voices,
        help_text=gettext_lazy("By what members said they do."),
    )  # fmt: skip
    url = forms.CharField(
        label=gettext_lazy("Where it leads"), required=False, max_length=LONGEST["url"],
        help_text=gettext_lazy("An address with https://, or a path of this site like /t/12/. Left empty, it leads where it led at first."),
        widget=forms.TextInput(attrs={"dir": "ltr", "inputmode": "url"}),
    )  # fmt: skip

    def __init__(self, *args: Any, step: Step, **more: Any) -> None:
        super().__init__(*args, **more)
        self.step, self.languages = step, site_languages()
        words = {
            f"{which}_{code}": self._word(which, code, name)
            for which in WORDS if getattr(step, which)
            for code, name in self.languages
        }  # fmt: skip
        if not step.leads:
            del self.fields["url"]
        self.fields = {"shown": self.fields.pop("shown"), **words, **self.fields}

    def _word(self, which: str, code: str, language: str) -> forms.CharField:
        with override(code):
            ours = str(getattr(self.step, which))
        direction = "rtl" if get_language_info(code)["bidi"] else "ltr"
        attrs = {"lang": code, "dir": direction, "placeholder": ours}
        widget = forms.Textarea(attrs={**attrs, "rows": 2}) if which == "text" else forms.TextInput(attrs=attrs)
        label = LABELS[which] % {"language": language}
        return forms.CharField(label=label, required=False, max_length=LONGEST[which], widget=widget)

    def clean_voices(self) -> list[str]:
        chosen: list[str] = self.cleaned_data["voices"]
        if not chosen and self.cleaned_data.get("shown"):
            raise forms.ValidationError(_("Choose who sees it, or do not show it."))
        return chosen

    def values(self) -> dict[str, Any]:
        """As the action takes them; what other languages had stays."""
        said = self.cleaned_data
        values: dict[str, Any] = {"hidden": not said["shown"]}
        if said["voices"]:
            values["voices"] = said["voices"]
        for which in WORDS:
            if getattr(self.step, which):
                typed = {code: said[f"{which}_{code}"] for code, _name in self.languages}
                values[which] = {**kept(self.step).get(which, {}), **typed}
        return values | ({"url": said["url"]} if self.step.leads else {})


def values_of(step: Step) -> dict[str, Any]:
    """What the form shows before anything is changed."""
    words = {f"{which}_{code}": text for which in WORDS for code, text in kept(step).get(which, {}).items()}
    return {**words, "url": kept(step).get("url", ""), "voices": list(voices_of(step)), "shown": not is_hidden(step)}
