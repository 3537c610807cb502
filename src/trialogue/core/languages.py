"""The languages the site speaks, as a manager chose them."""

from django.conf import settings
from django.utils.translation import get_language_info

from . import site


def all_languages() -> list[tuple[str, str]]:
    """Every language there is a catalogue for, by its own name."""
    return [(code, str(get_language_info(code)["name_local"]).capitalize()) for code, _name in settings.LANGUAGES]


def site_languages() -> list[tuple[str, str]]:
    """The chosen ones; all before anybody chose."""
    chosen = site.current().languages
    return [(code, name) for code, name in all_languages() if not chosen or code in chosen]
