"""Joining, and what a member says of themselves."""

import secrets
from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from trialogue.core import activity
from trialogue.core.audiences import PUBLIC
from trialogue.core.checking import check_fields
from trialogue.core.errors import Conflict, Refused
from trialogue.core.files import StoredFile
from trialogue.core.guarding import Review, look_over
from trialogue.core.markup import render
from trialogue.core.search import indexing
from trialogue.people import facets
from trialogue.people.handles import handle_from, is_free, keep_handle
from trialogue.people.persons import PROFILE_FIELDS, MailPace, Person, Voice
from trialogue.people.rights import require
from trialogue.people.saying import check_said, check_shown, words_in

EDITABLE = {"name", "handle", "says", "language", "theme", *PROFILE_FIELDS}


def _named(name: str) -> str:
    if not name.strip():
        raise Refused(_("Write your name as others should read it."), field="name")
    return name.strip()


def _with_handle(person: Person) -> Person:
    """Saves the person under a free handle; somebody of that name may join in the same moment."""
    for _attempt in range(3):
        person.handle = handle_from(person.name)
        try:
            with transaction.atomic():
                person.save()
                return person
        except IntegrityError:
            continue
    person.handle = f"member-{secrets.token_hex(5)}"
    person.save()
    return person


@transaction.atomic
def join(*, name: str, language: str, at: datetime) -> Person:
    """A new person; the account that signs them in is made beside it by whoever calls."""
    person = _with_handle(Person(name=_named(name)[:80], language=language, joined_at=at))
    activity.record("person.joined", by=person, of=person, at=at, audience_id=PUBLIC)
    return person


def begin(*, name: str, language: str, at: datetime) -> Person:
    """Somebody who has yet to confirm their address: nobody sees them, nothing is announced until `arrive`.

    Otherwise the list of people would tell which addresses are taken, and anyone could fill it.
    """
    waiting = f"new-{secrets.token_hex(8)}"
    return Person.objects.create(name=_named(name)[:80], handle=waiting, language=language, joined_at=at, hidden=True)


@transaction.atomic
def arrive(person: Person, *, at: datetime) -> None:
    """The address is confirmed: now they are here. The first time counts."""
    fresh = Person.objects.select_for_update().get(pk=person.pk)
    if fresh.is_expected:
        fresh.hidden, fresh.joined_at = False, at
        fresh.started = {**fresh.started, "confirmed": at.isoformat()}
        _with_handle(fresh)
        activity.record("person.joined", by=fresh, of=fresh, at=at, audience_id=PUBLIC)
        facets.keep(fresh)
    person.refresh_from_db()


@transaction.atomic
def choose_voices(person: Person, *, voices: Collection[str], by: Person, at: datetime) -> None:
    """What brings them here; the first chosen in the order use, build, care gives the avatar its shape."""
    require(by, "profile.edit", person)
    chosen = [voice for voice in Voice.values if voice in voices]
    if not chosen:
        raise Refused(_("Choose at least one: use it, build it or care for it."), field="voices")
    old = person.voices
    fresh = Person.objects.select_for_update().get(pk=person.pk)
    person.uses, person.builds, person.cares = (voice in chosen for voice in Voice.values)
    if person.voice not in chosen:
        person.voice = chosen[0]
    person.started = {**fresh.started, "voices": fresh.started.get("voices", at.isoformat())}
    person.save(update_fields=["uses", "builds", "cares", "voice", "started"])
    activity.record("person.voices_chosen", by=by, of=person, at=at, audience_id=PUBLIC, old=old, new=chosen)
    facets.keep(person)


@transaction.atomic
def edit_profile(
    person: Person, *, by: Person, at: datetime, shown: dict[str, str] | None = None, reviewed: Review = False, **fields: Any
) -> None:  # fmt: skip
    """Writes the named fields (`EDITABLE`) and who sees them; raises Refused with the field's name."""
    require(by, "profile.edit", person)
    if unknown := set(fields) - EDITABLE:
        raise TypeError(f"not of a profile: {sorted(unknown)}")
    if fields.get("name") is not None:
        fields["name"] = _named(fields["name"])
    if fields.get("languages"):
        fields["languages"] = list(dict.fromkeys(fields["languages"]))
    had = {name: getattr(person, name) for name in fields}
    handle = fields.get("handle")
    if handle is not None and not is_free(handle, but=person):
        raise Refused(
            _("This handle is taken or cannot be used. Use 2 to 40 letters, figures, dots or dashes."), field="handle"
        )
    keep_handle(person, handle)
    for name, value in fields.items():
        setattr(person, name, value)
    if shown is not None:
        person.shown = {**person.shown, **check_shown(shown)}
    check_fields(person, fields)
    check_said(fields, had=had)
    said, before = words_in(fields), "\n".join(words_in(had).values())
    look_over("profile", by_id=by.pk, at=at, reviewed=reviewed, before=before, **said)
    person.about_html = render(person.about).html if person.about else ""
    try:
        with transaction.atomic():
            person.save(update_fields=[*fields, "shown", "about_html"])
    except IntegrityError as taken:
        raise Conflict(_("Somebody took this handle a moment ago."), field="handle") from taken
    activity.record("person.profile_edited", by=by, of=person, at=at, audience_id=PUBLIC, new=sorted(fields))
    indexing.index("person", [person.pk])  # at once: what they show no more is not found any more
    facets.keep(person)


@transaction.atomic
def set_picture(person: Person, *, picture: StoredFile | None, by: Person, at: datetime) -> None:
    """The picture becomes public: it stands beside everything this person writes."""
    require(by, "profile.edit", person)
    if picture is not None and not picture.is_image:
        raise Refused(_("Choose a picture: PNG, JPEG, GIF or WebP."), field="picture")
    if picture is not None:
        StoredFile.objects.filter(pk=picture.pk).update(audience_id=PUBLIC)
    if person.picture_id:  # nobody but its owner sees the old one any more
        StoredFile.objects.filter(pk=person.picture_id).update(audience_id=None)
    person.picture = picture
    person.save(update_fields=["picture"])
    activity.record("person.picture_changed", by=by, of=person, at=at, audience_id=PUBLIC)


@transaction.atomic
def set_mail_pace(person: Person, *, pace: str, at: datetime, by: Person | None = None) -> None:
    """How this person is mailed. `by` is None for the one-click link of a mail, which proves itself."""
    if by is not None:
        require(by, "profile.edit", person)
    if pace not in MailPace.values:
        raise Refused(_("Choose how you want to be mailed."), field="mail_pace")
    old, person.mail_pace = person.mail_pace, pace
    person.save(update_fields=["mail_pace"])
    activity.record("person.mail_pace_set", by=by or person, of=person, at=at, audience_id=PUBLIC, old=old, new=pace)


def choose_theme(person: Person, *, theme: str) -> None:
    """Light, dark or (empty) as the device has it: one's own screen, so nothing is announced."""
    person.theme = theme if theme in ("light", "dark") else ""
    person.save(update_fields=["theme"])


@transaction.atomic
def note_step(person: Person, *, step: str, at: datetime) -> None:
    """A step of getting started happened (downloaded, read the docs …); the first time counts."""
    fresh = Person.objects.select_for_update().get(pk=person.pk)
    if step not in fresh.started:
        fresh.started = {**fresh.started, step: at.isoformat()}
        fresh.save(update_fields=["started"])
    person.started = fresh.started
