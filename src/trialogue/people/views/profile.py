"""One person: their page, its editing, and claiming one that an archive brought along."""

from typing import Any, cast

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from trialogue.core import files
from trialogue.core.errors import Refused
from trialogue.core.forms import say
from trialogue.core.guarding import Review, review_in
from trialogue.core.once import once
from trialogue.people.actions.claims import claim as ask_for
from trialogue.people.actions.joining import choose_voices, edit_profile, set_picture
from trialogue.people.forms.claims import ClaimForm
from trialogue.people.forms.profile import ProfileForm
from trialogue.people.gates import sign_in_first
from trialogue.people.handles import holder_before
from trialogue.people.middleware import MemberRequest, Request
from trialogue.people.panels import Whose, sections_of
from trialogue.people.persons import PROFILE_FIELDS, Person
from trialogue.people.pictures import portrait
from trialogue.people.profiles import facts_of, now_there, voices_of
from trialogue.people.rights import may

FIELDS = list(PROFILE_FIELDS)


def _find(handle: str) -> Person:
    """Whoever has or had this handle, merged people too; 404 for those not to be seen."""
    person = (
        Person.objects.select_related("account", "picture", "merged_into")
        .filter(handle_key=handle.lower(), hidden=False)
        .first()
    )
    person = person or holder_before(handle)
    if person is None or person.hidden:
        raise Http404
    return person


def profile(request: HttpRequest, handle: str) -> HttpResponse:
    person, viewer = _find(handle), cast("Request", request).member
    home = person.heir
    if home != person or handle != person.handle.lower():
        return redirect(home, permanent=home == person)
    whose = Whose(person, [person.pk, *person.merged.values_list("pk", flat=True)], viewer)
    context = {
        "person": person,
        "is_me": viewer is not None and viewer.pk == person.pk,
        "keeps_order": person.is_claimed and may(viewer, "member.silence"),
        "voices": voices_of(person),
        "may_appoint": person.is_claimed and may(viewer, "representative.appoint"),
        "about": person.about_html if person.shows("about", viewer) else "",
        "there": now_there(person, viewer, at=timezone.now()),
        "facts": facts_of(person, viewer),
        "sections": sections_of(whose),
        "canonical_url": request.build_absolute_uri(request.path),
    }
    return render(request, "people/profile.html", context)


def _save(person: Person, form: ProfileForm, reviewed: Review) -> None:
    """All of the form or nothing of it."""
    now = timezone.now()
    with transaction.atomic():
        edit_profile(person, by=person, at=now, shown=form.shown(), reviewed=reviewed, **form.values())
        choose_voices(person, voices=form.cleaned_data["voices"], by=person, at=now)
        if upload := form.cleaned_data["picture"]:
            kept = files.store(portrait(upload), name="picture.jpg", uploader_id=person.pk, at=now)
            set_picture(person, picture=kept, by=person, at=now)
        elif form.cleaned_data["without_picture"] and person.picture_id:
            set_picture(person, picture=None, by=person, at=now)


@sign_in_first
@once
def profile_edit(request: MemberRequest) -> HttpResponse:
    # Its own object: what is refused must not show in the page's head as if it held.
    person = Person.objects.select_related("picture").get(pk=request.member.pk)
    form = ProfileForm(request.POST or None, request.FILES or None, person=person)
    if request.method == "POST" and form.is_valid():
        try:
            _save(person, form, review_in(request))
        except Refused as refused:
            say(form, refused)
        else:
            messages.success(request, _("Your profile is up to date."))
            return redirect(person)
    context: dict[str, Any] = {"form": form, "seen": [(form[name], form[f"shown_{name}"]) for name in FIELDS]}
    return render(request, "people/settings/profile.html", context)


@sign_in_first
@once
def claim(request: MemberRequest, handle: str) -> HttpResponse:
    person = _find(handle)
    if person.is_claimed or person.merged_into_id:
        return redirect(person.heir)
    form = ClaimForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            ask_for(person, by=request.member, words=form.cleaned_data["words"], at=timezone.now())
        except Refused as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, _("Asked. You hear of it as soon as somebody has looked."))
            return redirect(reverse("person", args=[person.handle.lower()]))
    return render(request, "people/claim.html", {"form": form, "person": person})
