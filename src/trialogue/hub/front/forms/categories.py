import re
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from trialogue.core.audiences import AudienceKind
from trialogue.core.forms import WordedForm, words_of
from trialogue.hub.forum.models import Category, CategoryKind
from trialogue.people.persons import Person

READERS = [
    (AudienceKind.PUBLIC, gettext_lazy("Everybody, also guests")),
    (AudienceKind.MEMBERS, gettext_lazy("Members")),
    (AudienceKind.STAFF, gettext_lazy("Those who look after the site")),
    (AudienceKind.INVITED, gettext_lazy("People invited one by one")),
]


class CategoryForm(WordedForm):
    kind = forms.ChoiceField(label=gettext_lazy("What is said here"), choices=CategoryKind.choices)
    audience = forms.ChoiceField(label=gettext_lazy("Who sees it"), choices=READERS, widget=forms.RadioSelect)
    people = forms.CharField(
        label=gettext_lazy("Invited people, by handle"), required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Counts for “people invited one by one”: @amina, @noa. Community managers always see it too."),
    )  # fmt: skip
    hue = forms.IntegerField(
        label=gettext_lazy("Colour"), min_value=0, max_value=360, initial=166,
        widget=forms.NumberInput(attrs={"type": "range", "min": 0, "max": 360}),
    )  # fmt: skip
    order = forms.IntegerField(
        label=gettext_lazy("Place in the list"),
        min_value=0,
        max_value=999,
        initial=0,
        help_text=gettext_lazy("The smallest stands first."),
    )
    template = forms.CharField(
        label=gettext_lazy("What a new topic begins with"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Shown in the empty field, to be written over."),
    )  # fmt: skip
    retired = forms.BooleanField(
        label=gettext_lazy("Retired"),
        required=False,
        help_text=gettext_lazy("What is here stays readable; nothing new begins."),
    )

    def __init__(self, *args: Any, category: Category | None = None, **more: Any) -> None:
        super().__init__(*args, thing=category, **more)
        if category is None:
            del self.fields["retired"]
            self.fields["slug"] = forms.SlugField(
                label=_("Address"), max_length=60, required=False,
                help_text=_("Latin letters and dashes, kept for good. Left empty, it is made from the name."),
            )  # fmt: skip
            self.order_fields([*self.worded, "slug"])
        elif category.audience.kind == AudienceKind.GROUP:
            self.fields["audience"].choices = [*READERS, (AudienceKind.GROUP, _("Its group"))]  # type: ignore[attr-defined]

    def clean_people(self) -> list[Person]:
        handles = {word.lower() for word in re.split(r"[\s,;@]+", self.cleaned_data["people"]) if word}
        found = {person.handle.lower(): person for person in Person.objects.filter(handle_key__in=handles)}
        if unknown := sorted(handles - found.keys()):
            raise forms.ValidationError(_("Nobody has the handle %(handles)s.") % {"handles": ", ".join(unknown)})
        return list(found.values())


def values_of(category: Category, people: list[Person]) -> dict[str, Any]:
    """What the form shows before anything is changed."""
    plain = {name: getattr(category, name) for name in ("kind", "hue", "order", "template")}
    handles = ", ".join(f"@{person.handle}" for person in people)
    return {
        **words_of(category),
        **plain,
        "audience": category.audience.kind,
        "people": handles,
        "retired": bool(category.retired_at),
    }
