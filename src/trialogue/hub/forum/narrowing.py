"""The small form that narrows a list by tag, version and language."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from trialogue.core import site

from .wishes import Wish


@dataclass(frozen=True)
class Narrowing:
    """What the form shows; `hidden` are the words of the address that it leaves as they are."""

    tag: str
    version: str
    languages: list[tuple[str, str, bool]]
    hidden: list[tuple[str, str]]


def site_languages() -> list[str]:
    return site.current().languages or [code for code, _name in settings.LANGUAGES]


def narrowing(wish: Wish) -> Narrowing:
    named = [("", _("Any")), *((code, get_language_info(code)["name_local"]) for code in site_languages())]
    hidden = [("view", wish.view)] if wish.view != Wish.view else []
    hidden += [("period", wish.period)] if wish.view == "top" else []
    languages = [(code, name, code == wish.language) for code, name in named]
    return Narrowing(wish.tag, wish.version, languages, hidden)
