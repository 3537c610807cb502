"""The page of search: hits with marks, what narrows them, what it says when there are none."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests import cast

from trialogue.core import limits
from trialogue.core.edge.kept import kept
from trialogue.core.search.indexing import begin_anew, catch_up
from trialogue.core.search.models import SearchDocument
from trialogue.hub.forum import actions as forum
from trialogue.hub.forum.models import TopicKind

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


@pytest.fixture
def asked(run_jobs):
    wanjiru, claire = cast.member(), cast.member("Claire Fontaine")
    solved = cast.question(wanjiru, title="Half-known dates", source="<b>A date</b> & more")
    forum.accept(solved, cast.reply(solved, claire), by=wanjiru, at=cast.AT)
    cast.question(wanjiru, title="Dates in Hebrew", on=cast.category("Languages"))
    cast.question(claire, title="An idea about dates", kind=TopicKind.IDEA)
    run_jobs()


def links(page):
    side = page[page.index('<nav class="side facet"') : page.index("</nav>", page.index('<nav class="side facet"'))]
    return dict(re.findall(r"<bdi>([^<]+)</bdi> <span>(\d+)</span>", side))


def titles(page):
    hits = page[page.index("list hits") : page.index("</ol>")]
    return [re.sub("<[^>]+>", "", title) for title in re.findall(r"<h2[^>]*>(.*?)</h2>", hits)]


def test_hits_are_marked_and_narrowed(client, asked):
    page = client.get("/search/?q=date").content.decode()
    assert sorted(titles(page)) == ["An idea about dates", "Dates in Hebrew", "Half-known dates"]
    assert "Half-known <mark>dates</mark>" in page
    assert links(page) == {
        "Everywhere": "3", "Questions": "2", "Ideas": "1", "Designing forms": "2", "Languages": "1",
        "With an accepted answer": "1", "Still open": "1",
    }  # fmt: skip
    assert titles(client.get("/search/?q=date&place=idea").content.decode()) == ["An idea about dates"]
    assert titles(client.get("/search/?q=date&answer=yes").content.decode()) == ["Half-known dates"]
    assert titles(client.get("/search/?q=date&category=languages").content.decode()) == ["Dates in Hebrew"]


def test_what_people_wrote_is_text(client, run_jobs):
    cast.question(cast.member(), title="<script>alert(1)</script> dates", source="`<img src=x onerror=alert(1)>` dates")
    run_jobs()
    page = client.get("/search/?q=dates+%3Cscript%3E").content.decode()
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "&lt;img src=x onerror" in page


@pytest.mark.parametrize(
    "query", ["", "?q=", "?q=nothingofthat", "?q=date&place=nowhere&language=xx&after=-1&category=%00", "?q=%22"]
)
def test_it_always_answers(client, asked, query):
    assert client.get(f"/search/{query}").status_code == 200


def test_more_hits_stand_on_the_next_page(client, run_jobs):
    wanjiru = cast.member()
    with limits.lifted():
        for number in range(23):
            cast.question(wanjiru, title=f"Date {number}", at=cast.AT.replace(minute=number))
    run_jobs()
    first = client.get("/search/?q=date").content.decode()
    assert len(titles(first)) == 20
    assert 'href="/search/?q=date&amp;after=20"' in first
    assert len(set(titles(first)) | set(titles(client.get("/search/?q=date&after=20").content.decode()))) == 23


def test_a_page_asks_as_many_queries_for_three_hits_as_for_eleven(client, asked, run_jobs):
    def asks():
        kept.forget()
        with CaptureQueriesContext(connection) as made:
            client.get("/search/?q=date")
        return len(made)

    cast.reply(cast.question(cast.member("Karen Whitfield"), title="Date 0"), cast.member("Hiba Nasser"), "dates")
    run_jobs()
    before = asks()
    with limits.lifted():
        for number in range(8):
            cast.reply(
                cast.question(cast.member(f"Some One{number}"), title=f"Date {number}"),
                cast.member(f"An Other{number}"),
                "dates",
            )
    run_jobs()
    assert asks() == before


def test_everything_can_be_indexed_anew_in_steps(asked):
    before = list(
        SearchDocument.objects.order_by("kind", "object_id").values_list("kind", "object_id", "title", "body")
    )
    SearchDocument.objects.filter(kind="post").delete()
    begin_anew()
    while not catch_up(seconds=0):
        pass
    after = SearchDocument.objects.order_by("kind", "object_id").values_list("kind", "object_id", "title", "body")
    assert list(after) == before
    assert set(SearchDocument.objects.values_list("made", flat=True)) == {1}
