"""Countries and languages by name, in the reader's language."""

import re
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from django.utils.translation import get_language

COMMON = [
    "en",
    "he",
    "es",
    "fr",
    "de",
    "pt",
    "it",
    "nl",
    "pl",
    "uk",
    "ru",
    "ar",
    "fa",
    "hi",
    "bn",
    "ta",
    "kn",
    "te",
    "ml",
    "mr",
    "ur",
    "zh",
    "ja",
    "ko",
    "vi",
    "th",
    "id",
    "sw",
    "am",
    "ha",
    "yo",
    "zu",
    "af",
    "tr",
    "el",
    "cs",
    "sv",
    "da",
    "nb",
    "fi",
    "hu",
    "ro",
]


CODE = re.compile("[A-Z]{2}")
NO_COUNTRY = frozenset({"EU", "EZ", "UN", "QO", "ZZ", "XA", "XB"})


@lru_cache(maxsize=32)
def _locale(language: str) -> Locale:
    try:
        return Locale.parse(language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return Locale("en")


def _here() -> Locale:
    return _locale(get_language() or "en")


@lru_cache(maxsize=32)
def _countries(locale: Locale) -> dict[str, str]:
    named = {code: name for code, name in locale.territories.items() if CODE.fullmatch(code) and code not in NO_COUNTRY}
    return dict(sorted(named.items(), key=lambda pair: pair[1]))


def countries() -> dict[str, str]:
    """Every country by code, in the order of their names."""
    return _countries(_here())


def country_name(code: str) -> str:
    return countries().get(code, code)


def languages() -> dict[str, str]:
    """The languages offered to choose from, by code."""
    known = _here().languages
    return dict(sorted(((code, known.get(code, code)) for code in COMMON), key=lambda pair: pair[1]))


def language_name(code: str) -> str:
    return str(_here().languages.get(code, code))
