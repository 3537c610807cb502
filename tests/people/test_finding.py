"""Finding people by what they show: to whom, and what it costs."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.cast import AT, member, unclaimed

from trialogue.people import facets
from trialogue.people.actions.accounts import open_account
from trialogue.people.actions.joining import arrive, begin, edit_profile
from trialogue.people.actions.suspending import lift_suspension, suspend
from trialogue.people.facets import FacetTally, PersonFacet

pytestmark = pytest.mark.django_db


def names(client, **asked):
    return [row["person"].name for row in client.get("/people/", asked).context["rows"]]


def says(person, shown=None, **fields):
    edit_profile(person, by=person, at=AT, shown=shown, **fields)


def tallies(**more):
    return set(FacetTally.objects.filter(members__gt=0, **more).values_list("value", "public", "members"))


def options(client, name):
    choices = client.get("/people/").context["choices"]
    return [(each.value, each.count) for choice in choices if choice.asked.name == name for each in choice.options]


@pytest.fixture
def claire():
    claire = member("Claire Fontaine")
    says(claire, says="biostatistician, Lyon", skills=["SAS", "R"], languages=["fr", "en"], country="FR")
    return claire


@pytest.mark.parametrize("q", ["claire", "CLAI", "font", "@Claire", "biostat", "lyon claire", "fontaine  clai"])
def test_by_name_handle_or_line(client, claire, q):
    member("Karen Whitfield")
    assert names(client, q=q) == ["Claire Fontaine"]


@pytest.mark.parametrize("q", ["laire", "claire karen", "%", "_", "' OR 1=1", "\x00", "zz" * 60])
def test_what_nobody_is_called_finds_nobody_or_everybody(client, claire, q):
    assert names(client, q=q) in ([], ["Claire Fontaine"])


def test_each_filter_and_several_at_once(client, claire):
    member("Karen Whitfield")
    says(claire, would_like=["Translate"], shown={"would_like": "public"})
    for asked in ({"skill": "sas"}, {"language": "fr"}, {"country": "FR"}, {"would_like": " translate "}):
        assert names(client, **asked) == ["Claire Fontaine"]
    assert names(client, skill="SAS", language="fr", country="FR") == ["Claire Fontaine"]
    assert names(client, skill="SAS", country="KE") == []


def test_by_role(client):
    for name in ("Noa Peled", "Shira Ben-Ami", "Karen Whitfield"):
        member(name)
    assert names(client, role="maintainer") == ["Shira Ben-Ami"]
    assert names(client, role="operator") == []


@pytest.mark.parametrize("field", ["skills", "languages", "would_like"])
def test_what_is_hidden_finds_nobody_from_that_moment_on(client, claire, field):
    said = {"skills": "Docker", "languages": "sw", "would_like": "mentor"}[field]
    asked = {"skills": "skill", "languages": "language", "would_like": "would_like"}[field]
    says(claire, **{field: [said]}, shown={field: "public"})
    assert names(client, **{asked: said}) == ["Claire Fontaine"]
    says(claire, shown={field: "members"})
    assert names(client, **{asked: said}) == []
    client.force_login(member("Tamar Levi").account)
    assert names(client, **{asked: said}) == ["Claire Fontaine"]
    says(claire, shown={field: "nobody"})
    assert names(client, **{asked: said}) == []
    assert said not in [value for value, _count in options(client, asked)]
    client.force_login(claire.account)
    assert names(client, **{asked: said}) == ["Claire Fontaine"]


def test_how_many_say_the_same_is_counted_with_every_change(claire):
    tamar = member("Tamar Levi")
    says(tamar, skills=["sas", "R", "r "], shown={"skills": "members"})
    assert tallies(kind="skill") == {("sas", 1, 2), ("r", 1, 2)}
    says(claire, skills=["SAS"])
    says(tamar, shown={"skills": "nobody"})
    assert tallies(kind="skill") == {("sas", 1, 1)}
    before = tallies()
    facets.count_all()
    assert tallies() == before


def test_who_is_kept_out_is_not_found_and_not_counted(client, claire):
    noa = member("Noa Peled")
    suspend(claire, by=noa, at=AT, reason="Sold addresses.")
    assert (names(client, q="claire"), tallies(kind="skill")) == ([], set())
    assert not PersonFacet.objects.filter(person=claire).exists()
    lift_suspension(claire, by=noa, at=AT)
    assert names(client, q="claire", skill="R") == ["Claire Fontaine"]


def test_only_members_are_looked_for(client):
    gerd, expected = unclaimed("Gerd Alt"), begin(name="Yael Cohen", language="en", at=AT)
    assert names(client, q="gerd") == names(client, q="yael") == []
    assert not PersonFacet.objects.exists()
    open_account(gerd, email="gerd@example.org", at=AT)
    open_account(expected, email="yael@example.org", at=AT)
    assert names(client, q="yael") == []
    arrive(expected, at=AT)
    assert (names(client, q="gerd"), names(client, q="yael")) == (["Gerd Alt"], ["Yael Cohen"])


def test_guests_are_told_no_small_numbers(client, claire):
    assert ("R", None) in options(client, "skill")
    for number in range(4):
        says(member(f"Somebody {number}"), skills=["r"])
    assert ("R", 5) in options(client, "skill")
    client.force_login(claire.account)
    assert ("SAS", 1) in options(client, "skill")


def test_many_at_once_are_as_one_by_one(claire):
    said, counted = set(PersonFacet.objects.values_list("kind", "value", "label", "shown")), tallies()
    PersonFacet.objects.all().delete()
    facets.keep_all([claire.pk])
    assert set(PersonFacet.objects.values_list("kind", "value", "label", "shown")) == said
    assert tallies() == counted


def test_the_newest_come_first_and_pages_go_on(client):
    for number in range(31):
        member(f"Somebody {number:02}")
    first = client.get("/people/", {"sort": "newest"})
    assert first.context["rows"][0]["person"].name == "Somebody 30"
    second = client.get(first.context["older"])
    assert [row["person"].name for row in second.context["rows"]] == ["Somebody 00"]


def test_filters_are_dropped_one_by_one(client, claire):
    page = client.get("/people/", {"skill": "SAS", "language": "fr"})
    assert [(choice.said, choice.without) for choice in page.context["chosen"]] == [
        ("French", "/people/?skill=SAS"),
        ("SAS", "/people/?language=fr"),
    ]


def test_what_is_asked_is_shown_as_it_is(client):
    page = client.get("/people/", {"q": '"><script>alert(1)</script>', "skill": "<b>x</b>"}).content.decode()
    assert "<script>alert" not in page
    assert "<b>x</b>" not in page


def test_a_search_costs_the_same_whatever_it_finds(client, claire):
    client.force_login(claire.account)
    asked = {"q": "a", "skill": "r", "language": "en", "voice": "user"}

    def cost():
        client.get("/people/", asked)
        with CaptureQueriesContext(connection) as counted:
            client.get("/people/", asked)
        return len(counted.captured_queries)

    few = cost()
    for number in range(3):
        says(member(f"Anna {number}"), skills=["R"], languages=["en"])
    assert cost() == few <= 12


def test_the_api_finds_the_same(client, claire):
    member("Karen Whitfield")
    found = client.get("/api/v1/people", {"q": "clai", "skill": "sas", "country": "FR"}).json()["items"]
    assert [person["handle"] for person in found] == [claire.handle]
    said = client.get("/api/v1/people/facets/skill").json()
    assert said == [{"value": "R", "label": "R", "count": None}, {"value": "SAS", "label": "SAS", "count": None}]
