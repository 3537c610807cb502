"""What a manager does to the site as a whole: its name, its brand, its languages, its first set-up."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.core.validators import URLValidator
from django.db import transaction
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from trialogue.core import activity, site
from trialogue.core.audiences import PUBLIC, STAFF
from trialogue.core.errors import Conflict, Refused
from trialogue.core.files import StoredFile, store
from trialogue.core.guarding.kinds import KINDS
from trialogue.core.jobs.failed import failure_of, put_in_again
from trialogue.core.jobs.run import Row
from trialogue.core.site import Site
from trialogue.core.words import writable
from trialogue.hub.conversations.gestures import GESTURES, THANKS
from trialogue.people.persons import Person, Voice
from trialogue.people.rights import require

from .steps import STEPS, WORDS, Step, step_of

EDITABLE = {"name", "tagline", "logo", "hue", "chroma", "paper", "radius", "languages", "contact", "reactions"}
STEP_EDITABLE = {*WORDS, "url", "hidden", "voices"}
LONGEST = {"reaction": 24, "title": 80, "text": 300, "act": 40, "url": 300}
LOGO_BYTES = 512 * 1024
LOGO_ENDINGS = (".png", ".webp")


def _check_languages(chosen: list[str]) -> None:
    known = [code for code, _name in settings.LANGUAGES]
    if not chosen or not set(chosen) <= set(known):
        raise Refused(_("Choose at least one language."), field="languages")
    if settings.LANGUAGE_CODE not in chosen:
        first = dict(settings.LANGUAGES)[settings.LANGUAGE_CODE]
        raise Refused(_("%(language)s stays: it is what we fall back on.") % {"language": first}, field="languages")


def _one_line(name: str) -> str:
    """The name stands in the subject of every mail, where no line may break."""
    if not (kept := " ".join(writable(name).split())):
        raise Refused(_("Give the community a name."), field="name")
    return kept


def _reactions(said: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """What differs from ours: words by language, and what is not offered. Thanks always are."""
    if not set(said) <= {gesture.kind for gesture in (THANKS, *GESTURES)}:
        raise Refused(_("There is no such reaction."), field="reactions")
    kept: dict[str, dict[str, Any]] = {}
    for kind, each in said.items():
        words = _words("reaction", each.get("words") or {})
        hidden = bool(each.get("hidden")) and kind != THANKS.kind
        kept[str(kind)] = {**({"words": words} if words else {}), **({"hidden": True} if hidden else {})}
    return {kind: each for kind, each in kept.items() if each}


def _plain(value: Any) -> Any:
    """As the audit log keeps it."""
    return str(value) if value is not None and not isinstance(value, int | str | list | dict) else value


@transaction.atomic
def change_site(*, by: Person | None, at: datetime, **values: Any) -> Site:
    """Writes the named values (`EDITABLE`); raises Refused with the field's name. `by` None is the installation itself."""
    if by is not None:
        require(by, "site.manage")
    if unknown := set(values) - EDITABLE:
        raise TypeError(f"not of the site: {sorted(unknown)}")
    if "languages" in values:
        _check_languages(values["languages"] or [])
    if "reactions" in values:
        values["reactions"] = _reactions(values["reactions"] or {})
    if "name" in values:
        values["name"] = _one_line(values["name"] or "")
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


def _words(which: str, said: dict[str, str]) -> dict[str, str]:
    kept = {language: " ".join(writable(text).split()) for language, text in said.items()}
    if set(kept) - {code for code, _name in settings.LANGUAGES}:
        raise Refused(_("The site has no such language."), field=which)
    if any(len(text) > LONGEST[which] for text in kept.values()):
        raise Refused(_("Shorten it to %(most)d letters.") % {"most": LONGEST[which]}, field=which)
    return {language: text for language, text in kept.items() if text}


def _address(step: Step, said: str) -> str:
    """An address on the web or a path of this site; nothing that runs a script or leads out by a trick."""
    url = writable(said).strip()
    if url and not step.leads:
        raise Refused(_("This step leads to one page of the site only."), field="url")
    own = url.startswith("/") and url_has_allowed_host_and_scheme(url, allowed_hosts=None)
    try:
        if url and not own:
            URLValidator(schemes=["http", "https"])(url)
    except ValidationError as wrong:
        raise Refused(
            _("Write an address with https://, or a path of this site that begins with /."), field="url"
        ) from wrong
    if len(url) > LONGEST["url"]:
        raise Refused(_("Shorten it to %(most)d letters.") % {"most": LONGEST["url"]}, field="url")
    return url


