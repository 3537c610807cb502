"""The forms of those who keep topics in order. What may be is the actions' to say."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from trialogue.core.paging import number_in

from .models import Category, Topic, TopicKind


def end_of(day: date | None) -> datetime | None:
    """The moment at which this day is over, where the site is."""
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min)) if day else None


class _Day(forms.DateField):
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class CareForm(forms.Form):
    """Every act of care has a reason that one may say."""

    reason = forms.CharField(
        label=gettext_lazy("Why"), required=False, max_length=300, help_text=gettext_lazy("Everybody reads it in the conversation."),
    )  # fmt: skip

    field_order = ["reason"]

    @property
    def reason_given(self) -> str:
        return " ".join(self.cleaned_data["reason"].split())


class MoveForm(CareForm):
    category = forms.ChoiceField(
        label=gettext_lazy("Where it belongs"), error_messages={"required": gettext_lazy("Choose where it belongs.")}
    )
    field_order = ["category", "reason"]

    def __init__(self, *args: Any, shelves: list[Category], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.shelves = {str(each.pk): each for each in shelves}
        choices = [("", _("Choose")), *((pk, each.name) for pk, each in self.shelves.items())]
        field = self.fields["category"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - tells the type checker
        field.choices = choices

    @property
    def category_chosen(self) -> Category:
        return self.shelves[self.cleaned_data["category"]]


class PinForm(CareForm):
    everywhere = forms.BooleanField(
        label=gettext_lazy("At the top of every list"), required=False, help_text=gettext_lazy("Otherwise at the top of its category."),
    )  # fmt: skip
    until = _Day(
        label=gettext_lazy("Until the end of"), required=False, help_text=gettext_lazy("Without a day it stays until somebody unpins it."),
    )  # fmt: skip
    field_order = ["everywhere", "until", "reason"]


class CloseForm(CareForm):
    closes_on = _Day(
        label=gettext_lazy("At the end of"), required=False, help_text=gettext_lazy("Without a day it closes now."),
    )  # fmt: skip
    field_order = ["closes_on", "reason"]


class MergeForm(CareForm):
    into = forms.CharField(
        label=gettext_lazy("Into which topic"),
        help_text=gettext_lazy("Its address, or the number in its address."),
        error_messages={"required": gettext_lazy("Say into which topic.")},
        widget=forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off"}),
    )
    in_time = forms.TypedChoiceField(
        label=gettext_lazy("In which order"), coerce=lambda value: value == "1", initial="0", widget=forms.RadioSelect,
        choices=[("0", gettext_lazy("After its last post")), ("1", gettext_lazy("By the time they were written"))],
    )  # fmt: skip
    field_order = ["into", "in_time", "reason"]

    def clean_into(self) -> int:
        """The topic's number; the number in its address is the first one after '/t/'."""
        given = self.cleaned_data["into"].strip()
        return number_in(given.partition("/t/")[2].partition("/")[0] if "/t/" in given else given)


class SplitForm(MoveForm):
    """Which posts is read apart (`numbers_in`): boxes that are ticked, and numbers that are typed."""

    title = forms.CharField(
        label=gettext_lazy("Title of the new topic"),
        error_messages={"required": gettext_lazy("Say it in one sentence.")},
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    )
    kind = forms.ChoiceField(label=gettext_lazy("What is it"), choices=TopicKind.choices)
    numbers = forms.CharField(
        label=gettext_lazy("Others, by number"), required=False, help_text=gettext_lazy("Like 3, 8-12: for posts that are not listed here."),
        widget=forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off"}),
    )  # fmt: skip
    field_order = ["title", "kind", "category", "numbers", "reason"]

    @classmethod
    def of(cls, topic: Topic, *data: Any, shelves: list[Category]) -> "SplitForm":
        return cls(*data, shelves=shelves, initial={"kind": topic.kind, "category": str(topic.category_id)})
