from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from trialogue.core.languages import all_languages
from trialogue.core.site import Site

LOOK = ("hue", "chroma", "paper", "radius")


def _slider(least: str, most: str, step: str) -> forms.NumberInput:
    return forms.NumberInput(attrs={"type": "range", "min": least, "max": most, "step": step})


class LookForm(forms.Form):
    """Hue, strength, paper and corners. Lightness is not asked: it keeps the contrast."""

    hue = forms.IntegerField(
        label=_("Colour"),
        min_value=0,
        max_value=360,
        widget=_slider("0", "360", "1"),
        help_text=_("Of buttons, links and marks."),
    )
    chroma = forms.DecimalField(
        label=_("Strength"), min_value=Decimal(0), max_value=Decimal("0.14"), decimal_places=2, widget=_slider("0", "0.14", "0.01"),
        help_text=_("From grey to strong. Whatever you choose stays readable: lightness is kept."),
    )  # fmt: skip
    paper = forms.IntegerField(
        label=_("Paper"), min_value=0, max_value=360, widget=_slider("0", "360", "2"),
        help_text=_("The faint tone of the page: 96 is warm, 250 cool."),
    )  # fmt: skip
    radius = forms.DecimalField(
        label=_("Corners"), min_value=Decimal(0), max_value=Decimal("1.6"), decimal_places=1, widget=_slider("0", "1.6", "0.1"),
        help_text=_("From square to soft."),
    )  # fmt: skip


class NameForm(LookForm):
    """What the community is called, and what it looks like."""

    name = forms.CharField(label=_("Name"), max_length=60, error_messages={"required": _("Give the community a name.")})
    tagline = forms.CharField(
        label=_("What this is, in one sentence"), max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Visitors read it first."),
    )  # fmt: skip
    logo = forms.FileField(
        label=_("Mark"), required=False, help_text=_("PNG or WebP, square, at most 512 kB. Without one the three shapes stand there."),
        widget=forms.FileInput(attrs={"accept": "image/png,image/webp"}),
    )  # fmt: skip
    no_logo = forms.BooleanField(label=_("Take the mark away"), required=False)
    field_order: Sequence[str] = ("name", "tagline", "logo", "no_logo", *LOOK)

    def __init__(self, *args: Any, has_logo: bool = False, **more: Any) -> None:
        super().__init__(*args, **more)
        if not has_logo:
            del self.fields["no_logo"]

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("name", "tagline", *LOOK)}


class BrandForm(NameForm):
    """The same, with languages and the address people may write to."""

    languages = forms.MultipleChoiceField(
        label=_("Languages"), widget=forms.CheckboxSelectMultiple, choices=all_languages
    )
    contact = forms.EmailField(
        label=_("Address for questions about this site"),
        required=False,
        help_text=_("Shown to everybody who looks for help."),
    )
    field_order = (*NameForm.field_order, "languages", "contact")

    def values(self) -> dict[str, Any]:
        return {
            **super().values(),
            "languages": self.cleaned_data["languages"],
            "contact": self.cleaned_data["contact"],
        }


def values_of(site: Site) -> dict[str, Any]:
    languages = site.languages or [code for code, _name in all_languages()]
    return {name: getattr(site, name) for name in ("name", "tagline", "contact", *LOOK)} | {"languages": languages}