def _of_step(step: Step, name: str, said: Any) -> Any:
    """The value as it is kept."""
    if name in WORDS:
        return _words(name, said)
    if name == "url":
        return _address(step, said)
    if name == "voices":
        chosen = [slug for slug in Voice.values if slug in said]
        if not chosen or not set(said) <= set(Voice.values):
            raise Refused(_("Choose who sees it, or do not show it."), field="voices")
        return chosen
    return bool(said)


def _usual(step: Step, name: str) -> Any:
    """What stands there while no manager changed it: that needs no keeping."""
    return {"url": "", "hidden": False, "voices": [slug for slug in Voice.values if slug in step.voices]}.get(name, {})


def _known_step(key: str) -> Step:
    if (step := step_of(key)) is None:
        raise Refused(_("There is no such step."), field="key")
    return step


def _steps_kept() -> dict[str, dict[str, Any]]:
    """What is changed of the steps now; the row is locked until the change is written."""
    kept: dict[str, dict[str, Any]] = Site.objects.select_for_update().get_or_create(pk=1)[0].steps
    return kept


@transaction.atomic
def change_step(key: str, *, by: Person, at: datetime, **values: Any) -> None:
    """Writes the named values (`STEP_EDITABLE`) of a step of getting started; words are given by language."""
    require(by, "site.manage")
    if unknown := set(values) - STEP_EDITABLE:
        raise TypeError(f"not of a step: {sorted(unknown)}")
    step, steps = _known_step(key), _steps_kept()
    had = steps.get(key, {})
    said = {name: _of_step(step, name, value) for name, value in values.items()}
    old = {name: had.get(name, _usual(step, name)) for name in said}
    if not (changed := [name for name in said if said[name] != old[name]]):
        return
    now = {**had, **said}
    steps[key] = {name: value for name, value in now.items() if name == "place" or value != _usual(step, name)}
    changed_site = site.change(steps=steps)
    activity.record(
        "site.step_changed", by=by, of=changed_site, at=at, audience_id=STAFF, words={"step": key},
        old={name: old[name] for name in changed}, new={name: said[name] for name in changed},
    )  # fmt: skip


@transaction.atomic
def restore_step(key: str, *, by: Person, at: datetime) -> None:
    """Our words, address and readers again; its place in the list stays."""
    require(by, "site.manage")
    _known_step(key)
    steps = _steps_kept()
    old = {name: value for name, value in steps.get(key, {}).items() if name != "place"}
    if not old:
        return
    steps[key] = {name: value for name, value in steps[key].items() if name == "place"}
    changed = site.change(steps=steps)
    activity.record(
        "site.step_restored", by=by, of=changed, at=at, audience_id=STAFF, old=old, new={}, words={"step": key}
    )


@transaction.atomic
def order_steps(keys: list[str], *, by: Person, at: datetime) -> None:
    """The steps in this order; all have to be named."""
    require(by, "site.manage")
    if sorted(keys) != sorted(step.key for step in STEPS):
        raise Refused(_("Name every step once."), field="keys")
    steps = _steps_kept()
    old = sorted(keys, key=lambda key: steps.get(key, {}).get("place", [step.key for step in STEPS].index(key)))
    if old == keys:
        return
    changed = site.change(steps={key: {**steps.get(key, {}), "place": place} for place, key in enumerate(keys)})
    activity.record("site.steps_ordered", by=by, of=changed, at=at, audience_id=STAFF, old=old, new=keys)


@transaction.atomic
def switch_detector(kind: str, *, on: bool, by: Person, at: datetime) -> None:
    """From now on the guard notices this kind, or does not."""
    require(by, "guard.switch")
    if kind not in KINDS:
        raise Refused(_("The guard knows no such kind."), field="kind")
    off = set(Site.objects.select_for_update().get_or_create(pk=1)[0].guard_off)
    if on == (kind not in off):
        return
    changed = site.change(guard_off=sorted(off ^ {kind}))
    activity.record(
        "guard.switched_on" if on else "guard.switched_off", by=by, of=changed, at=at, audience_id=STAFF, words={"detector": kind}
    )  # fmt: skip


@transaction.atomic
def retry_job(job: Row, *, by: Person, at: datetime) -> None:
    """Work that failed for good is tried again as if it had just been asked for."""
    require(by, "job.retry")
    if not put_in_again(job.pk):
        raise Conflict(_("Somebody had it tried again a moment ago."))
    here = site.current()
    activity.record("job.retried", by=by, of=here, at=at, audience_id=STAFF, words={"job": failure_of(job).name})
