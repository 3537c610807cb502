"""Representatives of countries, the team, and who is where."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.cast import AT, category, member, question, unclaimed

from trialogue.core import site
from trialogue.core.activity.models import Event
from trialogue.core.errors import Conflict, NotAllowed, Refused
from trialogue.people.actions.joining import edit_profile
from trialogue.people.actions.representing import appoint_representative, end_representation
from trialogue.people.actions.suspending import suspend
from trialogue.people.countries import countries
from trialogue.people.representatives import Representation
from trialogue.people.world import TILES

pytestmark = pytest.mark.django_db


@pytest.fixture
def noa():
    return member("Noa Peled")


@pytest.fixture
def joseph():
    return member("Joseph Otieno")


def lives_in(person, country, shown="public"):
    edit_profile(person, by=person, at=AT, country=country, shown={"country": shown})


def test_a_manager_appoints_and_ends(client, noa, joseph):
    client.force_login(noa.account)
    assert "Representative" in client.get(joseph.get_absolute_url()).content.decode()
    where = reverse("represent", args=[joseph.handle.lower()])
    client.post(where, {"country": "KE"})
    client.logout()
    for page in ("team", "world"):
        said = client.get(reverse(page)).content.decode()
        assert "Joseph Otieno" in said
        assert "Kenya" in said
    assert "Kenya" in client.get(joseph.get_absolute_url()).content.decode()
    client.force_login(noa.account)
    row = Representation.objects.get()
    client.post(reverse("represent-end", args=[joseph.handle.lower(), row.pk]))
    assert "Kenya" not in client.get(reverse("team")).content.decode()
    assert [event.verb for event in Event.objects.filter(verb__startswith="representative.").order_by("pk")] == [
        "representative.appointed",
        "representative.ended",
    ]
    with pytest.raises(Conflict):
        end_representation(row, by=noa, at=AT)


def test_others_appoint_nobody(client, joseph):
    client.force_login(joseph.account)
    where = reverse("represent", args=[joseph.handle.lower()])
    assert client.post(where, {"country": "KE"}).status_code == 403
    with pytest.raises(NotAllowed):
        appoint_representative(joseph, country="KE", by=joseph, at=AT)


def test_a_representative_may_end_it_and_others_may_not(client, noa, joseph):
    row = appoint_representative(joseph, country="KE", by=noa, at=AT)
    where = reverse("represent-end", args=[joseph.handle.lower(), row.pk])
    client.force_login(member("Karen Whitfield").account)
    assert client.post(where).status_code == 403
    assert client.post(reverse("represent-end", args=["noa-peled", row.pk])).status_code == 404
    client.force_login(joseph.account)
    assert "Stop representing" in client.get(reverse("team")).content.decode()
    client.post(where)
    assert not Representation.objects.current().exists()


@pytest.mark.parametrize("country", ["", "XX", "kenya"])
def test_a_wrong_country_is_refused(client, noa, joseph, country):
    client.force_login(noa.account)
    page = client.post(reverse("represent", args=[joseph.handle.lower()]), {"country": country})
    assert page.status_code == 200
    with pytest.raises(Refused):
        appoint_representative(joseph, country=country, by=noa, at=AT)


def test_once_for_a_country_and_members_only(noa, joseph):
    appoint_representative(joseph, country="KE", by=noa, at=AT)
    with pytest.raises(Conflict):
        appoint_representative(joseph, country="KE", by=noa, at=AT)
    appoint_representative(joseph, country="UG", by=noa, at=AT)
    with pytest.raises(Refused):
        appoint_representative(unclaimed(), country="DE", by=noa, at=AT)


def test_who_is_kept_out_represents_nobody(client, noa, joseph):
    appoint_representative(joseph, country="KE", by=noa, at=AT)
    suspend(joseph, by=noa, at=AT, reason="Asked to pause.")
    assert "Joseph Otieno" not in client.get(reverse("team")).content.decode()


def test_the_team_stands_by_what_they_do_and_since_when(client, noa):
    member("Shira Ben-Ami")
    member("Karen Whitfield")
    parts = client.get(reverse("team")).context["parts"]
    assert [(part.title, [(mate.person.name, mate.roles) for mate in part.mates]) for part in parts] == [
        ("Look after this place", [("Noa Peled", ["community manager"])]),
        ("Decide and build", [("Shira Ben-Ami", ["maintainer"])]),
    ]
    assert "since 2026" in client.get(reverse("team")).content.decode()


def test_an_empty_team_says_so(client):
    assert "Nobody was appointed yet" in client.get(reverse("team")).content.decode()


def test_guests_are_told_of_no_small_country(client, noa):
    for number in range(5):
        lives_in(member(f"Somebody {number}"), "KE")
    lives_in(noa, "IL")
    lives_in(member("Tamar Levi"), "FR", shown="members")
    lives_in(member("Yael Cohen"), "DE", shown="nobody")
    page = client.get(reverse("world"))
    assert [(each.code, each.people) for each in page.context["world"].countries] == [("KE", 5)]
    assert page.context["world"].elsewhere == 1
    assert "Israel 1" not in page.content.decode()
    client.force_login(noa.account)
    seen = client.get(reverse("world")).context["world"]
    assert [(each.code, each.people) for each in seen.countries] == [("KE", 5), ("FR", 1), ("IL", 1)]
    assert seen.elsewhere == 0


def test_who_did_something_is_counted_apart(client, noa):
    lives_in(noa, "IL")
    lives_in(member("Tamar Levi"), "IL")
    category()
    from django.utils import timezone

    question(noa, at=timezone.now())
    client.force_login(noa.account)
    assert [(each.people, each.active) for each in client.get(reverse("world")).context["world"].countries] == [(2, 1)]


def test_every_tile_is_a_country_and_every_large_one_has_a_tile():
    assert set(TILES) - set(countries()) == set()
    assert len(TILES) == len(set(TILES.values()))
    assert len(TILES) >= 195
    assert {"IN", "US", "KE", "FR", "IL", "BR", "ZA", "CN", "DE", "NG", "ID", "AU", "CH"} <= set(TILES)


def test_the_pages_cost_the_same_whatever_stands_on_them(client, noa, joseph):
    client.force_login(noa.account)

    def cost(page):
        client.get(reverse(page))
        site.forget()
        site.current()
        with CaptureQueriesContext(connection) as counted:
            client.get(reverse(page))
        return len([each for each in counted.captured_queries if "core_site" not in each["sql"]])

    few = [cost(page) for page in ("team", "world")]
    for number, country in enumerate(("KE", "UG", "TZ")):
        person = member(f"Somebody {number}")
        lives_in(person, country)
        appoint_representative(person, country=country, by=noa, at=AT)
    assert [cost(page) for page in ("team", "world")] == few
    assert max(few) <= 12


def test_the_api_says_the_same(client, noa, joseph):
    appoint_representative(joseph, country="KE", by=noa, at=AT)
    lives_in(noa, "IL")
    assert [row["person"] for row in client.get("/api/v1/team").json()] == [joseph.handle, noa.handle]
    assert [row["country"] for row in client.get("/api/v1/representatives").json()] == ["KE"]
    assert client.get("/api/v1/world").json() == []
    client.force_login(noa.account)
    assert client.get("/api/v1/world").json() == [{"country": "IL", "people": 1, "active": 0, "represented": False}]
