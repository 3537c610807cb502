"""People as they appear on a page: a shape, a name, a voice."""

from html import escape
from typing import Protocol

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

VOICES = {
    "user": gettext_lazy("uses it"),
    "builder": gettext_lazy("builds it"),
    "steward": gettext_lazy("cares for it"),
}
_SIZES = {"xs": " xs", "s": " s", "m": "", "l": " l", "xl": " xl"}


class Speaker(Protocol):
    """What a page needs of a person. `voice` is a key of VOICES and gives the shape."""

    @property
    def name(self) -> str: ...
    @property
    def initials(self) -> str: ...
    @property
    def voice(self) -> str: ...
    @property
    def picture_url(self) -> str: ...
    @property
    def byline_text(self) -> str: ...
    def get_absolute_url(self) -> str: ...


def voice_of(person: Speaker | None) -> str:
    """Return the person's voice, 'user' where there is none or no person."""
    return person.voice if person is not None and person.voice in VOICES else "user"


def avatar(person: Speaker | None, size: str = "m") -> SafeString:
    """Return the person's shape with picture or initials; decorative, so the name must stand beside it."""
    kind = f"avatar {voice_of(person)}{_SIZES[size]}"
    if person is None:
        return mark_safe(f'<span class="{kind} gone" aria-hidden="true"></span>')
    picture = person.picture_url
    if picture:
        inside = f'<img src="{escape(picture)}" alt="" loading="lazy" decoding="async">'
    else:
        inside = escape(person.initials)
    return mark_safe(f'<span class="{kind}" aria-hidden="true">{inside}</span>')


def voice(slug: str, words: str = "") -> SafeString:
    """Return the small shape of a voice with the person's own words, or the usual ones."""
    said = escape(words or str(VOICES[slug]))
    return mark_safe(f'<span class="voice {slug}"><bdi>{said}</bdi></span>')


def name_link(person: Speaker | None) -> SafeString:
    """Return the name, linked to the profile."""
    if person is None:
        left = escape(_("Somebody who has left"))
        return mark_safe(f'<span class="name">{left}</span>')
    url, name = escape(person.get_absolute_url()), escape(person.name)
    return mark_safe(f'<a class="name" href="{url}"><bdi>{name}</bdi></a>')


def byline(person: Speaker | None, *more: SafeString) -> SafeString:
    """Return name, voice and what follows (a moment, a link), for the head of a post or row."""
    told = [name_link(person)]
    if person is not None:
        told.append(voice(voice_of(person), person.byline_text))
    return mark_safe('<div class="byline">' + "".join([*told, *more]) + "</div>")
