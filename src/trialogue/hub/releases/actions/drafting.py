"""Drafting a release from a milestone: notes from its tickets, files with their checksums."""

from datetime import datetime
from typing import Any
from urllib.parse import quote

from django.core.files.base import File
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from trialogue.core import activity, limits
from trialogue.core.audiences import PUBLIC, Audience, AudienceKind
from trialogue.core.errors import Conflict, Refused
from trialogue.core.files import StoredFile, clean_name, open_to, store
from trialogue.core.guarding import Review, look_over
from trialogue.core.markup import files_in, mentioned, render
from trialogue.core.words import writable
from trialogue.hub.conversations import actions as talk
from trialogue.hub.conversations.models import Conversation
from trialogue.hub.products.models import Milestone
from trialogue.hub.releases.models import Channel, Release, ReleaseFile
from trialogue.hub.releases.notes import draft_notes
from trialogue.people.actions.roles import invite
from trialogue.people.audiences import Role
from trialogue.people.persons import Person
from trialogue.people.rights import require

NOTES_BYTES = 256 * 1024


def address(release: Release) -> str:
    """Where it is read, without a language before it."""
    return f"/releases/{release.product.slug}/{quote(release.version.name)}/"


def file_address(release: Release, file: ReleaseFile) -> str:
    return f"{address(release)}files/{file.pk}/{quote(file.file.name)}"


def shown_notes(notes: str) -> str:
    """The notes as HTML; who is thanked by an @ is linked. Raises Refused for what is too long."""
    if limits.too_long(notes, NOTES_BYTES):
        raise Refused(_("These notes are too long. Keep them under 256 kB."), field="notes")
    handles = mentioned(notes)
    known = Person.objects.filter(handle_key__in=handles).values_list("handle_key", flat=True) if handles else []
    return render(notes, handles=set(known)).html


def record(verb: str, release: Release, *, by: Person, at: datetime, **more: Any) -> None:
    talk_ = release.conversation
    activity.record(
        verb, by=by, of=release, at=at, audience_id=talk_.audience_id, conversation_id=talk_.pk, product_id=release.product_id,
        words={"release": {"label": str(release), "url": address(release)}}, **more,
    )  # fmt: skip


def _check_channel(channel: str) -> None:
    if channel not in Channel.values:
        raise Refused(_("Choose a channel."), field="channel")


@transaction.atomic
def draft_release(milestone: Milestone, *, by: Person, at: datetime, channel: str = Channel.STABLE) -> Release:
    """A draft for the milestone's version, with notes from what landed. Maintainers and who drafts it see it."""
    require(by, "release.draft", milestone)
    if not milestone.is_open:
        raise Conflict(_("This version is out already."))
    _check_channel(channel)
    audience = Audience.objects.create(
        kind=AudienceKind.INVITED, name=f"draft of {milestone}", open_to_role=Role.MAINTAINER
    )
    invite(audience, by, by=by, at=at)
    conversation = talk.start(
        kind="release", title=f"{milestone.product.name} {milestone.version.name}", audience_id=audience.pk, by=by, at=at,
        shelf_id=milestone.product_id,
    )  # fmt: skip
    notes = draft_notes(milestone)
    try:
        with transaction.atomic():
            release = Release.objects.create(
                product=milestone.product, version=milestone.version, milestone=milestone, conversation=conversation,
                channel=channel, notes=notes, notes_html=shown_notes(notes), drafted_at=at, drafted_by=by,
            )  # fmt: skip
    except IntegrityError as twice:
        raise Conflict(_("Somebody has drafted this release already.")) from twice
    conversation.path = address(release)
    Conversation.objects.filter(pk=conversation.pk).update(path=conversation.path)
    record("release.drafted", release, by=by, at=at)
    return release


@transaction.atomic
def edit_release(
    release: Release, *, summary: str, notes: str, seen_revision: int, by: Person, at: datetime, channel: str = "",
    reviewed: Review = False,
) -> None:  # fmt: skip
    """Changes the words of a release, before and after it is out; `seen_revision` guards against two editors."""
    require(by, "release.edit", release)
    summary, notes = writable(summary).strip(), writable(notes)
    shown = shown_notes(notes)
    if len(summary) > 300:  # noqa: PLR2004 - the column's width
        raise Refused(_("Say it in one or two sentences."), field="summary")
    if channel:
        _check_channel(channel)
    before = f"{release.summary}\n{release.notes}"
    look_over("release", by_id=by.pk, at=at, reviewed=reviewed, before=before, summary=summary, notes=notes)
    changed = Release.objects.filter(pk=release.pk, revision=seen_revision).update(
        summary=summary,
        notes=notes,
        notes_html=shown,
        revision=F("revision") + 1,
        channel=channel or release.channel,
    )
    if not changed:
        raise Conflict(_("Somebody changed these notes meanwhile. Look at theirs and save yours again."), field="notes")
    Conversation.objects.filter(pk=release.conversation_id).update(version=F("version") + 1)
    open_to(files_in(notes), release.conversation.audience_id, uploader_id=by.pk)
    release.refresh_from_db()
    record("release.edited", release, by=by, at=at)


@transaction.atomic
def attach_file(
    release: Release, upload: File[bytes], *, name: str, by: Person, at: datetime, label: str = "", reviewed: Review = False,
) -> ReleaseFile:  # fmt: skip
    """Adds a file; it is seen by who sees the release."""
    require(by, "release.edit", release)
    if release.files.filter(file__name=clean_name(name)).exists():
        raise Conflict(_("There is a file of this name. Remove it first, or name this one differently."), field="file")
    audience = release.conversation.audience_id
    kept = store(
        upload,
        name=name,
        uploader_id=by.pk,
        at=at,
        audience_id=audience,
        limit=limits.RELEASE_FILE_BYTES,
        reviewed=reviewed,
    )
    made = ReleaseFile.objects.create(release=release, file=kept, label=writable(label).strip()[:120])
    record("release.file_added", release, by=by, at=at, new={"name": kept.name, "sha256": kept.sha256})
    return made


@transaction.atomic
def remove_file(file: ReleaseFile, *, by: Person, at: datetime) -> None:
    """Takes a file away from a draft. What is published stays: people have its checksum."""
    require(by, "release.edit", file.release)
    if file.release.is_published:
        raise Refused(_("This release is out; its files stay as they are."))
    record("release.file_removed", file.release, by=by, at=at, old={"name": file.file.name, "sha256": file.file.sha256})
    StoredFile.objects.filter(pk=file.file_id).update(audience=None)
    file.delete()


def open_files(release: Release) -> None:
    """The files of a release that comes out, and the pictures in its notes, are everybody's."""
    StoredFile.objects.filter(release_file__release=release).update(audience_id=PUBLIC)
    shown = StoredFile.objects.filter(pk__in=files_in(release.notes), audience_id=release.conversation.audience_id)
    shown.update(audience_id=PUBLIC)
