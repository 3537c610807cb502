"""Making a release: the draft, its words and files, and letting it out."""

from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from trialogue.core.errors import Conflict, Refused
from trialogue.core.forms import say
from trialogue.core.guarding import review_in
from trialogue.core.once import once
from trialogue.core.words import writable
from trialogue.hub.products.models import Milestone
from trialogue.hub.releases import actions
from trialogue.hub.releases.actions.drafting import shown_notes
from trialogue.hub.releases.forms import DraftForm, FileForm, NotesForm, PublishForm
from trialogue.hub.releases.models import Release, ReleaseFile
from trialogue.hub.releases.preview import who_and_what
from trialogue.hub.releases.reading import file_rows
from trialogue.people.gates import sign_in_first
from trialogue.people.middleware import MemberRequest
from trialogue.people.rights import may, require

from .reading import found


@once
@sign_in_first
def draft(request: MemberRequest) -> HttpResponse:
    """One button: a draft with notes from what landed in the milestone. Where there is one already, it leads there."""
    milestone = get_object_or_404(
        Milestone.objects.select_related("product", "version"),
        slug=writable(request.GET.get("milestone", request.POST.get("milestone", ""))),
    )
    require(request.member, "release.draft", milestone)
    made = (
        Release.objects.visible_to(request.member)
        .filter(milestone=milestone)
        .select_related("product", "version")
        .first()
    )
    if made:
        return redirect(made.get_absolute_url())
    form = DraftForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.draft_release(
                milestone, channel=form.cleaned_data["channel"], by=request.member, at=timezone.now()
            )
        except Refused as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, _("Drafted from what has landed. Read it over, add the files, then release it."))
            return redirect(_edit_url(made))
    return render(request, "releases/draft.html", {"form": form, "milestone": milestone})


def _args(release: Release) -> list[str]:
    return [release.product.slug, release.version.name]


def _edit_url(release: Release) -> str:
    return reverse("release-edit", args=_args(release))


def _crumbs(release: Release, label: str) -> list[tuple[str, str]]:
    return [(_("Releases"), reverse("releases")), (release.version.name, release.get_absolute_url()), (label, "")]


@once
@sign_in_first
def edit(request: MemberRequest, product: str, version: str) -> HttpResponse:
    """Words, channel and files. Somebody else's newer notes are shown beside what was typed; nothing is lost."""
    release = found(request.member, product, version)
    require(request.member, "release.edit", release)
    form = NotesForm(request.POST if request.method == "POST" else None, release=release)
    asked_to_save = request.method == "POST" and request.POST.get("act") != "preview"
    if asked_to_save and form.is_valid() and _saved(request, release, form):
        messages.success(request, _("Saved."))
        return redirect(release.get_absolute_url())
    shown = _previewed(form) if request.POST.get("act") == "preview" else ""
    release = found(request.member, product, version)
    conflict = form.has_error("notes") and form["seen_revision"].value() != str(release.revision)
    context = {
        "release": release,
        "crumbs": _crumbs(release, _("Edit")),
        "form": form,
        "revision": release.revision if conflict or form.has_error("seen_revision") else form["seen_revision"].value(),
        "theirs": release.notes if conflict else "",
        "shown": shown,
        "files": file_rows(release, release.files.select_related("file")),
        "file_form": FileForm(),
        "may_publish": not release.is_published and may(request.member, "release.publish", release),
    }
    return render(request, "releases/edit.html", context)


def _previewed(form: NotesForm) -> SafeString:
    """The notes as they will look; what is wrong with them stands at their field, as when they are saved."""
    try:
        return mark_safe(shown_notes(writable(form.data.get("notes", ""))))
    except Refused as refused:
        form.add_error(refused.field, refused.message)
        return SafeString("")


def _saved(request: MemberRequest, release: Release, form: NotesForm) -> bool:
    """Whether it was saved; else the form says why."""
    try:
        actions.edit_release(
            release, by=request.member, at=timezone.now(), reviewed=review_in(request), **form.cleaned_data
        )
    except Refused as refused:
        say(form, refused)
        return False
    return True


@require_POST
@once
@sign_in_first
def add_files(request: MemberRequest, product: str, version: str) -> HttpResponse:
    release = found(request.member, product, version)
    require(request.member, "release.edit", release)
    form = FileForm(request.POST, request.FILES)
    if form.is_valid():
        for upload in form.cleaned_data["uploads"]:
            _keep(request, release, upload, form)
    else:
        messages.error(request, " ".join(str(error) for errors in form.errors.values() for error in errors))
    return redirect(f"{_edit_url(release)}#files")


def _keep(request: MemberRequest, release: Release, upload: UploadedFile[Any], form: FileForm) -> None:
    """One file that cannot be taken does not keep the others out."""
    name = upload.name or "file"
    try:
        actions.attach_file(release, upload, name=name, by=request.member, at=timezone.now(), **form.said)
    except Refused as refused:
        messages.error(request, f"{name}: {refused.message}")


@require_POST
@once
@sign_in_first
def remove_file(request: MemberRequest, product: str, version: str, pk: int) -> HttpResponse:
    release = found(request.member, product, version)
    file = get_object_or_404(
        ReleaseFile.objects.select_related("file", "release__conversation"), release=release, pk=pk
    )
    try:
        actions.remove_file(file, by=request.member, at=timezone.now())
    except Refused as refused:
        messages.error(request, refused.message)
    return redirect(f"{_edit_url(release)}#files")


@once
@sign_in_first
def publish(request: MemberRequest, product: str, version: str) -> HttpResponse:
    """Says who will be told and what moves where; one button does it."""
    release = found(request.member, product, version)
    require(request.member, "release.publish", release)
    form = PublishForm(request.POST if request.method == "POST" else None, release=release)
    if request.method == "POST" and form.is_valid():
        try:
            actions.publish(release, rest_to=form.cleaned_data["rest_to"], by=request.member, at=timezone.now())
        except Conflict as too_late:
            messages.error(request, too_late.message)
            return redirect(release.get_absolute_url())
        except Refused as refused:
            form.add_error(refused.field or None, refused.message)
        else:
            messages.success(
                request, _("%(release)s is out. Everybody who asked is being told.") % {"release": release}
            )
            return redirect(release.get_absolute_url())
    if release.is_published:
        messages.error(request, _("This release is out already."))
        return redirect(release.get_absolute_url())
    context = {
        "release": release,
        "crumbs": _crumbs(release, _("Release it")),
        "form": form,
        **who_and_what(release, by=request.member),
    }
    return render(request, "releases/publish.html", context)
