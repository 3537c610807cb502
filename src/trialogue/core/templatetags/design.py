"""`{% load design %}`: the components of every page."""

from collections.abc import Sequence
from datetime import date, datetime

from django import template
from django.forms import BoundField, Form
from django.utils.html import format_html
from django.utils.safestring import SafeString

from trialogue.core.design import fields, icons, loop, meters, moments, people, states
from trialogue.core.forms import guarded
from trialogue.core.guarding.kinds import headline_of
from trialogue.core.once import new_key

register = template.Library()


@register.simple_tag
def icon(name: str, *, flip: bool = False) -> SafeString:
    """Draw a lucide icon."""
    return icons.icon(name, flip=flip)


@register.simple_tag
def trio() -> SafeString:
    """Draw the Trialogue mark."""
    return icons.trio()


@register.simple_tag
def avatar(person: people.Speaker | None, size: str = "m") -> SafeString:
    """Draw a person's shape; the name must stand beside it."""
    return people.avatar(person, size)


@register.simple_tag
def byline(person: people.Speaker | None, *more: SafeString) -> SafeString:
    """Name a person with voice, then what follows."""
    return people.byline(person, *more)


@register.simple_tag
def voice(slug: str, words: str = "") -> SafeString:
    """Show a voice: its small shape and words."""
    return people.voice(slug, words)


@register.simple_tag
def state_mark(slug: str, label: str = "", *, soft: bool = False) -> SafeString:
    """Show a state by glyph, tone and word."""
    return states.state_mark(slug, label, soft=soft)


@register.simple_tag
def state_glyph(slug: str) -> SafeString:
    """Show a state by its glyph, the word for screen readers."""
    return states.state_glyph(slug)


@register.simple_tag
def priority(slug: str, label: str = "") -> SafeString:
    """Show a priority by bars and word."""
    return states.priority(slug, label)


@register.simple_tag
def moment(at: datetime | None, *, short: bool = False) -> SafeString:
    """Say a moment: near, this week, or the date."""
    return moments.moment(at, short=short)


@register.simple_tag
def dated(at: datetime | date | None, *, short: bool = False) -> SafeString:
    """Say the plain date."""
    return moments.dated(at, short=short)


@register.simple_tag
def loop_small(reached: str) -> SafeString:
    """Draw the loop in 68 pixels."""
    return loop.loop_small(reached)


@register.inclusion_tag("components/loop.html")
def loop_strip(
    stations: Sequence[loop.Station],
    more: str = "",
    url: str = "",
    label: str = "",
    *,
    name: str = "",
    tall: bool = False,
) -> dict[str, object]:
    """Draw the loop; `more` follows the headline, `url` and `label` end the line, `tall` stands upright.

    `name` tells several strips of one page apart for those who listen to it.
    """
    stations = loop.spaced(stations)
    return {
        "rows": loop.strip_rows(stations),
        "headline": loop.headline(stations),
        "more": more,
        "url": url,
        "label": label,
        "name": name,
        "tall": tall,
    }


@register.simple_tag
def meter(done: int, part: int, total: int, label: str) -> SafeString:
    """Draw progress."""
    return meters.meter(done, part, total, label)


@register.inclusion_tag("components/field.html")
def field(bound: BoundField) -> dict[str, object]:
    """Show a field with label, hint and error."""
    return {"field": bound, "control": fields.control(bound), "layout": fields.layout(bound)}


@register.simple_tag
def form_key() -> SafeString:
    """Give the form a key, so that sent twice is done once."""
    return format_html('<input type="hidden" name="form_key" value="{}">', new_key())


@register.inclusion_tag("components/pager.html")
def pager(older: str | None = "", newer: str | None = "", *, by_time: bool = True) -> dict[str, object]:
    """Lead to older and newer rows by their addresses; to more and back where a list is not in order of time."""
    return {"older": older, "newer": newer, "by_time": by_time}


@register.inclusion_tag("components/empty.html")
def empty(title: str, text: str = "", url: str = "", label: str = "") -> dict[str, object]:
    """Teach what this place will hold and how it starts."""
    return {"title": title, "text": text, "url": url, "label": label}


@register.inclusion_tag("components/editor.html")
def editor(
    bound: BoundField, preview_url: str = "", draft_url: str = "", upload_url: str = "", version: int | str = ""
) -> dict[str, object]:
    """Show the text field with its tools; the template around it is a `<form>` with the CSRF token."""
    return {
        "field": bound,
        "control": fields.control(bound),
        "preview_url": preview_url,
        "draft_url": draft_url,
        "upload_url": upload_url,
        "version": version,
    }


@register.inclusion_tag("components/second_look.html")
def second_look(form: Form) -> dict[str, object]:
    """Show what the guard noticed when the form was sent, and ask for the second yes; nothing where it noticed nothing."""
    found = guarded(form)
    return {"found": found, "headline": headline_of(found) if found else ""}
