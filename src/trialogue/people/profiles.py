"""What a profile says, ready to be shown to one viewer."""

import zoneinfo
from datetime import datetime

from django.utils import formats
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from trialogue.core.design.people import voice

from .countries import country_name, language_name
from .persons import Person
from .representatives import Representation

Fact = tuple[str, SafeString | str]


def voices_of(person: Person) -> list[SafeString]:
    return [voice(slug) for slug in person.voices]


def now_there(person: Person, viewer: Person | None, *, at: datetime) -> str:
    """'19:17 there', where they show their time zone and it can be read."""
    if not person.time_zone or not person.shows("time_zone", viewer):
        return ""
    try:
        local = at.astimezone(zoneinfo.ZoneInfo(person.time_zone))
    except (zoneinfo.ZoneInfoNotFoundError, ValueError):
        return ""
    return _("%(time)s there") % {"time": formats.time_format(local.time(), "H:i")}


def _links(addresses: list[str]) -> SafeString:
    named = ((address, address.split("//", 1)[-1].strip("/")) for address in addresses)
    return format_html_join(", ", '<a href="{}" rel="nofollow ugc noopener"><bdi>{}</bdi></a>', named)


def facts_of(person: Person, viewer: Person | None) -> list[Fact]:
    """Label and words of what this viewer sees and the person said."""
    seen = person.shown_to(viewer)
    represents = Representation.objects.filter(person=person, until=None).values_list("country", flat=True)
    said: list[Fact] = [
        (_("Represents"), ", ".join(sorted(map(country_name, represents)))),
        (_("Country"), country_name(seen.get("country", ""))),
        (_("Languages"), ", ".join(language_name(code) for code in seen.get("languages", []))),
        (_("Ask about"), ", ".join(seen.get("skills", []))),
        (_("Would like to"), ", ".join(seen.get("would_like", []))),
        (_("Kind of work"), seen.get("background", "")),
        (_("Elsewhere"), _links(seen.get("links", []))),
    ]
    return [
        (label, words if isinstance(words, SafeString) else format_html("<bdi>{}</bdi>", words))
        for label, words in said
        if words
    ]
