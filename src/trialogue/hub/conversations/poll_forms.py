"""The form of a poll: alone, and as a part of writing a post. Its rules are the action's."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from trialogue.core.design.moments import last_day

from .actions.polling import Plan
from .polls import Poll, Results


class PollForm(forms.Form):
    """Its fields are named `poll-…`, so that it can stand in another form. Empty question and answers: no poll is meant."""

    question = forms.CharField(
        label=_("What do you want to know"), required=False, widget=forms.TextInput(attrs={"dir": "auto"})
    )
    options = forms.CharField(
        label=_("Answers to choose from"), required=False, help_text=_("One a line, two to twenty."), strip=False,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
    )  # fmt: skip
    most = forms.IntegerField(label=_("How many one may choose"), required=False, min_value=1, max_value=20, initial=1)
    closes_on = forms.DateField(
        label=_("Ends at the end of"), required=False, help_text=_("Without a day it ends when you end it."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )  # fmt: skip
    results = forms.ChoiceField(
        label=_("Results are shown"), required=False, choices=Results.choices, initial=Results.ALWAYS
    )
    shows_who = forms.BooleanField(
        label=_("Show who chose what"), required=False, help_text=_("It is said before one chooses.")
    )

    prefix = "poll"

    @classmethod
    def about(cls, poll: Poll | None, data: QueryDict | None = None) -> "PollForm":
        """What was sent, or the poll as it is now."""
        if poll is None:
            return cls(data)
        now = {"question": poll.question, "most": poll.most, "results": poll.results, "shows_who": poll.shows_who}
        now["options"] = "\n".join(option.words for option in poll.options.all())
        now["closes_on"] = last_day(poll.closes_at) if poll.closes_at else None
        return cls(data, initial=now)

    @classmethod
    def kept(cls, draft: Mapping[str, Any]) -> "PollForm":
        """As it was left in a draft of the post it stands with."""
        return cls(initial={name: draft[f"poll-{name}"] for name in cls.base_fields if draft.get(f"poll-{name}")})

    @property
    def is_meant(self) -> bool:
        """Whether somebody began one."""
        return any(str(self[name].value() or "").strip() for name in ("question", "options"))

    @property
    def is_wrong(self) -> bool:
        return self.is_meant and not self.is_valid()

    @property
    def plan(self) -> Plan:
        """What it asks for; call it when the form is valid."""
        said, day = self.cleaned_data, self.cleaned_data["closes_on"]
        closes_at = timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min)) if day else None
        return Plan(
            said["question"], said["options"].splitlines(), said["most"] or 1, closes_at,
            said["results"] or Results.ALWAYS, said["shows_who"],
        )  # fmt: skip
