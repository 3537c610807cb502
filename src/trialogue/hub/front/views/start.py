"""Getting started: first what brings one here, then a few steps that tick themselves."""

from urllib.parse import urlencode

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from trialogue.core import site
from trialogue.core.errors import Refused
from trialogue.core.forms import say
from trialogue.core.guarding import review_in
from trialogue.core.once import once
from trialogue.hub.front.forms.voices import VoicesForm
from trialogue.hub.front.starting import checklist_of, places
from trialogue.hub.front.steps import DOORS
from trialogue.people.actions.joining import choose_voices, edit_profile, note_step
from trialogue.people.gates import sign_in_first
from trialogue.people.middleware import MemberRequest
from trialogue.people.persons import Person, Voice
from trialogue.people.rights import may

VOICES = [
    (
        Voice.USER.value,
        _("I use it"),
        _("I enter, clean, monitor or analyse data, or I run the study. I want it to fit a real working day."),
        _("You start with: the newest version, the demo, people who do the same"),
    ),
    (
        Voice.BUILDER.value,
        _("I build it"),
        _("Code, translations, forms, tests, documentation. One line counts."),
        _("You start with: the documentation, questions you may know the answer to"),
    ),
    (
        Voice.STEWARD.value,
        _("I care for it"),
        _("I would welcome newcomers, answer in my language, bring my country’s needs to the roadmap."),
        _("You start with: the demo, the questions that wait"),
    ),
]


def _wanted(request: HttpRequest) -> str:
    """What they came for before they joined: a path of this site, or nothing."""
    path = request.POST.get("next") or request.GET.get("next", "")
    safe = path.startswith("/") and url_has_allowed_host_and_scheme(path, allowed_hosts={request.get_host()})
    return path if safe else ""


def _with(name: str, wanted: str) -> str:
    return reverse(name) + (f"?{urlencode({'next': wanted})}" if wanted else "")


@sign_in_first
def start(request: MemberRequest) -> HttpResponse:
    wanted = _wanted(request)
    if "voices" not in request.member.started and "later" not in request.GET:
        if site.current().set_up_at is None and may(request.member, "category.edit"):
            return redirect("first-run")
        return redirect(_with("start-voices", wanted))
    context = {"list": checklist_of(request.member), "wanted": wanted, "first_name": request.member.name.split()[0]}
    return render(request, "front/start.html", context)


@sign_in_first
@once
def voices(request: MemberRequest) -> HttpResponse:
    person, wanted, now = Person.objects.get(pk=request.member.pk), _wanted(request), timezone.now()
    form = VoicesForm(request.POST or None, person=person)
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                said = {name: form.cleaned_data[name] for name in ("says", "country")}
                choose_voices(person, voices=form.cleaned_data["voices"], by=person, at=now)
                edit_profile(person, by=person, at=now, reviewed=review_in(request), **said)
            return redirect(_with("start", wanted))
        except Refused as refused:
            say(form, refused)
    chosen = form["voices"].value() or []
    cards = [(slug, title, text, then, slug in chosen) for slug, title, text, then in VOICES]
    first = "voices" not in request.member.started
    context = {"form": form, "cards": cards, "wanted": wanted, "first": first, "first_name": person.name.split()[0]}
    return render(request, "front/start_voices.html", context)


@sign_in_first
def go(request: MemberRequest, key: str) -> HttpResponse:
    """Leads to where a step happens and notes that they went; only the member's own list changes."""
    url = places().get(key, "")
    if key not in DOORS or not url:
        raise Http404
    note_step(request.member, step=DOORS[key], at=timezone.now())
    return redirect(url)
