from django import forms
from django.utils.translation import gettext_lazy as _

from trialogue.people.persons import MailPace


class MailForm(forms.Form):
    """How soon somebody is mailed."""

    mail_pace = forms.ChoiceField(
        label=_("Mail me"),
        choices=[
            (MailPace.AT_ONCE, _("at once, when something needs me or what I asked for is released")),
            (MailPace.NEVER, _("never; I read it here")),
        ],
        widget=forms.RadioSelect,
    )
