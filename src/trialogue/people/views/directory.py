"""The list of members: searched by name, narrowed by what each chose to show, by name or the newest first."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from trialogue.core.design.people import voice
from trialogue.core.paging import Mark, read_mark
from trialogue.people.countries import country_name
from trialogue.people.finding import Filter, Option, filters, narrowed
from trialogue.people.middleware import Request
from trialogue.people.persons import Person, PersonQuerySet, Voice

PAGE, LONGEST = 30, 120


@dataclass(frozen=True)
class Choice:
    """A filter as it stands in the form, and the way to drop it."""

    asked: Filter
    options: list[Option]
    value: str
    said: str
    without: str


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


def _asked(request: HttpRequest) -> dict[str, str]:
    """What the address asks for; a voice there is not counts as none."""
    names = ["q", *(each.name for each in filters()), "sort"]
    asked = {name: request.GET.get(name, "").strip()[:LONGEST] for name in names}
    if asked["voice"] not in Voice.values:
        asked["voice"] = ""
    asked["sort"] = "newest" if asked["sort"] == "newest" else ""
    return asked


def _address(asked: Mapping[str, str], **more: str) -> str:
    said = {name: value for name, value in {**asked, **more}.items() if value}
    return reverse("people") + (f"?{urlencode(said)}" if said else "")


def _page(people: PersonQuerySet, sort: str, after: str) -> list[Person]:
    if sort == "newest":
        mark = read_mark(after)
        people = people.filter(mark.older("joined_at")) if mark else people
        return list(people.order_by("-joined_at", "-pk").select_related("picture")[: PAGE + 1])
    return list(people.after_in_names(after).select_related("picture")[: PAGE + 1])


def _mark(person: Person, sort: str) -> str:
    return str(Mark(person.joined_at, person.pk)) if sort == "newest" else person.handle.lower()


def _choices(asked: Mapping[str, str], viewer: Person | None) -> list[Choice]:
    return [
        Choice(
            each, each.options(viewer), asked[each.name], each.label_of(asked[each.name], viewer) if asked[each.name] else "",
            _address(asked, **{each.name: ""}),
        )
        for each in filters()
    ]  # fmt: skip


@require_safe
def directory(request: HttpRequest) -> HttpResponse:
    viewer, asked = cast("Request", request).member, _asked(request)
    after, sort = request.GET.get("after", ""), asked["sort"]
    page = _page(narrowed(viewer, asked), sort, after)
    choices = _choices(asked, viewer)
    voices = [(_("Everybody"), _address(asked, voice=""), not asked["voice"])]
    voices += [
        (str(capfirst(label)), _address(asked, voice=slug), slug == asked["voice"]) for slug, label in Voice.choices
    ]
    context = {
        "rows": [_row(person, viewer) for person in page[:PAGE]],
        "q": asked["q"],
        "voices": voices,
        "voice": asked["voice"],
        "choices": [choice for choice in choices if choice.asked.name != "voice" and (choice.options or choice.value)],
        "chosen": [choice for choice in choices if choice.value and choice.asked.name != "voice"],
        "newest": sort == "newest",
        "older": _address(asked, after=_mark(page[PAGE - 1], sort)) if len(page) > PAGE else "",
        "newer": _address(asked) if after else "",
        "filtered": any(value for name, value in asked.items() if name != "sort"),
    }
    return render(request, "people/directory.html", context)
