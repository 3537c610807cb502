from typing import Any

from django import forms
from django.utils.translation import get_language_info, gettext_lazy, override

from trialogue.core import site
from trialogue.core.languages import site_languages
from trialogue.hub.conversations.gestures import GESTURES, THANKS, Gesture
from trialogue.hub.front.actions import LONGEST

OFFERED = gettext_lazy("Offer “%(word)s”")
WORD = gettext_lazy("Word for “%(word)s”, %(language)s")


class ReactionsForm(forms.Form):
    """Which reactions are offered, and their words for each language of the site; ours stand in the empty fields.

    Thanks are always offered: figures and trust count them.
    """

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.languages = site_languages()
        for gesture in (THANKS, *GESTURES):
            if gesture != THANKS:
                label = OFFERED % {"word": gesture.usual}
                self.fields[gesture.kind] = forms.BooleanField(label=label, required=False)
            for code, language in self.languages:
                self.fields[f"{gesture.kind}_{code}"] = self._word(gesture, code, language)

    def _word(self, gesture: Gesture, code: str, language: str) -> forms.CharField:
        with override(code):
            ours = str(gesture.usual)
        direction = "rtl" if get_language_info(code)["bidi"] else "ltr"
        widget = forms.TextInput(attrs={"lang": code, "dir": direction, "placeholder": ours})
        label = WORD % {"word": gesture.usual, "language": language}
        return forms.CharField(label=label, required=False, max_length=LONGEST["reaction"], widget=widget)

    def values(self) -> dict[str, Any]:
        """As the action takes them; what other languages had stays."""
        said, had = self.cleaned_data, site.current().reactions
        return {
            str(gesture.kind): {
                "words": {
                    **had.get(gesture.kind, {}).get("words", {}),
                    **{code: said[f"{gesture.kind}_{code}"] for code, _name in self.languages},
                },
                "hidden": not said.get(gesture.kind, True),
            }
            for gesture in (THANKS, *GESTURES)
        }


def values_now() -> dict[str, Any]:
    """What the form shows before anything is changed."""
    had = site.current().reactions
    words = {f"{kind}_{code}": word for kind, each in had.items() for code, word in each.get("words", {}).items()}
    return {**words, **{gesture.kind: gesture.is_offered for gesture in GESTURES}}
