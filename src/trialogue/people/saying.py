"""What a profile may say, by whatever door it is said."""

import zoneinfo
from collections.abc import Callable, Collection, Mapping
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from trialogue.core.errors import Refused

from .countries import countries, languages
from .persons import PROFILE_FIELDS, Shown

ABOUT_CHARS = 5000
MOST_LINES, LINE = 12, 120
THEMES = ("", "light", "dark")
SAID = ("says", "about", "background", "skills", "would_like", "links")
Check = Callable[[Any], bool]


@lru_cache(maxsize=1)
def zones() -> tuple[str, ...]:
    """The time zones to choose from: those that name a place."""
    return tuple(sorted(zone for zone in zoneinfo.available_timezones() if "/" in zone))


def is_link(address: str) -> bool:
    try:
        URLValidator(schemes=["https", "http"])(address)
    except ValidationError:
        return False
    return True


def _few_lines(lines: Collection[str]) -> bool:
    return len(lines) <= MOST_LINES and all(len(line) <= LINE for line in lines)


TOO_MANY = gettext_lazy("Twelve lines of 120 letters are the most.")
# What each field has to be; a value it had before stays, also where the lists grew shorter since.
RULES: dict[str, list[tuple[Check, str | Promise]]] = {
    "about": [(lambda text: len(text) <= ABOUT_CHARS, gettext_lazy("Keep it under 5,000 letters."))],
    "country": [(lambda code: not code or code in countries(), gettext_lazy("Choose one of the countries."))],
    "time_zone": [(lambda zone: not zone or zone in zones(), gettext_lazy("Choose one of the time zones."))],
    "languages": [(lambda codes: set(codes) <= set(languages()), gettext_lazy("Choose from the languages there are."))],
    "skills": [(_few_lines, TOO_MANY)],
    "would_like": [(_few_lines, TOO_MANY)],
    "links": [(_few_lines, TOO_MANY), (lambda some: all(map(is_link, some)), gettext_lazy("Start each link with https://."))],
    "language": [(lambda code: not code or code in dict(settings.LANGUAGES), gettext_lazy("The site has no such language."))],
    "theme": [(lambda theme: theme in THEMES, gettext_lazy("Choose light, dark or as the device has it."))],
}  # fmt: skip


def _new(name: str, value: Any, had: Any) -> Any:
    """Of several languages those that are new, of everything else the whole."""
    return set(value) - set(had) if name == "languages" else value


def check_said(fields: Mapping[str, Any], *, had: Mapping[str, Any]) -> None:
    """Raises Refused, with the field's name, for the first that says what it may not; `had` is what was there before."""
    for name, value in fields.items():
        if value == had[name]:
            continue
        for holds, why in RULES.get(name, ()):
            if not holds(_new(name, value, had[name])):
                raise Refused(str(why), field=name)


def words_in(fields: Mapping[str, Any]) -> dict[str, str]:
    """What others read of these fields in the member's own words, lists line by line."""
    said = {name: fields[name] for name in SAID if name in fields}
    return {name: "\n".join(words) if isinstance(words, list) else words or "" for name, words in said.items()}


def check_shown(shown: dict[str, str]) -> dict[str, str]:
    if not set(shown) <= set(PROFILE_FIELDS) or not set(shown.values()) <= set(Shown.values):
        raise Refused(_("Choose who sees each field: everybody, members or nobody."), field="shown")
    return shown
