"""From what was asked to what is shown: candidates of the index, those the member may see, the best first."""

import math
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Q

from trialogue.core.audiences import Viewer, audience_ids, direct_audiences

from .asking import Question, Term, read
from .engines import engine
from .kinds import KINDS
from .models import SearchDocument
from .texts import alike, words_in
from .vocabulary import meant

MOST, MOST_BY_TITLE = 500, 250
#: Fewer hits than this, and one of the words may be missing.
FEW = 3
#: Fewer letters begin too many words.
LEAST_LETTERS = 3
HALF_LIFE = 3 * 365.0
NARROW = (
    "id", "kind", "object_id", "place", "conversation_id", "title", "words", "language", "facets", "weight", "at", "url",
)  # fmt: skip


@dataclass
class Hit:
    """One thing that was found: its best document, and how many of its replies speak of it too."""

    document: SearchDocument
    score: float
    documents: int = 1


@dataclass(frozen=True)
class Found:
    """`instead` are the words that were taken for mistyped ones; `loosely`: not all words stand in each hit."""

    question: Question
    hits: Sequence[Hit] = ()
    instead: Mapping[str, str] = field(default_factory=dict)
    loosely: bool = False
    capped: bool = False


def _literal(term: Term) -> Q:
    return Q(title__icontains=term.text) | Q(body__icontains=term.text) | Q(words__icontains=term.text)


def _seen(rows: Collection[SearchDocument], member: Viewer | None) -> list[SearchDocument]:
    """Those whose things this member sees now, asked at each kind's own door."""
    seen: dict[str, Collection[int]] = {}
    for kind in {row.kind for row in rows}:
        seen[kind] = set(KINDS[kind].seen(member, [row.object_id for row in rows if row.kind == kind]))
    return [row for row in rows if row.object_id in seen[row.kind]]


def _exactly(rows: list[SearchDocument], question: Question) -> list[SearchDocument]:
    """Those that have what stands in quotes letter by letter; what looks like code likewise, if any has."""
    for term in question.terms:
        if not (term.exact or term.code):
            continue
        here = SearchDocument.objects.filter(_literal(term), pk__in=[row.pk for row in rows])
        literal = set(here.values_list("pk", flat=True))
        if literal or term.exact:
            rows = [row for row in rows if row.pk in literal]
    return rows


def _score(row: SearchDocument, relevance: float, question: Question, at: datetime) -> float:
    said = words_in(row.heading)
    asked = question.words
    covered = sum(any(alike(word, other) for other in said) for word in asked) / max(1, len(asked))
    in_order = " ".join(asked) in " ".join(said)
    age = max(0.0, (at - row.at).days / HALF_LIFE)
    begins = bool(row.title)
    return relevance + covered * (1.0 if begins else 0.6) + 0.4 * in_order + 0.15 * begins + row.weight + 0.25 * 2**-age


def _thing(row: SearchDocument) -> tuple[str, int]:
    """What is listed once: a conversation with all its replies, or what has none."""
    return ("talk", row.conversation_id) if row.conversation_id else (row.kind, row.object_id)


def _ranked(question: Question, member: Viewer | None, at: datetime) -> tuple[list[Hit], bool]:
    seen_by = [*audience_ids(member), *direct_audiences(member)]
    by_title = engine().find(question, seen_by, most=MOST_BY_TITLE, titles=True)
    anywhere = engine().find(question, seen_by, most=MOST, titles=False)
    relevance = dict([*by_title, *anywhere])
    best = max(relevance.values(), default=0.0) or 1.0
    rows = list(SearchDocument.objects.visible_to(member).filter(pk__in=relevance).only(*NARROW))
    hits: dict[tuple[str, int], Hit] = {}
    for row in _exactly(_seen(rows, member), question):
        hit = Hit(row, _score(row, relevance[row.pk] / best, question, at))
        key = _thing(row)
        there = hits.setdefault(key, hit)
        if there is not hit:
            better = max(there, hit, key=lambda each: each.score)
            hits[key] = Hit(better.document, better.score, there.documents + 1)
    for hit in hits.values():
        hit.score += 0.1 * math.log(hit.documents)
    ranked = sorted(hits.values(), key=lambda hit: (-hit.score, -hit.document.pk))
    return ranked, len(anywhere) == MOST


def _better(question: Question) -> dict[str, str]:
    """What unknown words were likely meant to be."""
    loose = [term for term in question.terms if not (term.exact or term.code) and len(term.words) == 1]
    near = {term.text.lower(): meant(term.words[0]) for term in loose}
    return {word: other for word, other in near.items() if other}


def find(question: Question, member: Viewer | None, *, at: datetime) -> Found:
    """The best first. Where nothing has all the words, mistyped ones are put right, then one may be missing."""
    if not question.any_of:
        return Found(question)
    hits, capped = _ranked(question, member, at)
    if hits:
        return _more(Found(question, hits, capped=capped), member, at)
    if instead := _better(question):
        other = question.instead(instead)
        hits, capped = _ranked(other, member, at)
        if hits:
            return Found(other, hits, instead, capped=capped)
    return _more(Found(question), member, at)


def _more(found: Found, member: Viewer | None, at: datetime) -> Found:
    """With few hits, those after them that miss a word."""
    loose = found.question.loosely()
    if len(found.hits) >= FEW or loose.any_of == found.question.any_of:
        return found
    there = {_thing(hit.document) for hit in found.hits}
    more, capped = _ranked(loose, member, at)
    others = [hit for hit in more if _thing(hit.document) not in there]
    return Found(found.question, [*found.hits, *others], loosely=bool(others), capped=capped)


def narrowed(hits: Sequence[Hit], *, place: str = "", language: str = "", facets: Collection[str] = ()) -> list[Hit]:
    return [
        hit
        for hit in hits
        if (not place or hit.document.place == place)
        and (not language or hit.document.language == language)
        and set(facets) <= set(hit.document.facets)
    ]


def counted(hits: Sequence[Hit]) -> tuple[Counter[str], Counter[str], Counter[str]]:
    """How many of them stand in each place, are in each language, have each facet."""
    rows = [hit.document for hit in hits]
    facets = Counter(facet for row in rows for facet in row.facets)
    return Counter(row.place for row in rows), Counter(row.language for row in rows if row.language), facets


def similar(title: str, member: Viewer | None, *, at: datetime, places: Collection[str], most: int = 5) -> list[Hit]:
    """Things whose title speaks of most of these words: for whoever writes a title."""
    question = read(title, begins=True)
    if sum(len(word) > 2 for word in question.words) < 2:  # noqa: PLR2004 - of one word nothing can be guessed
        return []
    hits, _capped = _ranked(question.loosely(), member, at)
    return [hit for hit in hits if hit.document.place in places][:most]


def titled(words: str, member: Viewer | None, *, kinds: Collection[str], most: int) -> list[SearchDocument]:
    """Things of these kinds whose title holds all of these words, the last of which may go on; for whoever types one.

    Those that begin with it come first, then the newest.
    """
    question = read(words, begins=True)
    if not any(len(word) >= LEAST_LETTERS for word in question.words):
        return []
    found = engine().find(question, audience_ids(member), most=4 * most, titles=True, kinds=kinds)
    rows = SearchDocument.objects.visible_to(member).filter(pk__in=dict(found)).only(*NARROW)
    begun = words.casefold().strip()
    return sorted(_seen(rows, member), key=lambda row: (not row.title.casefold().startswith(begun), -row.pk))[:most]
