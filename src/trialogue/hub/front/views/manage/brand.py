"""Name, mark, colours, languages: what makes a site one's own."""

from django.db import transaction
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from trialogue.core import site
from trialogue.core.forms import attempt
from trialogue.core.once import once
from trialogue.hub.front.actions import change_site, set_logo
from trialogue.hub.front.forms.brand import BrandForm, NameForm, values_of
from trialogue.people.gates import needs
from trialogue.people.middleware import MemberRequest
from trialogue.people.persons import Person

from .rooms import done, room


@transaction.atomic
def keep(form: NameForm, by: Person) -> None:
    """Everything the form says, or nothing."""
    now = timezone.now()
    change_site(by=by, at=now, **form.values())
    if upload := form.cleaned_data["logo"]:
        set_logo(upload, name=upload.name, by=by, at=now)
    elif form.cleaned_data.get("no_logo"):
        set_logo(None, by=by, at=now)


@needs("site.manage")
@once
def brand(request: MemberRequest) -> HttpResponse:
    here = site.current()
    form = BrandForm(request.POST or None, request.FILES or None, initial=values_of(here), has_logo=bool(here.logo_id))
    if request.method == "POST" and form.is_valid() and attempt(form, lambda: keep(form, request.member)):
        return done(request, _("Saved. Everybody sees it from now on."), "manage-brand")
    return room(request, "brand.html", {"form": form}, here="manage-brand")
