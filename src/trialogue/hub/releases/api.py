"""Releases: draft, files, publish; and what became of what one asked."""

from datetime import datetime

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import File, Form, Router, Schema, UploadedFile

from trialogue.core.api import PAGE, Page, acts, answers, at_most, page
from trialogue.core.guarding.api import Reviewable
from trialogue.hub.conversations.api import Done
from trialogue.hub.products.api import milestone_of
from trialogue.people.api_doors import anybody, caller, member_of, member_only

from . import actions
from .models import Channel, Release, ReleaseFile, Told

router = Router(tags=["releases"])


class FileOut(Schema):
    id: int
    name: str
    label: str
    sha256: str
    size: int
    downloads: int


class ReleaseOut(Schema):
    id: int
    product: str
    version: str
    channel: str
    summary: str
    notes: str
    revision: int
    published_at: datetime | None
    told: int
    files: list[FileOut]
    url: str


def _file_out(row: ReleaseFile) -> FileOut:
    kept = row.file
    return FileOut(
        id=row.pk, name=kept.name, label=row.label, sha256=kept.sha256, size=kept.size, downloads=row.downloads
    )


def release_out(release: Release) -> ReleaseOut:
    return ReleaseOut(
        id=release.pk, product=release.product.slug, version=release.version.name, channel=release.channel, summary=release.summary,
        notes=release.notes, revision=release.revision, published_at=release.published_at, told=release.told_count,
        files=[_file_out(row) for row in release.files.all()], url=release.conversation.path,
    )  # fmt: skip


def release_of(request: HttpRequest, release_id: int) -> Release:
    rows = Release.objects.visible_to(caller(request)).for_list().prefetch_related("files__file")
    return get_object_or_404(rows, pk=release_id)


@router.get("/releases", auth=anybody, response=answers(Page[ReleaseOut]))
def releases(request: HttpRequest, product: str = "", after: int | None = None, limit: int = PAGE) -> Page[ReleaseOut]:
    """Newest first; drafts only for who prepares them."""
    limit = at_most(limit)
    found = Release.objects.visible_to(caller(request)).for_list().prefetch_related("files__file").order_by("-pk")
    found = found.filter(product__slug=product) if product else found
    rows = list((found.filter(pk__lt=after) if after else found)[: limit + 1])
    shown, following = page(rows, limit, lambda release: str(release.pk))
    return Page[ReleaseOut](items=[release_out(release) for release in shown], next=following)


@router.get("/releases/{release_id}", auth=anybody, response=answers(ReleaseOut))
def release(request: HttpRequest, release_id: int) -> ReleaseOut:
    return release_out(release_of(request, release_id))


class DraftIn(Schema):
    milestone: str
    channel: str = Channel.STABLE


@router.post("/releases", auth=member_only, response=answers(ReleaseOut), openapi_extra=acts("releases.draft_release"))
def draft(request: HttpRequest, body: DraftIn) -> ReleaseOut:
    """A draft from a milestone, with notes from what landed."""
    made = actions.draft_release(
        milestone_of(body.milestone), channel=body.channel, by=member_of(request), at=timezone.now()
    )
    return release_out(release_of(request, made.pk))


class EditIn(Reviewable):
    summary: str
    notes: str
    seen_revision: int
    channel: str = ""


@router.patch(
    "/releases/{release_id}",
    auth=member_only,
    response=answers(ReleaseOut),
    openapi_extra=acts("releases.edit_release"),
)
def edit(request: HttpRequest, release_id: int, body: EditIn) -> ReleaseOut:
    actions.edit_release(release_of(request, release_id), by=member_of(request), at=timezone.now(), **body.taken())
    return release_out(release_of(request, release_id))


@router.post(
    "/releases/{release_id}/files",
    auth=member_only,
    response=answers(FileOut),
    openapi_extra=acts("releases.attach_file"),
)
def attach(
    request: HttpRequest,
    release_id: int,
    file: File[UploadedFile],
    label: Form[str] = "",
    *,
    reviewed: Form[bool] = False,
) -> FileOut:
    made = actions.attach_file(
        release_of(request, release_id),
        file,
        name=file.name or "file",
        label=label,
        reviewed=reviewed,
        by=member_of(request),
        at=timezone.now(),
    )
    return _file_out(made)


@router.delete(
    "/releases/{release_id}/files/{file_id}",
    auth=member_only,
    response=answers(Done),
    openapi_extra=acts("releases.remove_file"),
)
def remove(request: HttpRequest, release_id: int, file_id: int) -> Done:
    row = get_object_or_404(release_of(request, release_id).files.select_related("release", "file"), pk=file_id)
    actions.remove_file(row, by=member_of(request), at=timezone.now())
    return Done(done=True)


class PublishIn(Schema):
    rest_to: str | None = None


@router.put(
    "/releases/{release_id}/publication",
    auth=member_only,
    response=answers(ReleaseOut),
    openapi_extra=acts("releases.publish"),
)
def publish(request: HttpRequest, release_id: int, body: PublishIn) -> ReleaseOut:
    """Lets it out, once; who asked is told. `rest_to`: the milestone for what did not land."""
    rest = milestone_of(body.rest_to) if body.rest_to else None
    actions.publish(release_of(request, release_id), rest_to=rest, by=member_of(request), at=timezone.now())
    return release_out(release_of(request, release_id))


class ToldOut(Schema):
    id: int
    release: int
    ticket: int
    topic: int | None
    because: str
    at: datetime
    helped: bool | None


def _told_out(row: Told) -> ToldOut:
    return ToldOut(
        id=row.pk,
        release=row.release_id,
        ticket=row.ticket.number,
        topic=row.topic_id,
        because=row.because,
        at=row.at,
        helped=row.helped,
    )


@router.get("/me/told", auth=member_only, response=answers(list[ToldOut]))
def told(request: HttpRequest) -> list[ToldOut]:
    """What one was told of, newest first, at most 100."""
    mine = Told.objects.visible_to(member_of(request)).filter(person=member_of(request))
    return [_told_out(row) for row in mine.select_related("ticket").order_by("-pk")[:100]]


class AnswerIn(Reviewable):
    helped: bool
    words: str = ""


@router.put(
    "/me/told/{told_id}/answer", auth=member_only, response=answers(ToldOut), openapi_extra=acts("releases.answer")
)
def answer(request: HttpRequest, told_id: int, body: AnswerIn) -> ToldOut:
    """'Did it help?'"""
    mine = Told.objects.visible_to(member_of(request)).filter(person=member_of(request))
    row = get_object_or_404(mine.for_answer(), pk=told_id)
    actions.answer(
        row, helped=body.helped, words=body.words, by=member_of(request), at=timezone.now(), reviewed=body.review
    )
    return _told_out(row)
