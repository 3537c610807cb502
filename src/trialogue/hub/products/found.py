"""Products, and versions to come, as search finds them: they are for everybody."""

from collections.abc import Collection, Iterator, Mapping

from django.utils.translation import gettext_lazy as _

from trialogue.core import search
from trialogue.core.activity import subscribe
from trialogue.core.activity.models import Event
from trialogue.core.audiences import PUBLIC, Viewer
from trialogue.core.search import indexing

from .models import Milestone, Product


def _documents(ids: Collection[int]) -> Iterator[search.Document]:
    plans = Milestone.objects.filter(pk__in=ids, dropped_at=None).select_related("version", "product")
    for plan in plans:
        yield search.Document(
            object_id=plan.pk, place="milestone", audience_id=PUBLIC, title=f"{plan.product.name} {plan.version.name}",
            body=f"{plan.goal} {plan.description}".strip(), url=plan.path, at=plan.created_at,
            facets=(f"product:{plan.product.slug}", f"version:{plan.version.name}"), weight=0.1 * plan.is_open,
        )  # fmt: skip


def _seen(_member: Viewer | None, ids: Collection[int]) -> Collection[int]:
    return ids


def _products(_member: Viewer | None, slugs: Collection[str]) -> Mapping[str, str]:
    return dict(Product.objects.filter(slug__in=slugs).values_list("slug", "name"))


search.declare(search.Kind("milestone", _documents, _seen, lambda: Milestone.objects.values_list("pk", flat=True)))
search.declare_place(search.Place("milestone", _("Roadmap"), _("Version to come"), "milestone", 15))
search.declare_facet(search.Facet("product", _("Product"), _products, 0))


@subscribe("milestone.planned", "milestone.replanned")
def index_milestone(event: Event) -> None:
    indexing.index("milestone", [event.object_id])


@subscribe("product.edited")
def index_plans(event: Event) -> None:
    """Their titles name the product."""
    indexing.index("milestone", Milestone.objects.filter(product_id=event.object_id).values_list("pk", flat=True))
