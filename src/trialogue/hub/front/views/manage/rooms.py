"""The rooms of /manage/, each with the right it asks for."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from trialogue.core.errors import Refused
from trialogue.people.middleware import MemberRequest
from trialogue.people.rights import may

ROOMS = (
    ("manage", _("Overview"), "site.manage"),
    ("figures", _("How we are doing"), "figures.read"),
    ("manage-members", _("Members"), "role.grant"),
    ("review", _("Review"), "review.decide"),
    ("review-words", _("Words and links"), "review.rule"),
    ("manage-rules", _("Community rules"), "rules.write"),
    ("manage-direct-reports", _("Reported messages"), "direct.decide"),
    ("manage-trust", _("Trust"), "trust.change"),
    ("manage-claims", _("Claims"), "claim.decide"),
    ("manage-categories", _("Categories"), "category.edit"),
    ("manage-tags", _("Tags"), "tag.edit"),
    ("manage-products", _("Products"), "product.edit"),
    ("manage-milestones", _("Versions to come"), "milestone.plan"),
    ("manage-brand", _("Name and look"), "site.manage"),
    ("manage-reactions", _("Reactions"), "site.manage"),
    ("manage-start", _("Getting started"), "site.manage"),
    ("manage-guard", _("Guard"), "guard.read"),
    ("audit", _("Audit log"), "audit.read"),
    ("manage-work", _("Failed work"), "job.retry"),
    ("styleguide", _("Component sheet"), "site.manage"),
)
# Only where mail stays on this machine is there anything to see.
OUTGOING = ("dev-mail", _("Outgoing mail"), "site.manage")


def room(
    request: MemberRequest, template: str, context: dict[str, Any], *, here: str, status: int = 200
) -> HttpResponse:
    """A page of /manage/ with the rooms this member may enter at its side."""
    rooms = [
        {"label": label, "url": reverse(name), "current": name == here}
        for name, label, verb in (*ROOMS, *([OUTGOING] if settings.LOCAL else []))
        if may(request.member, verb)
    ]
    return render(request, f"front/manage/{template}", {"rooms": rooms, **context}, status=status)


def done(request: HttpRequest, said: str, url_name: str, *args: Any) -> HttpResponse:
    """Back to the list, with a word of what happened."""
    messages.success(request, said)
    return redirect(url_name, *args)


def plainly(request: HttpRequest, act: Callable[[], object], said: str, url_name: str, *args: Any) -> HttpResponse:
    """For a button without a form: what the action says instead stands on the next page."""
    try:
        act()
    except Refused as refused:
        messages.error(request, refused.message)
        return redirect(url_name, *args)
    return done(request, said, url_name, *args)
