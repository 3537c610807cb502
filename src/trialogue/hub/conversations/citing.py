"""Bare addresses of our own things in a post, shown by the title of what they lead to.

A post keeps the address alone; the title is put in when a page is drawn, for readers who may see the thing. So a title
that became private, or changed, stands nowhere.
"""

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from html import escape, unescape

from django.conf import settings

from trialogue.core.audiences import Viewer

#: From what a pattern took out of addresses to titles, of those this viewer may see.
Finder = Callable[[Viewer | None, Collection[str]], Mapping[str, str]]
Titles = Mapping[str, str]

_LINK = re.compile(r'(<a href="([^"]+)"[^>]*>)([^<]+)</a>')
_LANGUAGE = re.compile(rf"\A/(?:{'|'.join(code for code, _name in settings.LANGUAGES)})(?=/)")
_finders: list[tuple[re.Pattern[str], Finder]] = []


def cites(pattern: str, find: Finder) -> None:
    """Addresses (without language) that this pattern matches whole; its first group names the thing, its second a post."""
    _finders.append((re.compile(pattern + r"(?:#[\w-]*)?\Z"), find))


def _path(href: str) -> str:
    """Where a link leads on this site, without language; "" when it leads elsewhere."""
    path = unescape(href).removeprefix(settings.BASE_URL)
    return _LANGUAGE.sub("", path) if path.startswith("/") else ""


def _bare(html: str) -> Iterable[str]:
    """The addresses that stand in it as they are."""
    return (_path(href) for _opening, href, text in _LINK.findall(html) if href == text)


def titles_in(htmls: Iterable[str], viewer: Viewer | None) -> Titles:
    """What each bare address in these posts is shown as. One query for each kind of thing, none where nothing is cited."""
    paths = {path for html in htmls if settings.BASE_URL in html for path in _bare(html) if path}
    shown: dict[str, str] = {}
    for pattern, find in _finders if paths else ():
        matches = {path: match for path in paths if (match := pattern.match(path))}
        titles = find(viewer, {match[1] for match in matches.values()}) if matches else {}
        for path, match in matches.items():
            number = match[2] if pattern.groups > 1 else None
            if title := titles.get(match[1]):
                shown[path] = f"{title} ({number})" if number else title
    return shown


def with_titles(html: str, titles: Titles) -> str:
    """The post with the titles in the place of bare addresses."""
    if not titles:
        return html

    def put(match: re.Match[str]) -> str:
        title = titles.get(_path(match[2])) if match[2] == match[3] else None
        return f"{match[1]}<bdi>{escape(title)}</bdi></a>" if title else match[0]

    return _LINK.sub(put, html)
