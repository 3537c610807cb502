"""Search by the API: the same words, the same order, the same doors."""

from datetime import datetime

from django.http import HttpRequest
from django.utils import timezone
from ninja import Field, Query, Router, Schema

from trialogue.core.api import answers
from trialogue.core.search.asking import read
from trialogue.core.search.finding import counted, find
from trialogue.people.api_doors import anybody, caller

from .searching import bodies, hits_of, row_of, understood

router = Router(tags=["search"])
MOST = 50


class HitOut(Schema):
    place: str = Field(description="What it is: question, idea, ticket, release, milestone, person …")
    title: str
    url: str
    excerpt: str = Field(description="HTML; <mark> around what was found, everything else escaped.")
    language: str
    at: datetime
    facets: list[str]
    documents: int = Field(description="How many posts of it speak of the words.")


class FoundOut(Schema):
    items: list[HitOut]
    next: str | None
    total: int
    places: dict[str, int]
    instead: dict[str, str] = Field(description="Words taken for mistyped ones, and what they were taken for.")
    loosely: bool = Field(description="Not all words stand in each of them.")


class SearchIn(Schema):
    """`place` and the rest narrow down, as on the page."""

    q: str
    place: str = ""
    language: str = ""
    category: str = ""
    answer: str = ""
    state: str = ""
    product: str = ""
    version: str = ""


@router.get("/search", auth=anybody, response=answers(FoundOut))
def search(request: HttpRequest, given: Query[SearchIn], after: int = 0, limit: int = 20) -> FoundOut:
    """Everything you may see that speaks of the words, the best first."""
    asked = understood(given.dict(), after)
    found = find(read(asked.q), caller(request), at=timezone.now())
    hits = hits_of(found, asked)
    page = hits[asked.after : asked.after + max(1, min(limit, MOST))]
    texts = bodies(page)
    items = []
    for hit in page:
        row, shown = hit.document, row_of(hit, texts.get(hit.document.pk, ""), found.question)
        items.append(
            HitOut(
                place=row.place, title=row.heading, url=row.url, excerpt=shown.snippet, language=row.language, at=row.at,
                facets=row.facets, documents=hit.documents,
            )
        )  # fmt: skip
    following = asked.after + len(page)
    return FoundOut(
        items=items, next=str(following) if following < len(hits) else None, total=len(hits),
        places=dict(counted(hits_of(found, asked, but="place"))[0]), instead=dict(found.instead), loosely=found.loosely,
    )  # fmt: skip
