"""While a title is typed: what was asked before, with its state; for who may see it."""

import re

import pytest
from tests import cast

from trialogue.core.audiences import STAFF, Audience
from trialogue.hub.forum import actions as forum

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(client, run_jobs):
    wanjiru, claire, noa = cast.member(), cast.member("Claire Fontaine"), cast.member("Noa Peled")
    solved = cast.question(wanjiru, title="The form refuses a half-known date")
    forum.accept(solved, cast.reply(solved, claire), by=wanjiru, at=cast.AT)
    cast.ticket(cast.product(), wanjiru, title="Refuse dates of the future")
    cast.question(
        noa, title="The form refuses our secret", on=cast.category("Staff", audience=Audience.objects.get(pk=STAFF))
    )
    run_jobs()
    client.force_login(wanjiru.account)


def near(page):
    rows = re.findall(r"<li>.*?</li>", page[page.index('class="similar"') :].partition("</section>")[0])
    return [re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", row)).strip() for row in rows]


def test_similar_titles_are_shown_with_their_state(client, asked):
    page = client.get("/forum/ask/similar/?title=Why+does+the+form+refuse+dat").content.decode()
    first, second = near(page)
    assert first.startswith("The form refuses a half-known date Question With an accepted answer")
    assert second.startswith("Refuse dates of the future Ticket New")


@pytest.mark.parametrize("title", ["", "Date", "zz qq ww", "The", '"', "%00"])
def test_of_too_little_nothing_is_guessed(client, asked, title):
    answer = client.get("/forum/ask/similar/", {"title": title})
    assert (answer.status_code, answer.content) == (200, b"\n")


def test_without_javascript_the_preview_shows_them(client, asked):
    page = client.post(
        "/forum/ask/", {"title": "The form refuses dates", "source": "x", "preview": "1"}
    ).content.decode()
    assert [row.partition(" Question")[0] for row in near(page)][:1] == ["The form refuses a half-known date"]
    assert "secret" not in page
