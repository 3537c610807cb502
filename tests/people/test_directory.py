"""The list of people: by name, in pages, with what each chose to show."""

import re

import pytest
from django.test import Client
from tests.cast import AT, member, unclaimed

from trialogue.people.actions.joining import begin, choose_voices, edit_profile
from trialogue.people.persons import Person

pytestmark = pytest.mark.django_db


def names(client: Client, address="/people/") -> list[str]:
    return [row["person"].name for row in client.get(address).context["rows"]]


def lives_in(person: Person, country: str, shown: str = "public") -> None:
    edit_profile(person, by=person, at=AT, country=country, shown={"country": shown})


def test_members_stand_by_name_and_imported_people_do_not(client):
    for name in ("Wanjiru Kamau", "Amina Odhiambo", "Noa Peled"):
        member(name)
    unclaimed("Gerd Alt")
    assert names(client) == ["Amina Odhiambo", "Noa Peled", "Wanjiru Kamau"]


def test_an_empty_list_says_how_it_starts(client):
    assert "Nobody has joined yet" in client.get("/people/").content.decode()


def test_pages_follow_each_other_without_gaps_also_among_equal_names(client):
    for number in range(65):
        member("Same Name" if number < 40 else f"Somebody {number}")
    seen, address = [], "/people/"
    while address:
        page = client.get(address)
        seen += [row["person"].pk for row in page.context["rows"]]
        address = page.context["older"]
    assert len(seen) == len(set(seen)) == 65


def test_the_way_on_speaks_of_more_not_of_time(client):
    for number in range(31):
        member(f"Somebody {number:02}")
    first = client.get("/people/")
    assert re.search(r'rel="next"[^>]*>More<', first.content.decode())
    second = client.get(first.context["older"]).content.decode()
    assert re.search(r'rel="prev"[^>]*><svg.*?</svg>Back</a>', second)
    assert not re.search("Older|Newer", first.content.decode() + second)


@pytest.mark.parametrize("after", ["x", "0", "-1", "9" * 40, "%00"])
def test_a_wrong_place_begins_at_the_top(client, after):
    member("Noa Peled")
    assert names(client, f"/people/?after={after}") == ["Noa Peled"]


def test_voices_filter_by_links(client):
    noa = member("Noa Peled")
    choose_voices(noa, voices=["user", "steward"], by=noa, at=AT)
    member("Priya Raghavan")
    assert names(client, "/people/?voice=steward") == ["Noa Peled"]
    assert names(client, "/people/?voice=user") == ["Noa Peled"]
    assert names(client, "/people/?voice=nonsense") == ["Noa Peled", "Priya Raghavan"]


def test_countries_filter_only_among_those_who_show_theirs(client):
    noa, wanjiru, amina = (member(name) for name in ("Noa Peled", "Wanjiru Kamau", "Amina Odhiambo"))
    lives_in(noa, "KE", "nobody")
    lives_in(wanjiru, "KE", "members")
    lives_in(amina, "KE")
    assert names(client, "/people/?country=KE") == ["Amina Odhiambo"]
    client.force_login(amina.account)
    assert names(client, "/people/?country=KE") == ["Amina Odhiambo", "Wanjiru Kamau"]
    client.force_login(noa.account)
    assert names(client, "/people/?country=KE") == ["Amina Odhiambo", "Noa Peled", "Wanjiru Kamau"]


def test_a_hidden_country_is_not_even_offered(client):
    lives_in(member("Noa Peled"), "IL", "nobody")
    page = client.get("/people/").content.decode()
    assert "Israel" not in page
    assert 'value="IL"' not in page


def test_nobody_answers_to_a_filter(client):
    member("Noa Peled")
    assert "Nobody here answers to that" in client.get("/people/?country=FR").content.decode()


def test_it_speaks_hebrew(client):
    lives_in(member("Noa Peled"), "IL")
    page = client.get("/he/people/").content.decode()
    assert 'dir="rtl"' in page
    assert "ישראל" in page


def queries_of(client: Client, address: str, count) -> int:
    client.get(address)
    with count() as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def test_one_and_many_people_cost_the_same(client, django_assert_max_num_queries):
    noa = member("Noa Peled")
    client.force_login(noa.account)
    few = queries_of(client, "/people/", lambda: django_assert_max_num_queries(12))
    for number in range(40):
        lives_in(member(f"Somebody {number}"), "KE")
    assert queries_of(client, "/people/", lambda: django_assert_max_num_queries(12)) == few


def test_nobody_is_told_that_somebody_is_about_to_join(client):
    for name in ("Amina Odhiambo", "Zuri Noor"):
        member(name)
    expected = begin(name="Karen Whitfield", language="en", at=AT)
    for place in (expected.pk, expected.handle):
        assert names(client, f"/people/?after={place}") == ["Amina Odhiambo", "Zuri Noor"]


def test_a_country_shown_to_nobody_is_offered_to_its_own_alone(client):
    tamar = member("Tamar Levi")
    lives_in(tamar, "IL", shown="nobody")
    client.force_login(tamar.account)
    assert 'value="IL"' in client.get("/people/").content.decode()
    client.force_login(member("Noa Peled").account)
    assert 'value="IL"' not in client.get("/people/").content.decode()
