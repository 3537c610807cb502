"""The forms of tickets and versions. They give shape; what may be is the actions' to say."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from trialogue.hub.products.models import Component, Horizon, Milestone, Product, Version
from trialogue.people.persons import Person
from trialogue.people.rights import has_role

from .models import Priority, Ticket, TicketKind
from .team import team
from .workflow import MOVES, State

VERSIONS = 40


class _Text(forms.CharField):
    """Free text, kept as typed; its length is the action's to judge."""

    def __init__(self, *, rows: int = 12, **more: Any) -> None:
        super().__init__(strip=False, widget=forms.Textarea(attrs={"rows": rows, "dir": "auto"}), **more)


class _PartOf(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A part or a version; names its product where there are several."""

    several = False

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.product.name}: {obj.name}" if self.several else str(obj)


class TicketForm(forms.Form):
    """What a new ticket is."""

    product = forms.ModelChoiceField(Product.objects.none(), label=gettext_lazy("Product"), empty_label=None)
    kind = forms.ChoiceField(label=gettext_lazy("What it is"), choices=TicketKind.choices)
    title = forms.CharField(
        label=gettext_lazy("In one sentence"), widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    )  # fmt: skip
    source = _Text(
        label=gettext_lazy("What is known"), help_text=gettext_lazy("Leave out anything that could identify a patient."),
    )  # fmt: skip
    component = _PartOf(Component.objects.none(), label=gettext_lazy("Part"), required=False, empty_label="–")
    found_in = _PartOf(Version.objects.none(), label=gettext_lazy("Seen in version"), required=False, empty_label="–")
    priority = forms.TypedChoiceField(label=gettext_lazy("Priority"), choices=Priority.choices, coerce=int)
    private = forms.BooleanField(
        label=gettext_lazy("Keep it private"), required=False,
        help_text=gettext_lazy("Only you, the maintainers and whom you invite will see it. A security ticket is always private."),
    )  # fmt: skip

    def __init__(self, *args: Any, weighs: bool, **kwargs: Any) -> None:
        """`weighs`: this member may say how urgent it is."""
        super().__init__(*args, **kwargs)
        products = list(Product.objects.order_by("-is_default", "name"))
        self._offer(products)
        if not weighs:
            del self.fields["priority"]

    def _offer(self, products: list[Product]) -> None:
        several = len(products) > 1
        chosen: dict[str, Any] = {
            "product": Product.objects.order_by("-is_default", "name"),
            "component": Component.objects.select_related("product").order_by("product__name", "name"),
            "found_in": Version.objects.released().select_related("product").newest_first(),
        }
        for name, queryset in chosen.items():
            field = self.fields[name]
            if isinstance(field, forms.ModelChoiceField):
                field.queryset = queryset
            if isinstance(field, _PartOf):
                field.several = several
        if not several:
            self.fields["product"].widget = forms.HiddenInput()
        self.fields["product"].initial = products[0].pk if products else None

    @property
    def known(self) -> dict[str, Any]:
        """What the actions take beside product, title and source."""
        names = ("kind", "component", "found_in", "priority", "private")
        return {name: self.cleaned_data[name] for name in names if name in self.fields}


class LinkForm(forms.Form):
    number = forms.IntegerField(
        label=gettext_lazy("Number of the ticket"), min_value=1, widget=forms.NumberInput(attrs={"inputmode": "numeric", "placeholder": ""}),
    )  # fmt: skip


def moves_of(ticket: Ticket, member: Person) -> list[tuple[str, str]]:
    """The states this member may move it to."""
    ways = MOVES.get(ticket.state, {})
    return [
        (str(new), str(State(new).label))
        for new, roles in ways.items()
        if any(has_role(member, role, ticket) for role in roles)
    ]


class MoveForm(forms.Form):
    seen = forms.CharField(widget=forms.HiddenInput)
    to = forms.ChoiceField(label=gettext_lazy("To"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=gettext_lazy("Why"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        help_text=gettext_lazy("The people who wait will read it. “Not planned” needs a reason."),
    )  # fmt: skip

    def __init__(self, *args: Any, moves: Collection[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer(moves)

    def offer(self, moves: Collection[tuple[str, str]]) -> None:
        """Shows these moves. Any state may be sent: the action says in words why it cannot be."""
        field = self.fields["to"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - tells the type checker
        field.choices = list(moves)
        field.valid_value = lambda value: value in State.values  # type: ignore[method-assign]


class PlanForm(forms.Form):
    milestone = forms.ModelChoiceField(
        Milestone.objects.none(), label=gettext_lazy("Version"), required=False, empty_label=gettext_lazy("No version"),
    )  # fmt: skip
    reason = forms.CharField(
        label=gettext_lazy("Why"), required=False, max_length=500, widget=forms.TextInput(attrs={"dir": "auto"})
    )

    def __init__(self, *args: Any, product_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        open_ones = (
            Milestone.objects.open()
            .filter(product_id=product_id)
            .select_related("version")
            .order_by("version__sort_key")
        )
        field = self.fields["milestone"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - tells the type checker
        field.queryset = open_ones


class EditForm(forms.Form):
    """What is known of a ticket. Its reporter may change the title alone."""

    title = TicketForm.base_fields["title"]
    kind = forms.ChoiceField(label=gettext_lazy("What it is"), choices=TicketKind.choices)
    priority = forms.TypedChoiceField(label=gettext_lazy("Priority"), choices=Priority.choices, coerce=int)
    component = forms.ModelChoiceField(
        Component.objects.none(), label=gettext_lazy("Part"), required=False, empty_label="–"
    )
    found_in = forms.ModelChoiceField(
        Version.objects.none(), label=gettext_lazy("Seen in version"), required=False, empty_label="–"
    )
    assignee = forms.ModelChoiceField(
        Person.objects.none(), label=gettext_lazy("Taken by"), required=False, empty_label=gettext_lazy("Nobody yet")
    )

    def __init__(self, *args: Any, ticket: Ticket, all_fields: bool, **kwargs: Any) -> None:
        names = list(EditForm.base_fields) if all_fields else ["title"]
        kwargs["initial"] = {name: getattr(ticket, f"{name}_id", None) or getattr(ticket, name) for name in names}
        super().__init__(*args, **kwargs)
        for name in set(self.fields) - set(names):
            del self.fields[name]
        offers = {
            "component": Component.objects.filter(product_id=ticket.product_id),
            "found_in": Version.objects.filter(product_id=ticket.product_id).newest_first(),
            "assignee": team() | Person.objects.filter(tickets_taken=ticket).distinct(),
        }
        for name, offer in offers.items():
            if isinstance(field := self.fields.get(name), forms.ModelChoiceField):
                field.queryset = offer


class InviteForm(forms.Form):
    handle = forms.CharField(
        label=gettext_lazy("Who"), max_length=41, help_text=gettext_lazy("Their name with the @, as in @tamar."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "ltr"}),
    )  # fmt: skip

    def clean_handle(self) -> Person:
        handle = self.cleaned_data["handle"].strip().removeprefix("@").lower()
        person = Person.objects.members().filter(handle_key=handle).first()
        if person is None:
            raise forms.ValidationError(_("Nobody here has this name. Look it up under People."))
        return person


class _Date(forms.DateField):
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class MilestoneForm(forms.Form):
    """A version to come. What is promised is said with care: a place, and perhaps a date."""

    product = forms.ModelChoiceField(
        Product.objects.order_by("-is_default", "name"), label=gettext_lazy("Product"), empty_label=None
    )
    version = forms.CharField(
        label=gettext_lazy("Version"), max_length=40, help_text=gettext_lazy("As it will be published, like 4.3.")
    )
    goal = forms.CharField(
        label=gettext_lazy("What it is for"), required=False, max_length=200, help_text=gettext_lazy("One sentence a reader of the roadmap understands."),
    )  # fmt: skip
    description = forms.CharField(
        label=gettext_lazy("More about it"), required=False, widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"})
    )
    horizon = forms.ChoiceField(
        label=gettext_lazy("Place on the roadmap"), choices=Horizon.choices, initial=Horizon.LATER
    )
    start_date = _Date(label=gettext_lazy("Begin"), required=False)
    due_date = _Date(
        label=gettext_lazy("Expected"),
        required=False,
        help_text=gettext_lazy("Readers see the month until it is near."),
    )
    reason = forms.CharField(
        label=gettext_lazy("Why the plan changes"), required=False, max_length=300, help_text=gettext_lazy("It stands in the version's history."),
    )  # fmt: skip

    def __init__(self, *args: Any, milestone: Milestone | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("product", "version") if milestone else ("reason",):
            del self.fields[name]
        if "product" in self.fields and Product.objects.count() == 1:
            self.fields["product"].widget = forms.HiddenInput()

    @property
    def planned(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("goal", "description", "horizon", "start_date", "due_date")}
