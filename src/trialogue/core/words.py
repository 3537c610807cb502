"""Words the manager writes (category names, steps) are kept per language: {"en": "Ideas", "he": "…"}."""

from django.conf import settings
from django.utils.translation import get_language


def spoken(words: dict[str, str], language: str | None = None) -> str:
    """The words in the reader's language, else in the site's first, else in any there is."""
    wanted = (language or get_language() or settings.LANGUAGE_CODE).split("-")[0]
    return words.get(wanted) or words.get(settings.LANGUAGE_CODE) or next(iter(words.values()), "")


_PUBLIC = (
    "/t/",
    "/tickets/",
    "/people/",
    "/groups/",
    "/roadmap/",
    "/releases/",
    "/forum/",
    "/tags/",
    "/search/",
    "/messages/",
)


def here(path: str) -> str:
    """A stored path (without language) as an address in the reader's language."""
    return in_language(path, (get_language() or settings.LANGUAGE_CODE).split("-")[0]) or path


def in_language(path: str, language: str) -> str:
    """The address of a public page (given without language) in this one; "" for other pages."""
    if path != "/" and not path.startswith(_PUBLIC):
        return ""
    return path if language == settings.LANGUAGE_CODE else f"/{language}{path}"


def writable(text: str) -> str:
    """Without what no database keeps: NUL and half characters."""
    return text.replace("\x00", "").encode("utf-8", "replace").decode()
