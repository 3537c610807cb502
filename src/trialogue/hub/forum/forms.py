"""The forms of the forum carry what was typed; its rules are the actions'."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from trialogue.hub.products.models import Version
from trialogue.people.persons import Person
from trialogue.people.rights import may

from .models import Category, CategoryKind, TopicKind

VERSIONS = 60


def shelves_for(member: Person) -> list[Category]:
    """Where this member may begin a topic."""
    shelves = Category.objects.visible_to(member).filter(retired_at=None)
    announcing = {each.pk for each in shelves if may(member, "topic.announce", each)}
    return [each for each in shelves if each.kind != CategoryKind.ANNOUNCEMENTS or each.pk in announcing]


def versions() -> list[Version]:
    """The versions one can have seen something in, newest first."""
    return list(Version.objects.released().newest_first().select_related("product")[:VERSIONS])


def version_choices(found: list[Version]) -> list[tuple[str, str]]:
    several = len({version.product_id for version in found}) > 1
    named = [
        (str(version.pk), f"{version.product.name} {version.name}" if several else version.name) for version in found
    ]
    return [("", _("I do not know, or it does not matter")), *named]


def _choose_from(form: forms.Form, name: str, choices: list[tuple[str, str]]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)  # noqa: S101 - tells the type checker
    field.choices = choices


class EditForm(forms.Form):
    """What was asked, in one sentence, and where it was seen."""

    title = forms.CharField(
        label=gettext_lazy("Your question in one sentence"),
        error_messages={"required": gettext_lazy("Say it in one sentence.")},
    )
    product_version = forms.ChoiceField(label=gettext_lazy("Seen in"), required=False)
    tags = forms.CharField(
        label=gettext_lazy("Tags"), required=False, max_length=250,
        help_text=gettext_lazy("Up to five words one would look for, with commas between them."),
    )  # fmt: skip

    def __init__(self, *args: Any, seen_in: list[Version], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.seen_in = {str(each.pk): each for each in seen_in}
        _choose_from(self, "product_version", version_choices(seen_in))

    @property
    def tags_chosen(self) -> list[str]:
        return [name for name in self.cleaned_data.get("tags", "").split(",") if name.strip()]

    @property
    def version_chosen(self) -> Version | None:
        return self.seen_in.get(self.cleaned_data.get("product_version", ""))


class AskForm(EditForm):
    """Asking. Which category and version were meant is read by `…_chosen`."""

    category = forms.ChoiceField(
        label=gettext_lazy("Where it belongs"), error_messages={"required": gettext_lazy("Choose where it belongs.")}
    )
    kind = forms.ChoiceField(label=gettext_lazy("What is it"), widget=forms.RadioSelect, initial=TopicKind.QUESTION)
    source = forms.CharField(
        label=gettext_lazy("What you did, what you expected, what came instead"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 9}),
    )

    def __init__(self, *args: Any, shelves: list[Category], announces: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.shelves = {str(each.pk): each for each in shelves}
        choices = [(pk, each.name) for pk, each in self.shelves.items()]
        _choose_from(self, "category", choices if len(choices) == 1 else [("", _("Choose")), *choices])
        kinds = [
            (TopicKind.QUESTION.value, _("A question")),
            (TopicKind.IDEA.value, _("An idea")),
            (TopicKind.DISCUSSION.value, _("A discussion")),
        ]
        if announces:
            kinds.append((TopicKind.ANNOUNCEMENT.value, _("An announcement")))
        _choose_from(self, "kind", kinds)

    @property
    def category_chosen(self) -> Category:
        return self.shelves[self.cleaned_data["category"]]
