"""Which reactions are offered under a post, and in which words."""

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from trialogue.core.forms import attempt
from trialogue.core.once import once
from trialogue.hub.front.actions import change_site
from trialogue.hub.front.forms.reactions import ReactionsForm, values_now
from trialogue.people.gates import needs
from trialogue.people.middleware import MemberRequest

from .rooms import done, room


@needs("site.manage")
@once
def reactions(request: MemberRequest) -> HttpResponse:
    form = ReactionsForm(request.POST if request.method == "POST" else None, initial=values_now())
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(form, lambda: change_site(by=request.member, at=timezone.now(), reactions=form.values()))
    ):
        return done(request, _("Saved. Everybody sees it from now on."), "manage-reactions")
    return room(request, "reactions.html", {"form": form}, here="manage-reactions", status=400 if form.errors else 200)
