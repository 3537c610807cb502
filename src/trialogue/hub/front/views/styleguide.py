"""Every component in every state, for those who look after the site."""

from dataclasses import dataclass
from datetime import date, timedelta

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from trialogue.core.design.loop import KINDS, Station
from trialogue.core.design.people import VOICES
from trialogue.core.design.states import PRIORITIES, STATES
from trialogue.people.rights import may


@dataclass(frozen=True)
class Sample:
    """A person of the sheet; not in the database."""

    name: str
    initials: str
    voice: str
    byline_text: str = ""
    picture_url: str = ""

    def get_absolute_url(self) -> str:
        return "#people"


CAST = {
    "tamar": Sample("Tamar Levi", "TL", "user", "data manager, Jerusalem"),
    "shira": Sample("Shira Ben-Ami", "SB", "builder", "lead developer, Tel Aviv"),
    "noa": Sample("Noa Peled", "NP", "steward"),
}
SWATCHES = [
    *(["paper", "surface", "sunken", "hover", "line", "line-2", "edge", "ink", "ink-2", "ink-3"]),
    *(["brand", "brand-hover", "brand-line", "brand-soft", "on-brand", "mark"]),
    *(
        f"{tone}{soft}"
        for tone in ("user", "builder", "steward", "good", "info", "warn", "bad")
        for soft in ("", "-soft")
    ),
]


class SheetForm(forms.Form):
    """One field of each layout, half of them wrong."""

    question = forms.CharField(
        label="Your question in one sentence", help_text="Three people asked something close.", max_length=120
    )
    address = forms.URLField(
        label="Repository address",
        error_messages={"invalid": "Start it with https:// or ssh://"},
        assume_scheme="https",
    )
    place = forms.ChoiceField(
        label="Where it belongs", choices=[("a", "Designing forms"), ("b", "Ideas")], required=False
    )
    kind = forms.ChoiceField(
        label="What is it", choices=[("q", "A question"), ("f", "A fault")], widget=forms.RadioSelect, initial="q"
    )
    agree = forms.BooleanField(label="I will keep patients out of it.", help_text="The rules say how, on one page.")
    source = forms.CharField(label="What you did, what came instead", widget=forms.Textarea, required=False)


def _filled() -> SheetForm:
    wrong = {"question": "How do I reopen a signed visit?", "address": "git edc", "kind": "q"}
    return SheetForm(wrong, auto_id="sheet-%s")


def _under_way() -> list[Station]:
    return [
        Station("asked", "done", who=CAST["tamar"], what="Tamar Levi", at=date(2026, 11, 12)),
        Station(
            "ticket",
            "done",
            who=CAST["noa"],
            what="#438 by Noa Peled",
            url="#loop",
            at=date(2026, 11, 16),
            days_since_previous=4,
        ),
        Station("change", "now", who=CAST["shira"], what="Shira Ben-Ami", at=date(2026, 11, 19), days_since_previous=3),
        Station("released", "next", what="4.3", expected="January"),
        Station("told", "next", title="You are told", what="with 7 others"),
    ]


def _arrived() -> list[Station]:
    days = [None, 2, 19, 20, 0]
    at = [date(2026, 9, 3), date(2026, 9, 5), date(2026, 9, 24), date(2026, 10, 14), date(2026, 10, 14)]
    what = ["Wanjiru Kamau", "#412 by Noa Peled", "!231 by Priya Raghavan", "Version 4.2", "Wanjiru and 13 others"]
    stops = zip(KINDS, what, at, days, strict=True)
    return [Station(kind, "done", what=w, at=a, days_since_previous=d) for kind, w, a, d in stops]  # type: ignore[arg-type]


def styleguide(request: HttpRequest) -> HttpResponse:
    """Show the sheet to whoever manages the site; to others there is nothing here."""
    if not may(getattr(request, "member", None), "site.manage"):
        raise Http404
    now = timezone.now()
    context = {
        "cast": CAST,
        "voices": VOICES.items(),
        "swatches": SWATCHES,
        "states": list(STATES),
        "priorities": list(PRIORITIES),
        "kinds": list(KINDS),
        "under_way": _under_way(),
        "arrived": _arrived(),
        "moments": [
            now - timedelta(minutes=12),
            now - timedelta(hours=5),
            now - timedelta(days=3),
            now - timedelta(days=90),
        ],
        "form": _filled(),
        "crumbs": [("Forum", "#"), ("Designing forms", "#"), ("Component sheet", "")],
    }
    return render(request, "front/styleguide.html", context)
