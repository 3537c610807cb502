"""The list of members, by name, with what each chose to show."""

from typing import Any, cast
from urllib.parse import urlencode

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from trialogue.core.design.people import voice
from trialogue.core.edge.kept import kept
from trialogue.people.countries import countries, country_name
from trialogue.people.middleware import Request
from trialogue.people.persons import Person, PersonQuerySet, Voice

PAGE = 30
MOST_COUNTRIES = 24
FLAGS = {Voice.USER: "uses", Voice.BUILDER: "builds", Voice.STEWARD: "cares"}


def _members(viewer: Person | None) -> PersonQuerySet:
    return Person.objects.visible_to(viewer).members().filter(is_bot=False)


def _countries(viewer: Person | None) -> list[str]:
    """Where those members are who let this viewer know. Kept for all readers alike: it looks through everybody."""
    to_members = viewer is not None
    found = kept.get(("countries of people", to_members), lambda: _codes(to_members=to_members))
    own = [viewer.country] if viewer and viewer.country else []
    return sorted({*found, *own}, key=country_name)[:MOST_COUNTRIES]


def _codes(*, to_members: bool) -> list[str]:
    showing = _members(None).showing_to_all("country", members=to_members).exclude(country="")
    return list(showing.values_list("country", flat=True).distinct().order_by()[: MOST_COUNTRIES * 4])


def _after(people: PersonQuerySet, handle: str) -> PersonQuerySet:
    """Keyset paging: who stands after this member in the order of names.

    Not by number, and only after whom one sees: else it told who is about to join, and so which addresses are taken.
    """
    last = _members(None).filter(handle_key=handle.lower()).values_list("name", "pk").first()
    return people.filter(Q(name__gt=last[0]) | Q(name=last[0], pk__gt=last[1])) if last else people


def _row(person: Person, viewer: Person | None) -> dict[str, Any]:
    where = country_name(person.country) if person.country and person.shows("country", viewer) else ""
    skills = ", ".join(person.skills) if person.skills and person.shows("skills", viewer) else ""
    shapes = [voice(slug) for slug in person.voices] or [voice(person.voice)]
    return {
        "person": person,
        "voices": shapes,
        "says": person.says,
        "skills": skills,
        "where": where,
        "url": person.get_absolute_url(),
    }


def _address(**query: str) -> str:
    kept = {name: value for name, value in query.items() if value}
    return reverse("people") + (f"?{urlencode(kept)}" if kept else "")


def directory(request: HttpRequest) -> HttpResponse:
    viewer = cast("Request", request).member
    spoken = request.GET.get("voice", "") if request.GET.get("voice") in FLAGS else ""
    country = request.GET.get("country", "") if request.GET.get("country") in countries() else ""
    found = _members(viewer)
    if spoken:
        found = found.filter(**{FLAGS[Voice(spoken)]: True})
    if country:
        found = found.showing("country", viewer).filter(country=country)
    page = list(
        _after(found, request.GET.get("after", "")).select_related("picture").order_by("name", "pk")[: PAGE + 1]
    )
    older = _address(voice=spoken, country=country, after=page[PAGE - 1].handle.lower()) if len(page) > PAGE else ""
    voices = [(_("Everybody"), _address(country=country), not spoken)]
    voices += [
        (str(capfirst(label)), _address(voice=slug, country=country), slug == spoken) for slug, label in Voice.choices
    ]
    places = [
        (country_name(code), _address(voice=spoken, country="" if code == country else code), code == country)
        for code in _countries(viewer)
    ]
    context = {
        "rows": [_row(person, viewer) for person in page[:PAGE]],
        "voices": voices,
        "countries": places,
        "older": older,
        "newer": _address(voice=spoken, country=country) if request.GET.get("after") else "",
        "filtered": bool(spoken or country),
    }
    return render(request, "people/directory.html", context)
