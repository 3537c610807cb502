"""Who makes new tags; each tag is changed on its own page."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from trialogue.core import site
from trialogue.core.once import once
from trialogue.hub.forum.actions import let_members_tag
from trialogue.hub.forum.tags import Tag
from trialogue.people.gates import needs
from trialogue.people.middleware import MemberRequest

from .rooms import room

SHOWN = 300


@needs("tag.edit")
@once
def tags(request: MemberRequest) -> HttpResponse:
    if request.method == "POST":
        let_members_tag("members" in request.POST, by=request.member, at=timezone.now())
        messages.success(request, _("Saved."))
        return redirect("manage-tags")
    found = Tag.objects.by_use().select_related("made_by")[:SHOWN]
    context = {"tags": found, "by_members": site.current().tags_by_members}
    return room(request, "tags.html", context, here="manage-tags")
