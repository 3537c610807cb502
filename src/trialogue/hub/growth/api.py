"""The figures, and who is behind them, for those who may read them."""

from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Field, Router, Schema

from trialogue.core.api import PAGE, Page, answers, at_most
from trialogue.core.paging import read_mark
from trialogue.people.api_doors import member_of, member_only
from trialogue.people.rights import require

from .figures import FIGURES
from .lists import LISTS, Asked, Row
from .models import Reading

router = Router(tags=["figures"])


class FigureOut(Schema):
    name: str
    title: str
    n: int = Field(description="How many people, questions or downloads it rests on.")
    as_of: datetime
    definition: str
    values: dict[str, Any]


class BehindOut(Schema):
    title: str
    url: str
    note: str


@router.get("/figures", auth=member_only, response=answers(list[FigureOut]))
def figures(request: HttpRequest) -> list[FigureOut]:
    """Each figure as it was last counted; none before the first count. Shares are [share, low, high] of 0 to 1."""
    require(member_of(request), "figures.read")
    read = {reading.name: reading for reading in Reading.objects.all()}
    return [
        FigureOut(
            name=figure.name, title=str(figure.title), n=reading.n, as_of=reading.at, definition=str(figure.definition),
            values=reading.values,
        )
        for figure in FIGURES
        if (reading := read.get(figure.name))
    ]  # fmt: skip


@router.get("/figures/{figure}", auth=member_only, response=answers(Page[BehindOut]))
def behind(request: HttpRequest, figure: str, country: str = "", after: str = "", limit: int = PAGE) -> Page[BehindOut]:
    """The people or threads behind a figure, as far as you may see them: 'active', 'new', 'unanswered' and so on."""
    require(member_of(request), "figures.read")
    if (found := LISTS.get(figure)) is None:
        raise Http404
    reading = get_object_or_404(Reading, name=found.figure)
    limit = at_most(limit)
    rows = found.rows(Asked(member_of(request), reading.at, timezone.now(), read_mark(after), limit + 1, country[:2]))
    following = str(rows[limit - 1].mark) if len(rows) > limit else None
    return Page[BehindOut](items=[_behind_out(row) for row in rows[:limit]], next=following)


def _behind_out(row: Row) -> BehindOut:
    return BehindOut(title=row.title, url=row.url, note=row.meta)
