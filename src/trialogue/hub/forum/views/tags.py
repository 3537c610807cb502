"""The list of tags, what is offered while one types, and changing one."""

from typing import cast

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from trialogue.core.edge.kept import kept
from trialogue.core.errors import Refused
from trialogue.core.once import once
from trialogue.hub.conversations.writing import sent
from trialogue.hub.forum import actions
from trialogue.hub.forum.actions.tagging import tag_slug
from trialogue.hub.forum.forms_tags import MergeForm, TagForm
from trialogue.hub.forum.tags import Tag
from trialogue.people.gates import needs, sign_in_first
from trialogue.people.middleware import MemberRequest, Request
from trialogue.people.rights import may

from .lists import at_tag

SHOWN, OFFERED = 300, 8


def _all() -> list[Tag]:
    return list(Tag.objects.by_use()[:SHOWN])


@require_safe
def tags(request: HttpRequest) -> HttpResponse:
    """Those used most; guests see the ones that lead somewhere."""
    member = cast("Request", request).member
    found = [tag for tag in kept.get("tags", _all) if tag.topic_count or member is not None]
    return render(request, "forum/tags.html", {"tags": found, "manages": may(member, "tag.edit")})


@require_safe
@sign_in_first
def known(request: MemberRequest) -> HttpResponse:
    """For the field of tags: names that begin like this or have it within, the most used first."""
    typed = request.GET.get("q", "").strip()[:40]
    named = [
        tag.name for tag in Tag.objects.by_use().filter(_like(typed))[:OFFERED]
    ] if typed else []  # fmt: skip
    return JsonResponse({"names": named})


def _like(typed: str) -> Q:
    slug = tag_slug(typed)
    return Q(names__icontains=typed) | (Q(slug__contains=slug) if slug else Q())


@needs("tag.edit")
@once
@at_tag
def tag_edit(request: HttpRequest, tag: Tag) -> HttpResponse:
    """Names and descriptions; or merging it into another, by the second form."""
    member, merging = cast("MemberRequest", request).member, "into" in request.POST
    said = sent(request) if request.method == "POST" else None
    form = TagForm(None if merging else said, tag=tag)
    merge = MergeForm(said if merging else None, tag=tag)
    chosen = merge if merging else form
    if chosen.is_valid():
        try:
            if merging:
                actions.merge_tags(tag, merge.cleaned_data["into"], by=member, at=timezone.now())
            else:
                actions.edit_tag(tag, by=member, at=timezone.now(), **form.words())
        except Refused as refused:
            chosen.add_error(refused.field if refused.field in chosen.fields else None, refused.message)
        else:
            messages.success(request, _("Saved. The topics say it within moments."))
            return redirect(merge.cleaned_data["into"] if merging else tag)
    context = {"tag": tag, "form": form, "merge": merge}
    return render(request, "forum/tag_edit.html", context, status=400 if chosen.errors else 200)
