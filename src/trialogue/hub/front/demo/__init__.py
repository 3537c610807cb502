"""A lively demo community, told as one story along the loop and made only through actions."""

from collections.abc import Callable
from datetime import datetime, timedelta
from random import Random

from django.conf import settings

from trialogue.core import activity, limits, site
from trialogue.hub.forum import actions as forum
from trialogue.hub.products import actions as products

from .careful import careful
from .circles import circles
from .known import known
from .messages import messages
from .people import CAST, bring_in
from .plans import plans
from .stage import Stage
from .story import epilogue, partial_dates
from .talk import CATEGORIES, TALKS
from .together import together
from .waiting import waiting


def _shelves(stage: Stage) -> None:
    at = stage.now - timedelta(days=200)
    for order, (slug, names, kind, hue) in enumerate(CATEGORIES):
        stage.categories[slug] = forum.add_category(
            names=names, slug=slug, kind=kind, hue=hue, order=order, by=None, at=at
        )
    product = products.add_product(
        name="OpenCapture", by=None, at=at, summary="Electronic data capture for clinical trials, made in the open.",
        docs_url="https://docs.opencapture.example/", demo_url="https://demo.opencapture.example/",
    )  # fmt: skip
    noa = stage.people["Noa Peled"]
    for name in ("Data entry", "Export", "Laboratory", "Dashboard", "Study set-up"):
        products.add_component(product, name=name, by=noa, at=at)


def set_stage(stage: Stage) -> None:
    """The site's name, the cast, the categories and the product."""
    now = stage.now
    site.change(
        name="OpenCapture", tagline="Electronic data capture for clinical trials, made in the open by the people who use it, "
        "build it and look after it.", languages=["en", "he"], set_up_at=now,
    )  # fmt: skip
    for nth, part in enumerate(CAST):
        at = now - timedelta(days=190 - nth * 2)
        stage.people[part.name] = bring_in(part, at=at, mailed=settings.LOCAL)
    _shelves(stage)


def make(
    *,
    seed: int,
    now: datetime,
    progress: Callable[[int, int], None],
    before: Callable[[Stage], object] = lambda _stage: None,
) -> Stage:
    """The whole community, the same for the same seed and day. The jobs it asked for wait in the queue.

    `before` adds to the people and the shelves what happened before the story.
    """
    stage = Stage(now=now, random=Random(seed))  # noqa: S311 - a story, not a secret
    with activity.origin("command"), limits.lifted():
        set_stage(stage)
        before(stage)
        for said in TALKS:
            stage.tell(said)
        partial_dates(stage)
        circles(stage)
        plans(stage)
        careful(stage)
        waiting(stage)
        together(stage)
        messages(stage)
        known(stage)
        stage.play(progress)
    return stage


__all__ = ["epilogue", "make", "set_stage"]
