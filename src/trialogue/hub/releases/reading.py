"""Releases, ready to be drawn."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import groupby

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from trialogue.core.audiences import Viewer
from trialogue.core.design.moments import dated
from trialogue.core.paging import Mark, read_mark
from trialogue.hub.products.models import Product
from trialogue.people.persons import Person

from .models import Channel, Release, ReleaseFile, Told

PAGE = 20
FACES = 24
_HEADING = re.compile(r"<h3[^>]*>(.*?)</h3>", re.DOTALL)
_HOLDS = ("blockquote", "ul", "ol", "table", "details", "section", "div", "figure")
_SENTENCE = re.compile(r"(?<=[.!?])\s+")


def channel_hint(channel: str) -> str:
    return {
        Channel.STABLE: _("for everyday work"),
        Channel.LONG_TERM: _("only gets repairs"),
        Channel.PREVIEW: _("for trying, not for studies"),
    }[Channel(channel)]


@dataclass(frozen=True)
class ChannelCard:
    """The newest release of one channel."""

    release: Release
    label: str
    hint: str
    when: SafeString
    file: ReleaseFile | None


@dataclass(frozen=True)
class Row:
    version: str
    url: str
    title: str
    more: str
    told: str
    when: SafeString


def told_words(people: int) -> str:
    return ngettext("%(n)d person was told", "%(n)d people were told", people) % {"n": people} if people else ""


def channel_cards(product: Product, member: Viewer | None) -> list[ChannelCard]:
    """The newest of each channel, stable first; two queries."""
    newest = Release.objects.visible_to(member).published().filter(product=product).newest_of_channels()
    found = {r.channel: r for r in newest.for_list().prefetch_related("files__file").order_by("published_at")}
    shown = [found[channel] for channel in (Channel.STABLE, Channel.LONG_TERM, Channel.PREVIEW) if channel in found]
    return [
        ChannelCard(
            r,
            str(r.get_channel_display()),
            channel_hint(r.channel),
            dated(r.published_at),
            next(iter(r.files.all()), None),
        )
        for r in shown
    ]


def _row(release: Release, *, several: bool) -> Row:
    """The summary's first sentence is the title; the goal stands in where there is none."""
    goal = release.milestone.goal if release.milestone else ""
    title, *rest = _SENTENCE.split(release.summary or goal or str(release), maxsplit=1)
    return Row(
        version=str(release) if several else release.version.name,
        url=release.get_absolute_url(),
        title=title.removesuffix("."),
        more=rest[0] if rest else "",
        told=told_words(release.told_count),
        when=dated(release.published_at, short=True),
    )


def list_page(
    product: Product | None, member: Viewer | None, *, before: str
) -> tuple[list[tuple[int, list[Row]]], str]:
    """Rows by year, newest first, and the mark of what is older ("" at the end); one query. No product is all of them."""
    releases = Release.objects.visible_to(member).published().for_list()
    chosen = releases.filter(product=product) if product else releases
    if mark := read_mark(before):
        chosen = chosen.filter(mark.older("published_at"))
    found = list(chosen.newest_first()[: PAGE + 1])
    shown = found[:PAGE]
    years = groupby(shown, key=lambda r: r.published_at.year if r.published_at else 0)
    rows = [(year, [_row(release, several=product is None) for release in group]) for year, group in years]
    last = shown[-1] if len(found) > PAGE else None
    return rows, str(Mark(last.published_at, last.pk)) if last and last.published_at else ""


def sections_of(html: str) -> list[tuple[SafeString, SafeString]]:
    """The parts of the notes by their headings; one part without a heading where these stand inside something."""
    pieces = _HEADING.split(html)
    if any(text.count(f"<{tag}") != text.count(f"</{tag}>") for text in pieces[::2] for tag in _HOLDS):
        pieces = [html]
    parts = [("", pieces[0]), *zip(pieces[1::2], pieces[2::2], strict=True)]
    return [(mark_safe(head), mark_safe(body)) for head, body in parts if head or body.strip()]


def people_told(release: Release, member: Viewer | None) -> list[Person]:
    """Some of who was told, each once, those who asked first; one query."""
    rows = Told.objects.visible_to(member).filter(release=release).select_related("person__picture")
    return list({told.person_id: told.person for told in rows.order_by("because", "pk")[: 3 * FACES]}.values())[:FACES]


def size_words(size: int) -> str:
    """A size as people say it, in thousands: 8.4 MB."""
    for unit, limit in (
        (pgettext("size", "%(n)s B"), 10**3),
        (pgettext("size", "%(n)s kB"), 10**6),
        (pgettext("size", "%(n)s MB"), 10**9),
    ):
        if size < limit:
            n = size * 1000 / limit
            return unit % {"n": f"{n:.0f}" if n >= 100 or limit == 10**3 else f"{n:.1f}"}  # noqa: PLR2004 - three figures
    return pgettext("size", "%(n)s GB") % {"n": f"{size / 10**9:.1f}"}


@dataclass(frozen=True)
class FileRow:
    pk: int
    name: str
    label: str
    sha256: str
    size: str
    downloads: int
    url: str


def file_rows(release: Release, files: Iterable[ReleaseFile]) -> list[FileRow]:
    return [
        FileRow(
            pk=file.pk,
            name=file.file.name,
            label=file.label,
            sha256=file.file.sha256,
            size=size_words(file.file.size),
            downloads=file.downloads,
            url=reverse("release-file", args=[release.product.slug, release.version.name, file.pk, file.file.name]),
        )
        for file in files
    ]


def some_names(people: Collection[Person], total: int) -> str:
    """'Wanjiru Kamau, Tamar Levi and 12 others'."""
    names = [person.name for person in list(people)[:2]]
    rest = total - len(names)
    if rest > 0:
        words = ngettext("%(names)s and %(n)d other", "%(names)s and %(n)d others", rest)
        return words % {"names": ", ".join(names), "n": rest}
    return _(" and ").join(names)
