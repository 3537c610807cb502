"""What the pages of releases ask."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from trialogue.hub.products.models import Milestone

from .models import Channel, Release

HELPED = [("yes", _("Yes, it helped")), ("no", _("Not yet"))]


class DraftForm(forms.Form):
    channel = forms.ChoiceField(label=_("For whom it is"), choices=Channel.choices, initial=Channel.STABLE)


class NotesForm(forms.Form):
    """The words of a release. Lengths and the rest are the action's business."""

    summary = forms.CharField(
        label=_("In one or two sentences"),
        help_text=_("The first thing people read, here and in the letter."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "maxlength": 300}),
    )
    channel = forms.ChoiceField(label=_("For whom it is"), choices=Channel.choices)
    notes = forms.CharField(
        label=_("What is new"),
        help_text=_("A heading of one # begins a part of the page."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 16}),
    )
    seen_revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, release: Release, **kwargs: Any) -> None:
        kwargs["initial"] = {
            "summary": release.summary,
            "channel": release.channel,
            "notes": release.notes,
            "seen_revision": release.revision,
        }
        super().__init__(*args, **kwargs)


class ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    widget = ManyFiles

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[Any]]:
        """Every file that was chosen."""
        chosen = data or [None]
        return [super(FilesField, self).clean(one, initial) for one in chosen]


class FileForm(forms.Form):
    uploads = FilesField(
        label=_("Files"), error_messages={"required": _("Choose a file first.")}, allow_empty_file=True
    )
    label = forms.CharField(
        label=_("What it is for"), help_text=_("Like: Linux, 64 bit."), max_length=120, required=False
    )

    reviewed = forms.BooleanField(
        label=_("I looked: no patient can be identified by these."), required=False,
        help_text=_("Only needed where it was asked about."),
    )  # fmt: skip

    @property
    def said(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("label", "reviewed")}


class PublishForm(forms.Form):
    """Where the open tickets of the version go."""

    rest_to = forms.ModelChoiceField(
        label=_("What is not done moves to"),
        queryset=Milestone.objects.none(),
        required=False,
        empty_label=_("no version for now"),
        error_messages={"invalid_choice": _("Choose another version of this product that is still to come.")},
    )

    def __init__(self, *args: Any, release: Release, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = Milestone.objects.open().filter(product=release.product).exclude(pk=release.milestone_id or 0)
        field: Any = self.fields["rest_to"]
        field.queryset = others.select_related("version").order_by("version__sort_key")
        field.initial = field.queryset.filter(version__sort_key__gt=release.version.sort_key).first()


class AnswerForm(forms.Form):
    helped = forms.ChoiceField(
        label=_("Did it help?"),
        choices=HELPED,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose yes or not yet.")},
    )
    words = forms.CharField(
        label=_("In a sentence"),
        max_length=500,
        required=False,
        help_text=_("Everybody who sees the question can read it. Leave out anything that could identify a patient."),
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )
