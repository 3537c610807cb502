"""Drafts on the server: what was typed survives a closed browser, and other devices are noticed."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from trialogue.core import limits
from trialogue.core.errors import Conflict, Refused
from trialogue.core.words import writable
from trialogue.hub.conversations.models import Draft
from trialogue.people.persons import Person

POLL = ("question", "options", "most", "closes_on", "results", "shows_who")
FIELDS = {
    "title",
    "source",
    "category",
    "product_version",
    "kind",
    "language",
    "people",
    "subject",
    *(f"poll-{name}" for name in POLL),
}


def _check_seen(draft: Draft, seen_version: int | None) -> None:
    if seen_version is not None and seen_version != draft.version:
        raise Conflict(_("You wrote here on another device meanwhile."))


@transaction.atomic
def save_draft(*, key: str, fields: dict[str, Any], by: Person, at: datetime, seen_version: int | None = None) -> Draft:
    """Keeps what is being written under this key. No event: nobody else may know.

    With a `seen_version` (0: none) other than what is kept, another device wrote meanwhile: Conflict.
    """
    kept = {name: writable(str(value)) for name, value in fields.items() if name in FIELDS}
    if limits.too_long("".join(kept.values()), 2 * limits.POST_BYTES) or len(key) > 60:  # noqa: PLR2004 - the column's width
        raise Refused(_("This is too long for one post. Shorten it to 32 kB, or attach a file."))
    draft, made = Draft.objects.select_for_update().get_or_create(
        person=by, key=key, defaults={"fields": kept, "saved_at": at}
    )
    if made or draft.fields == kept:
        return draft
    _check_seen(draft, seen_version)
    draft.fields, draft.saved_at, draft.version = kept, at, draft.version + 1
    draft.save(update_fields=["fields", "saved_at", "version"])
    return draft


@transaction.atomic
def discard_draft(*, key: str, by: Person, seen_version: int | None = None) -> None:
    """Throws it away; with `seen_version` only what that device saw."""
    draft = Draft.objects.select_for_update().filter(person=by, key=key).first()
    if draft is not None:
        _check_seen(draft, seen_version)
        draft.delete()
