"""Categories of elsewhere: some archives know only their numbers, a file of names may help."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from trialogue.core.audiences import PUBLIC
from trialogue.core.errors import Refused
from trialogue.hub.conversations.models import ImportKey
from trialogue.hub.forum.actions.categories import TAKEN, add_category
from trialogue.hub.forum.models import Category, CategoryKind


@dataclass
class Shelves:
    """`names` is what is known of each key: {"name", "kind", "slug"}."""

    source: str
    names: Mapping[str, Mapping[str, str]]
    at: datetime
    dry_run: bool = False
    found: dict[str, Category] = field(default_factory=dict)
    added: int = 0

    def of(self, key: str) -> Category:
        if key not in self.found:
            self.found[key] = self._known(key) or self._new(key)
        return self.found[key]

    def _known(self, key: str) -> Category | None:
        known = ImportKey.objects.filter(source=self.source, kind="category", key=key).first()
        return Category.objects.filter(pk=known.object_id).first() if known else None

    def _new(self, key: str) -> Category:
        told = self.names.get(key, {})
        self.added += 1
        name = told.get("name") or _("Category %(number)s") % {"number": key}
        kind = told.get("kind", CategoryKind.DISCUSSION)
        if self.dry_run:
            return Category(pk=0, slug="", names={settings.LANGUAGE_CODE: name}, kind=kind, audience_id=PUBLIC)
        with transaction.atomic():
            category = Category.objects.filter(slug=told.get("slug", "")).first() or add_category(
                names={settings.LANGUAGE_CODE: name}, kind=kind, slug=_free_slug(name, key), by=None, at=self.at
            )
            ImportKey.objects.update_or_create(
                source=self.source, kind="category", key=key, defaults={"object_id": category.pk}
            )
        return category


def _free_slug(name: str, key: str) -> str:
    end = slugify(key)[:9]
    slug = slugify(name)[:50] or f"category-{end}"
    taken = slug in TAKEN or Category.objects.filter(slug=slug).exists()
    return f"{slug}-{end}" if taken else slug


def names_in(path: Path) -> dict[str, dict[str, str]]:
    """The file of names: {"10": {"name": "Support", "kind": "questions"}} or {"10": "Support"}. Raises Refused."""
    try:
        raw = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError) as wrong:
        raise Refused(f"The file of categories cannot be read: {wrong}") from wrong
    if not isinstance(raw, dict):
        raise Refused('The file of categories has to look like {"10": {"name": "Support"}}.')
    return {number: _told(number, told) for number, told in raw.items()}


def _told(number: str, told: Any) -> dict[str, str]:
    told = {"name": told} if isinstance(told, str) else told
    if not isinstance(told, dict) or not isinstance(told.get("name"), str) or not 0 < len(told["name"].strip()) <= 60:  # noqa: PLR2004 - as add_category
        raise Refused(f"Category {number} needs a name of at most 60 letters in the file of categories.")
    if told.get("kind", CategoryKind.DISCUSSION) not in CategoryKind.values:
        raise Refused(f"Category {number} has no such kind: {', '.join(CategoryKind.values)}.")
    return {name: str(told[name]) for name in ("name", "kind", "slug") if told.get(name)}
