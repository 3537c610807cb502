"""The page of search as ready values: what was understood, hits with their marks, and what narrows them down."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language_info, ngettext
from django.utils.translation import gettext as _

from trialogue.core.audiences import Viewer
from trialogue.core.design.icons import glyph, icon
from trialogue.core.design.moments import dated
from trialogue.core.search import kinds
from trialogue.core.search.asking import LONGEST, Question, read
from trialogue.core.search.finding import Found, Hit, counted, find, narrowed
from trialogue.core.search.models import SearchDocument
from trialogue.core.search.snippets import marked, snippet
from trialogue.core.words import here

PAGE = 20
FURTHEST = 400


@dataclass(frozen=True)
class Asked:
    """What the address asks for; `facets` by name."""

    q: str
    place: str = ""
    language: str = ""
    facets: Mapping[str, str] = field(default_factory=dict)
    after: int = 0

    def address(self, **change: str | int) -> str:
        """The same search with these values; the page begins anew unless it is named."""
        said = {"q": self.q, "place": self.place, "language": self.language, **self.facets, "after": 0, **change}
        return f"{reverse('search')}?{urlencode({name: value for name, value in said.items() if value})}"


@dataclass(frozen=True)
class Row:
    lead: SafeString
    tone: str
    kind: str
    title: SafeString
    url: str
    snippet: SafeString
    language: str
    meta: Sequence[str]
    when: SafeString


@dataclass(frozen=True)
class Choice:
    label: str
    count: int
    url: str
    current: bool


@dataclass(frozen=True)
class Narrowing:
    title: str
    choices: Sequence[Choice]


@dataclass(frozen=True)
class Shown:
    """One page of hits; `total` counts all of them, `more` leads on."""

    asked: Asked
    found: Found
    rows: Sequence[Row] = ()
    sides: Sequence[Narrowing] = ()
    total: int = 0
    first: int = 0
    more: str = ""
    back: str = ""


def understood(given: Mapping[str, str], after: int = 0) -> Asked:
    """Out of an address; unknown places, languages and facets count for nothing."""
    places = {place.name for place in kinds.places()}
    language = given.get("language", "")
    return Asked(
        q=" ".join(given.get("q", "").replace("\x00", "").split())[:LONGEST],
        place=given.get("place", "") if given.get("place", "") in places else "",
        language=language if language in dict(settings.LANGUAGES) else "",
        facets={facet.name: given[facet.name][:80] for facet in kinds.facets() if given.get(facet.name)},
        after=max(0, min(after, FURTHEST)),
    )


def _wanted(asked: Asked, *, but: str = "") -> list[str]:
    return [f"{name}:{value}" for name, value in asked.facets.items() if name != but]


def hits_of(found: Found, asked: Asked, *, but: str = "") -> list[Hit]:
    """The hits that are left; `but` is the narrowing that is left out."""
    place = "" if but == "place" else asked.place
    language = "" if but == "language" else asked.language
    return narrowed(found.hits, place=place, language=language, facets=_wanted(asked, but=but))


def _places(found: Found, asked: Asked) -> Narrowing:
    left = hits_of(found, asked, but="place")
    count = counted(left)[0]
    choices = [Choice(_("Everywhere"), len(left), asked.address(place=""), not asked.place)]
    for place in kinds.places():
        if count[place.name] or place.name == asked.place:
            url = asked.address(place=place.name)
            choices.append(Choice(str(place.label), count[place.name], url, place.name == asked.place))
    return Narrowing(_("Where"), choices)


def _facet(facet: kinds.Facet, found: Found, asked: Asked, member: Viewer | None) -> Narrowing:
    count = counted(hits_of(found, asked, but=facet.name))[2]
    values = {name.partition(":")[2]: n for name, n in count.most_common() if name.startswith(f"{facet.name}:")}
    labels = facet.labels(member, [*values][:12])
    chosen = asked.facets.get(facet.name, "")
    choices = [
        Choice(labels[value], n, asked.address(**{facet.name: "" if value == chosen else value}), value == chosen)
        for value, n in values.items()
        if value in labels
    ]
    return Narrowing(str(facet.label), choices)


def _languages(found: Found, asked: Asked) -> Narrowing:
    count = counted(hits_of(found, asked, but="language"))[1]
    choices = [
        Choice(
            get_language_info(code)["name_local"], n, asked.address(language="" if code == asked.language else code),
            code == asked.language,
        )
        for code, n in count.most_common()
        if code in dict(settings.LANGUAGES)
    ]  # fmt: skip
    return Narrowing(_("Language"), choices)


def sides_of(found: Found, asked: Asked, member: Viewer | None) -> list[Narrowing]:
    """What narrows these hits down: only what there is a choice of, or was chosen."""
    sides = [_facet(facet, found, asked, member) for facet in kinds.facets()] + [_languages(found, asked)]
    telling = [side for side in sides if len(side.choices) > 1 or any(choice.current for choice in side.choices)]
    return [_places(found, asked), *telling]


def _lead(row: SearchDocument) -> tuple[SafeString, str]:
    if "answer:yes" in row.facets:
        return glyph("disc"), "good"
    return icon(kinds.place_named(row.place).icon), ""


def _meta(hit: Hit) -> list[str]:
    row = hit.document
    said = [_("Answered") if "answer:yes" in row.facets else str(kinds.place_named(row.place).one)]
    if "answer:old" in row.facets:
        said.append(_("the answer may be out of date"))
    if row.kind == "post":
        said.append(_("said in a reply"))
    if hit.documents > 1:
        n = hit.documents - 1
        said.append(ngettext("%(n)d more place in it", "%(n)d more places in it", n) % {"n": n})
    return said


def row_of(hit: Hit, body: str, question: Question) -> Row:
    row = hit.document
    lead, tone = _lead(row)
    return Row(
        lead=lead, tone=tone, kind=str(kinds.place_named(row.place).one), title=marked(row.heading, question.terms),
        url=here(row.url), snippet=snippet(body, question), language=row.language, meta=_meta(hit), when=dated(row.at),
    )  # fmt: skip


def bodies(hits: Collection[Hit]) -> dict[int, str]:
    rows = SearchDocument.objects.filter(pk__in=[hit.document.pk for hit in hits])
    return dict(rows.values_list("pk", "body"))


def shown(asked: Asked, member: Viewer | None, *, at: datetime) -> Shown:
    """Searches, and dresses one page of what was found."""
    found = find(read(asked.q), member, at=at)
    hits = hits_of(found, asked)
    page = hits[asked.after : asked.after + PAGE]
    texts = bodies(page)
    more = asked.after + PAGE
    return Shown(
        asked=asked,
        found=found,
        rows=[row_of(hit, texts.get(hit.document.pk, ""), found.question) for hit in page],
        sides=sides_of(found, asked, member) if found.hits else [],
        total=len(hits),
        first=asked.after + 1,
        more=asked.address(after=more) if len(hits) > more and more <= FURTHEST else "",
        back=asked.address(after=max(0, asked.after - PAGE)) if asked.after else "",
    )
