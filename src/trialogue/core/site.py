"""What a manager may change about the whole site: its name and its brand. One row."""

import time
from decimal import Decimal
from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from trialogue.core.edge.knowledge import NO_CONVERSATION, knowledge
from trialogue.core.prepared import Prepared


class Site(models.Model):
    """The community of this installation. `set_up_at` is empty until the first-run wizard is done."""

    name = models.CharField(max_length=60, default="Trialogue")
    tagline = models.CharField(max_length=300, blank=True)
    logo = models.ForeignKey("core.StoredFile", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    hue = models.PositiveSmallIntegerField(default=166, validators=[MaxValueValidator(360)])
    chroma = models.DecimalField(
        max_digits=3,
        decimal_places=2,
        default=Decimal("0.09"),
        validators=[MinValueValidator(0), MaxValueValidator(Decimal("0.14"))],
    )
    paper = models.PositiveSmallIntegerField(default=96, validators=[MaxValueValidator(360)])
    radius = models.DecimalField(
        max_digits=2,
        decimal_places=1,
        default=Decimal("1.0"),
        validators=[MinValueValidator(0), MaxValueValidator(Decimal("1.6"))],
    )
    languages = models.JSONField(default=list, blank=True)
    contact = models.EmailField(blank=True)
    tags_by_members = models.BooleanField(default=True)
    steps = models.JSONField(default=dict, blank=True)
    # What a manager changed of the reactions: {"agree": {"words": {"en": "…"}, "hidden": true}}.
    reactions = models.JSONField(default=dict, blank=True)
    guard_off = models.JSONField(default=list, blank=True)
    # The numbers of trust that a manager changed (people/trust/numbers.py).
    trust = models.JSONField(default=dict, blank=True)
    brand_version = models.PositiveIntegerField(default=1)
    # So many members report a post before it is hidden until a moderator looked.
    reports_to_hide = models.PositiveSmallIntegerField(default=3)
    set_up_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.name


_kept: tuple[float, int, Site] | None = None
_rows = Prepared(lambda _viewer: Site.objects.select_related("logo")[:1])


def current() -> Site:
    """The site's row, at most a second old and no older than what this process heard of changes.

    An unsaved one with the defaults before the wizard ran.
    """
    global _kept  # noqa: PLW0603 - one process-wide copy, by design
    now, serial = time.monotonic(), knowledge.serial
    if _kept is None or now - _kept[0] > 1 or not knowledge.holds(_kept[1], NO_CONVERSATION):
        _kept = (now, serial, next(iter(_rows()), Site(pk=1)))
    return _kept[2]


def change(**values: Any) -> Site:
    """Writes the site's row; called by the actions that checked the right to."""
    global _kept  # noqa: PLW0603
    site, _made = Site.objects.select_for_update().get_or_create(pk=1)
    for name, value in values.items():
        setattr(site, name, value)
    site.brand_version += 1
    site.full_clean()
    site.save()
    _kept = None
    return site


def forget() -> None:
    """Drops the copy of this process (tests, and after a restore)."""
    global _kept  # noqa: PLW0603
    _kept = None
