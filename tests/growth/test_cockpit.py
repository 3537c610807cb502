"""How we are doing: who gets in, what it says of few and of many, what it costs."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests import cast
from tests.releases.scenes import landed

from trialogue.core import limits, site
from trialogue.hub.growth.counting import count_all, count_figures
from trialogue.hub.growth.figures import FIGURES
from trialogue.hub.growth.lists import LISTS
from trialogue.hub.growth.models import Reading
from trialogue.people.actions.joining import edit_profile

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
PAGE = "/manage/figures/"
LATER = cast.AT + timedelta(days=3)


def text(answer):
    """The page's words, without its marks."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode().partition("<main")[2]))


def crowd(n, *, answered):
    """So many who asked on the first day; Noa answered these within the hour."""
    shelf, noa = cast.category(), cast.member("Noa Peled")
    with limits.lifted():
        for nth in range(n):
            topic = cast.question(cast.member(f"Asker {nth}"), on=shelf, title=f"Question {nth}")
            if nth < answered:
                cast.reply(topic, noa, at=cast.AT + timedelta(hours=1))


def test_a_guest_is_led_to_sign_in():
    assert Client().get(PAGE)["Location"] == f"/accounts/login/?next={PAGE}"


@pytest.mark.parametrize(
    ("name", "status"),
    [("Wanjiru Kamau", 403), ("Shira Ben-Ami", 403), ("Joseph Otieno", 403), ("Noa Peled", 200), ("Ethan Brooks", 200)],
)
def test_those_who_may_manage_the_site_get_in(signed_in, counted, name, status):
    browser = signed_in(cast.member(name))
    counted(LATER)
    told = [browser.get(path).status_code for path in (PAGE, *(f"{PAGE}{behind}/" for behind in LISTS))]
    assert told == [status] * (len(LISTS) + 1)


def test_it_stands_among_the_rooms_of_managing(as_noa):
    assert as_noa.get("/manage/").content.decode().count(f'href="{PAGE}"') == 2


def test_before_the_first_count_it_says_so(as_noa):
    page = as_noa.get(PAGE)
    assert "Nothing is counted yet" in text(page)
    assert as_noa.get(f"{PAGE}active/").status_code == 404


def test_a_new_place_says_so_kindly(as_noa, counted):
    counted(LATER)
    assert "Nothing has happened yet As soon as somebody asks" in text(as_noa.get(PAGE))


def test_the_clock_counts(as_noa, run_jobs):
    cast.question(cast.member())
    count_figures.enqueue()
    run_jobs()
    assert set(Reading.objects.values_list("name", flat=True)) == {figure.name for figure in FIGURES}
    assert "1 question waits for a first answer" in text(as_noa.get(PAGE))


def test_the_sum_stands_on_the_page(as_noa, counted):
    wanjiru, tamar = cast.member(), cast.member("Tamar Levi")
    topic = cast.question(tamar, at=cast.AT - timedelta(days=40))
    cast.reply(topic, wanjiru)
    counted(LATER)
    page = text(as_noa.get(PAGE))
    assert "1 person was active in the last 28 days. No question waits for a first answer." in page
    assert (
        "1 active in the 28 days before + 1 for the first time + 0 came back − 1 fell silent = 1 active in the last 28 days"
    ) in page
    assert "0 of the 1 active before are active now." in page


def test_of_few_there_is_never_a_per_cent(as_noa, counted):
    crowd(7, answered=3)
    counted(LATER)
    page = text(as_noa.get(PAGE))
    assert "Only 7 questions in a year Too few for a rate or a curve." in page
    assert "within 24 hours 3 of 7" in page
    assert "1 of 8 gave something" in page
    assert " %" not in page.replace("95 %", "")
    assert as_noa.get(PAGE).content.decode().count("band-95") == 0


def test_of_many_the_rate_comes_with_its_range_and_a_curve(as_noa, counted):
    crowd(25, answered=20)
    counted(LATER)
    answer = as_noa.get(PAGE)
    page = text(answer)
    assert "First answers come in 1 hour" in page
    assert "within 24 hours 80 % (63 to 93 %)" in page
    assert "within 7 days 80 % (63 to 93 %)" in page
    assert answer.content.decode().count('class="band-95"') == 1
    assert "After Answered at least at most 2 hours 80 % 63 % 93 %" in page


def test_more_than_half_still_wait(as_noa, counted):
    crowd(25, answered=5)
    counted(LATER)
    assert "More than half have no answer" in text(as_noa.get(PAGE))


def test_each_figure_says_how_it_is_counted_on_how_many_and_when(as_noa, counted):
    crowd(2, answered=1)
    counted(LATER)
    page = text(as_noa.get(PAGE))
    shown = [figure for figure in FIGURES if str(figure.definition).split(":")[0][:40] in page.replace("&#x27;", "'")]
    assert [figure.name for figure in shown] == [figure.name for figure in FIGURES]
    assert page.count("How this is counted") == page.count(", as of") == len(FIGURES)


def test_who_waits_is_said_first(as_noa, counted, run_jobs):
    landed().release()
    counted(cast.AT + timedelta(days=42))
    page = text(as_noa.get(PAGE))
    assert (
        "1 question without an answer 0 asked today, 0 within the week, 1 longer ago. The oldest has waited 42 days."
        in page
    )
    assert "1 asker of what is out, not told" in page
    run_jobs()
    counted(cast.AT + timedelta(days=42))
    assert "1 was told and did not say whether it helped Of 1 person who asked and was told." in text(as_noa.get(PAGE))


def test_the_page_costs_the_same_whatever_is_counted(as_noa, counted, queries):
    crowd(1, answered=1)
    counted(LATER)
    one = queries(as_noa, PAGE)
    crowd_more = [cast.member(f"Other {nth}") for nth in range(3)]
    for nth, person in enumerate(crowd_more):
        edit_profile(person, by=person, at=cast.AT, country="KE")
        cast.question(person, title=f"Other {nth}")
    counted(LATER)
    assert queries(as_noa, PAGE) == one <= 12


def test_counting_costs_the_same_for_one_and_three(db):
    def cost(*names):
        for name in names:
            cast.reply(cast.question(cast.member(name), title=f"By {name}"), noa)
        with CaptureQueriesContext(connection) as seen:
            count_all(at=LATER)
        return len(seen.captured_queries)

    noa = cast.member("Noa Peled")
    cost("Nobody yet")
    assert cost("Asker 1") == cost("Asker 2", "Asker 3", "Asker 4")


def test_it_speaks_hebrew_from_the_right(as_noa, counted):
    site.change(languages=["en", "he"])
    crowd(1, answered=1)
    counted(LATER)
    assert 'dir="rtl"' in as_noa.get(f"/he{PAGE}").content.decode()
