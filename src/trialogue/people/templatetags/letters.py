"""`{% load letters %}`: the parts of a letter, as tables with inline colours, because mail programs want it so."""

from datetime import datetime
from typing import Any

from django import template
from django.template.context import Context
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from trialogue.core.design import moments
from trialogue.core.site import Site
from trialogue.people.notices import ink

register = template.Library()

FONT = "font-family:'Segoe UI',-apple-system,BlinkMacSystemFont,Roboto,'Helvetica Neue',Arial,sans-serif"
TABLE = '<table role="presentation" cellpadding="0" cellspacing="0" border="0"'
SHAPES = {"user": "50%", "builder": "9px", "steward": "18px 18px 7px 7px"}
SMALL_SHAPES = {"user": "50%", "builder": "3px", "steward": "6px 6px 2px 2px"}


def _brand(context: Context) -> tuple[int, float, int]:
    site: Site = context["site"]
    return site.hue, float(site.chroma), site.paper


def _colours(context: Context) -> dict[str, str]:
    return ink.palette(*_brand(context), dark=False)


def _text(context: Context, words: object, tone: str = "ink", size: int = 16, more: str = "") -> SafeString:
    style = f"{FONT};font-size:{size}px;line-height:{round(size * 1.5)}px;color:{_colours(context)[tone]};{more}"
    return format_html('<span class="f-{}" style="{}">{}</span>', tone, mark_safe(style), words)


def _inner(content: str) -> SafeString:
    """What a block rendered: escaped already, without the white space around it."""
    return mark_safe(content.strip())


def _row(inside: object, padding: str) -> SafeString:
    return format_html('<tr><td class="pad" style="padding:{}">{}</td></tr>', padding, inside)


def _cell(
    context: Context, ground: str, side: int, radius: str, inside: object = "\N{NO-BREAK SPACE}", tone: str = ""
) -> SafeString:
    """One shape: a cell with a ground and round corners; where those are not known it is a square."""
    colours = _colours(context)
    style = f"width:{side}px;height:{side}px;background-color:{colours[ground]};border-radius:{radius};"
    style += f"{FONT};font-size:13px;font-weight:700;color:{colours[tone]}" if tone else "font-size:0;line-height:0"
    return format_html(
        '<td class="b-{} f-{}" align="center" valign="middle" width="{}" height="{}" bgcolor="{}" style="{}">{}</td>',
        ground, tone or ground, side, side, colours[ground], mark_safe(style), inside,
    )  # fmt: skip


@register.simple_tag(takes_context=True)
def dark_rules(context: Context) -> SafeString:
    """The rules of the dark set, for the style element in the head."""
    return mark_safe(ink.dark_rules(*_brand(context)))


@register.simple_tag
def said_in_full(moment: str) -> str:
    """A moment an event carries, as day and hour."""
    at = parse_datetime(moment)
    return moments.full(at) if at else ""


@register.simple_tag(takes_context=True)
def ink_of(context: Context, name: str) -> str:
    """One colour as hex."""
    return _colours(context)[name]


@register.simple_tag(takes_context=True)
def three_shapes(context: Context) -> SafeString:
    """Circle, square and arch: the Trialogue mark."""
    gap = mark_safe('<td width="3" style="font-size:0">&nbsp;</td>')
    cells = [_cell(context, voice, 11, radius) + gap for voice, radius in SMALL_SHAPES.items()]
    return mark_safe(f'{TABLE} aria-hidden="true"><tr>{"".join(cells)}</tr></table>')


@register.simple_block_tag(takes_context=True)
def heading(context: Context, content: str) -> SafeString:
    """The letter in one sentence; a letter has one."""
    style = f"{FONT};margin:0;font-size:31px;line-height:37px;font-weight:700;letter-spacing:-.7px;color:{_colours(context)['ink']}"
    return _row(
        format_html('<h1 class="h1 f-ink" style="{}">{}</h1>', mark_safe(style), _inner(content)), "32px 36px 12px"
    )


@register.simple_block_tag(takes_context=True)
def lead(context: Context, content: str) -> SafeString:
    """The paragraph under the heading, a little larger."""
    return _row(_text(context, _inner(content), "ink-2", 17), "0 36px 22px")


