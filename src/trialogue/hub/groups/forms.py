from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from trialogue.core.forms import WordedForm
from trialogue.hub.forum.models import CategoryKind
from trialogue.people.persons import Person

from .actions.areas import readers_for
from .models import Group, Joining, SeenBy


class GroupForm(WordedForm):
    """What a group is, who sees it and how one comes in."""

    about_chars = 1000
    about_widget = forms.Textarea

    seen_by = forms.ChoiceField(
        label=gettext_lazy("Who sees that there is this group, and who is in it"), choices=SeenBy.choices,
        initial=SeenBy.PUBLIC, widget=forms.RadioSelect,
        help_text=gettext_lazy("What is said in its own categories may be for fewer. Community managers see every group."),
    )  # fmt: skip
    joining = forms.ChoiceField(
        label=gettext_lazy("Who may join"), choices=Joining.choices, initial=Joining.OPEN, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        if self.thing is None:
            self.fields["slug"] = forms.SlugField(
                label=_("Address"), max_length=60, required=False,
                help_text=_("Latin letters and dashes, kept for good. Left empty, it is made from the name."),
            )  # fmt: skip
            self.order_fields([*self.worded, "slug"])

    def about_label(self) -> str:
        return _("What it is about, %(language)s")

    def values(self) -> dict[str, Any]:
        said = {name: self.cleaned_data[name] for name in ("seen_by", "joining")}
        return {**said, "names": self.words("name"), "descriptions": self.words("about")}


class AreaForm(WordedForm):
    """A category of the group's own."""

    kind = forms.ChoiceField(label=gettext_lazy("What is said here"), choices=CategoryKind.choices)
    readers = forms.ChoiceField(label=gettext_lazy("Who reads it"), initial=SeenBy.PRIVATE, widget=forms.RadioSelect)

    def __init__(self, *args: Any, group: Group, **more: Any) -> None:
        super().__init__(*args, **more)
        labels = {**dict(SeenBy.choices), SeenBy.PRIVATE.value: _("The group alone")}
        self.fields["readers"].choices = [(level, labels[level]) for level in readers_for(group)]  # type: ignore[attr-defined]


class AskForm(forms.Form):
    words = forms.CharField(
        label=gettext_lazy("What you would like to say to those who decide"), required=False, max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip


class InviteForm(forms.Form):
    person = forms.CharField(
        label=gettext_lazy("Invite somebody, by handle"),
        max_length=41,
        error_messages={"required": gettext_lazy("Write the handle of a member.")},
        widget=forms.TextInput(attrs={"dir": "ltr", "autocapitalize": "off", "spellcheck": "false"}),
    )

    def clean_person(self) -> Person:
        handle = self.cleaned_data["person"].strip().lstrip("@").lower()
        found = Person.objects.visible_to(None).filter(handle_key=handle).first()
        if found is None:
            raise forms.ValidationError(_("Nobody has the handle %(handles)s.") % {"handles": handle})
        return found
