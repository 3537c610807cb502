"""A visitor opens the first page."""

from datetime import timedelta

import pytest
from tests import cast

from trialogue.core import site
from trialogue.core.audiences import STAFF, Audience
from trialogue.core.edge.knowledge import knowledge
from trialogue.hub.front.figures import in_words
from trialogue.hub.front.where import MANY, READING, count_again
from trialogue.hub.growth.models import Reading
from trialogue.people.actions.joining import edit_profile

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


@pytest.fixture
def story(run_jobs):
    """Wanjiru asked on 3 September; 41 days later it came out."""
    wanjiru, noa, shira = cast.member(), cast.member("Noa Peled"), cast.member("Shira Ben-Ami")
    product = cast.product()
    topic = cast.question(wanjiru, title="Can we record a date when only the month is known?")
    plan = cast.milestone(product, shira)
    cast.landed(cast.carried(topic, noa, product), plan, shira, at=cast.AT + timedelta(days=21))
    cast.released(plan, shira, at=cast.AT + timedelta(days=41))
    run_jobs()
    return topic


def test_the_headline_is_a_true_story(client, story):
    page = client.get("/").content.decode()
    assert "<bdi>Wanjiru</bdi> asked. Forty-one days later, <em>it shipped.</em>" in page
    assert "“Can we record a date when only the month is known?”" in page
    assert "Wanjiru Kamau was told" in page


def test_without_a_story_the_tagline_speaks(client):
    site.change(name="OpenCapture", tagline="Data capture in the open.")
    page = client.get("/").content.decode()
    assert "<h1>Data capture in the open.</h1>" in page
    assert "Nobody has asked anything yet" in page
    assert "Nothing is planned yet" in page


def test_what_is_private_is_no_story_and_no_topic(client, run_jobs):
    noa, shira = cast.member("Noa Peled"), cast.member("Shira Ben-Ami")
    shelf = cast.category("Back room", audience=Audience.objects.get(pk=STAFF))
    topic = cast.question(noa, title="A secret question", on=shelf)
    product = cast.product()
    plan = cast.milestone(product, shira)
    cast.landed(cast.carried(topic, noa, product), plan, shira)
    cast.released(plan, shira)
    run_jobs()
    page = client.get("/").content.decode()
    assert "A secret question" not in page
    assert "asked." not in page


def test_guests_get_no_cookie(client, story):
    answer = client.get("/")
    assert answer.status_code == 200
    assert not answer.cookies
    assert b"csrfmiddlewaretoken" not in answer.content


def test_what_is_talked_about_says_how_it_stands(client, story):
    assert "In 4.2" in client.get("/").content.decode()


def test_it_costs_the_same_with_one_topic_and_with_three(client, story, queries):
    once = queries(client, "/")
    karen = cast.member("Karen Whitfield")
    for n in range(3):
        cast.question(karen, title=f"Another question {n}")
    assert queries(client, "/") == once <= 12


def people_of(country: str, n: int, *, shown: str = "public") -> None:
    for k in range(n):
        person = cast.member(f"{country} {shown} {k}")
        edit_profile(person, by=person, at=cast.AT, country=country, shown={"country": shown})


def test_countries_stand_there_from_five_people_on(client):
    people_of("KE", 5)
    people_of("IL", 3)
    people_of("FR", 2)
    people_of("DE", 6, shown="members")
    page = client.get("/").content.decode()
    assert "Kenya <span>5</span>" in page
    assert "and 5 elsewhere" in page
    assert "Israel" not in page
    assert "Germany" not in page


def test_too_few_elsewhere_are_not_counted(client):
    people_of("KE", 5)
    people_of("IL", 3)
    page = client.get("/").content.decode()
    assert "Kenya <span>5</span>" in page
    assert "elsewhere" not in page


def test_of_many_people_the_clock_counts(client):
    people_of("KE", 5)
    count_again(at=cast.AT)
    assert Reading.objects.get(name=READING).values == {"KE": 5}
    assert "Kenya <span>5</span>" in client.get("/").content.decode()
    Reading.objects.update(n=MANY, values={"": MANY - 12, "UG": 12})
    knowledge.forget()
    page = client.get("/").content.decode()
    assert "Uganda <span>12</span>" in page
    assert "Kenya" not in page


@pytest.mark.parametrize(
    ("number", "words"),
    [(0, "no"), (2, "two"), (12, "twelve"), (20, "twenty"), (41, "forty-one"), (99, "ninety-nine"), (100, "100")],
)
def test_numbers_are_words_up_to_ninety_nine(number, words):
    assert in_words(number) == words