@register.simple_block_tag(takes_context=True)
def para(context: Context, content: str) -> SafeString:
    """An ordinary paragraph."""
    return _row(_text(context, _inner(content), "ink-2"), "0 36px 16px")


@register.simple_block_tag(takes_context=True)
def words_of(context: Context, content: str) -> SafeString:
    """What somebody wrote, set off by a line at the start."""
    colours = _colours(context)
    style = f"padding:2px 14px;border-inline-start:3px solid {colours['line']}"
    said = format_html(
        '<div dir="auto" class="l-line" style="{}">{}</div>', style, _text(context, _inner(content), "ink-2", 17)
    )
    return _row(said, "0 36px 22px")


@register.simple_block_tag(takes_context=True)
def fine(context: Context, content: str) -> SafeString:
    """Fine print."""
    return _text(context, _inner(content), "ink-3", 13)


@register.simple_block_tag(takes_context=True)
def at(context: Context, content: str, url: str, tone: str = "brand") -> SafeString:
    """A link inside a paragraph; `tone` is its ink."""
    return format_html(
        '<a href="{}" class="f-{}" style="color:{}">{}</a>', url, tone, _colours(context)[tone], _inner(content)
    )


@register.simple_block_tag(takes_context=True)
def button(context: Context, content: str, url: str) -> SafeString:
    """The one thing to do."""
    colours = _colours(context)
    ground = f"background-color:{colours['brand']};border-radius:7px"
    style = f"{FONT};display:inline-block;padding:13px 22px;font-size:16px;line-height:20px;font-weight:600;"
    style += f"color:{colours['on-brand']};text-decoration:none"
    link = format_html('<a href="{}" class="f-on-brand" style="{}">{}</a>', url, mark_safe(style), _inner(content))
    cell = format_html('<td class="b-brand" bgcolor="{}" style="{}">{}</td>', colours["brand"], ground, link)
    return _row(format_html("{}><tr>{}</tr></table>", mark_safe(TABLE), cell), "4px 36px 22px")


@register.simple_tag(takes_context=True)
def rule(context: Context) -> SafeString:
    """A hairline."""
    style = f"border-top:1px solid {_colours(context)['line']};font-size:0;line-height:0"
    cell = format_html('<td class="l-line" style="{}">&nbsp;</td>', style)
    return _row(format_html('{} width="100%"><tr>{}</tr></table>', mark_safe(TABLE), cell), "8px 36px 18px")


@register.simple_block_tag(takes_context=True)
def way(context: Context, content: str) -> SafeString:
    """Holds the stations of the loop."""
    return _row(format_html('{} width="100%">{}</table>', mark_safe(TABLE), content), "4px 36px 14px")


@register.simple_tag(takes_context=True)
def station(
    context: Context, voice: str, mark: str, head: str, sub: Any = "", when: Any = "", *, last: bool = False
) -> SafeString:
    """One station: a shape in its voice, who did what, and when; a line leads on unless it is the last."""
    colours = _colours(context)
    shape = format_html(
        "{}><tr>{}</tr></table>", mark_safe(TABLE), _cell(context, f"{voice}-soft", 36, SHAPES[voice], mark, voice)
    )
    thread = f"width:2px;height:22px;font-size:0;line-height:0;background-color:{colours['line']}"
    on = format_html(
        '{} align="center"><tr><td class="b-line" width="2" height="22" bgcolor="{}" style="{}">&nbsp;</td></tr></table>',
        mark_safe(TABLE), colours["line"], thread,
    )  # fmt: skip
    said = format_html(
        "{}<br>{} {}",
        _text(context, format_html("<b>{}</b>", head)),
        _text(context, sub, "ink-2", 15),
        _text(context, when, "ink-3", 14, "white-space:nowrap"),
    )
    return format_html(
        '<tr><td width="36" valign="top">{}{}</td><td width="16">&nbsp;</td><td valign="top" style="padding-bottom:10px">{}</td></tr>',
        shape, "" if last else on, said,
    )  # fmt: skip


@register.filter
def day_of(moment: datetime | str) -> str:
    """The day of a moment (in words of an event it is ISO 8601), as one says it."""
    at = parse_datetime(moment) if isinstance(moment, str) else moment
    return moments.day(timezone.localtime(at).date()) if at else ""
