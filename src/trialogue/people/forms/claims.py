from django import forms
from django.utils.translation import gettext_lazy as _


class ClaimForm(forms.Form):
    words = forms.CharField(
        label=_("How can we tell that it is you?"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_(
            "“I wrote about visit windows in 2014 from our hospital’s address.” Those who look after this place read it."
        ),
        error_messages={"required": _("Write one sentence by which we can tell.")},
    )
