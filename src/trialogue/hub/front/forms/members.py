from django import forms
from django.utils.translation import gettext_lazy as _

from trialogue.hub.forum.models import Category
from trialogue.hub.products.models import Product
from trialogue.people.audiences import Role, Scope
from trialogue.people.persons import Person


def scopes(member: Person) -> list[tuple[str, str]]:
    """Where a role may hold: everywhere, in one product, in one category; two queries."""
    products = [(f"{Scope.PRODUCT}:{product.pk}", product.name) for product in Product.objects.order_by("name")]
    categories = [(f"{Scope.CATEGORY}:{shelf.pk}", shelf.name) for shelf in Category.objects.visible_to(member)]
    return [(f"{Scope.SITE}:0", str(Scope.SITE.label)), *products, *categories]


class GrantForm(forms.Form):
    role = forms.ChoiceField(
        label=_("Role"),
        error_messages={"required": _("Choose a role.")},
        choices=[("", _("Choose a role")), *Role.choices],
    )
    where = forms.ChoiceField(label=_("Where it holds"))

    def __init__(self, *args: object, where: list[tuple[str, str]], **more: object) -> None:
        super().__init__(*args, **more)  # type: ignore[arg-type] # as Django's form takes them
        self.fields["where"].choices = where  # type: ignore[attr-defined] # a ChoiceField

    def scope(self) -> tuple[str, int]:
        kind, _, pk = self.cleaned_data["where"].partition(":")
        return kind, int(pk)


FOR = [(0, _("until somebody lets them in")), (7, _("a week")), (30, _("30 days")), (90, _("90 days"))]


class SuspendForm(forms.Form):
    days = forms.TypedChoiceField(label=_("For how long"), choices=FOR, coerce=int)
    reason = forms.CharField(
        label=_("Why"),
        help_text=_("They read this when they try to sign in. Write it so that you could say it to them."),
        max_length=300,
        error_messages={"required": _("Write why, in a sentence you could say to them.")},
        widget=forms.Textarea(attrs={"rows": 2}),
    )
