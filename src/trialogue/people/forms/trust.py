"""Where a member stands, as those who look after the place set it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from trialogue.people.trust.levels import Level

DAYS = [(1, _("one day")), (3, _("three days")), (7, _("a week")), (14, _("two weeks")), (30, _("30 days"))]


def _reason(hint: Any) -> forms.CharField:
    return forms.CharField(
        label=_("Why"), help_text=hint, max_length=300, error_messages={"required": _("Write why.")},
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip


class LevelForm(forms.Form):
    level = forms.TypedChoiceField(label=_("Where they stand"), choices=Level.choices, coerce=int)
    reason = _reason(_("Those who look after the place read this."))


class SilenceForm(forms.Form):
    days = forms.TypedChoiceField(label=_("For how long"), choices=DAYS, initial=3, coerce=int)
    reason = _reason(_("They read this. Write it so that you could say it to them."))
