"""What a manager does to the site as a whole: its name, its brand, its languages, its first set-up."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext as _

from trialogue.core import activity, site
from trialogue.core.audiences import PUBLIC, STAFF
from trialogue.core.errors import Refused
from trialogue.core.files import StoredFile, store
from trialogue.core.site import Site
from trialogue.people.persons import Person
from trialogue.people.rights import require

EDITABLE = {"name", "tagline", "logo", "hue", "chroma", "paper", "radius", "languages", "contact"}
LOGO_BYTES = 512 * 1024
LOGO_ENDINGS = (".png", ".webp")


def _check_languages(chosen: list[str]) -> None:
    known = [code for code, _name in settings.LANGUAGES]
    if not chosen or not set(chosen) <= set(known):
        raise Refused(_("Choose at least one language."), field="languages")
    if settings.LANGUAGE_CODE not in chosen:
        first = dict(settings.LANGUAGES)[settings.LANGUAGE_CODE]
        raise Refused(_("%(language)s stays: it is what we fall back on.") % {"language": first}, field="languages")


def _plain(value: Any) -> Any:
    """As the audit log keeps it."""
    return str(value) if value is not None and not isinstance(value, int | str | list) else value


@transaction.atomic
def change_site(*, by: Person | None, at: datetime, **values: Any) -> Site:
    """Writes the named values (`EDITABLE`); raises Refused with the field's name. `by` None is the installation itself."""
    if by is not None:
        require(by, "site.manage")
    if unknown := set(values) - EDITABLE:
        raise TypeError(f"not of the site: {sorted(unknown)}")
    if "languages" in values:
        _check_languages(values["languages"])
    if "name" in values and not values["name"].strip():
        raise Refused(_("Give the community a name."), field="name")
    kept = Site.objects.select_related("logo").first()
    before = kept or Site(pk=1)
    old = {name: _plain(getattr(before, name)) for name in values}
    new = {name: _plain(value) for name, value in values.items()}
    changed = sorted(name for name in values if str(old[name]) != str(new[name]))
    if kept is not None and not changed:
        return kept
    try:
        changed_site = site.change(**{name: values[name] for name in changed})
    except ValidationError as wrong:
        field, messages = next(iter(wrong.message_dict.items()))
        raise Refused(messages[0], field=field) from wrong
    activity.record(
        "site.changed", by=by, of=changed_site, at=at, audience_id=STAFF,
        old={name: old[name] for name in changed}, new={name: new[name] for name in changed},
    )  # fmt: skip
    return changed_site


@transaction.atomic
def set_logo(upload: File[bytes] | None, *, by: Person, at: datetime, name: str = "") -> Site:
    """Keeps a PNG or WebP, drawn anew; None takes the logo away. What may carry a script (SVG) is refused."""
    require(by, "site.manage")
    if upload is None:
        return change_site(by=by, at=at, logo=None)
    if not name.lower().endswith(LOGO_ENDINGS) or (upload.size or 0) > LOGO_BYTES:
        raise Refused(_("Use a PNG or WebP picture of at most 512 kB."), field="logo")
    try:
        kept: StoredFile = store(upload, name=name, uploader_id=by.pk, at=at, audience_id=PUBLIC)
    except Refused as wrong:
        raise Refused(wrong.message, field="logo") from wrong
    return change_site(by=by, at=at, logo=kept)


@transaction.atomic
def finish_set_up(*, by: Person | None, at: datetime) -> Site:
    """The first-run wizard is done: managers see the ordinary first page from now on. Done twice it is done once."""
    if by is not None:
        require(by, "site.manage")
    here = Site.objects.first()
    if here is not None and here.set_up_at is not None:
        return here
    here = site.change(set_up_at=at)
    activity.record("site.set_up", by=by, of=here, at=at, audience_id=STAFF, words={"site": here.name})
    return here
