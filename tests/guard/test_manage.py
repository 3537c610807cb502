"""Managers and moderators read counts; managers switch detectors."""

from datetime import timedelta

import pytest
from django.utils import timezone
from tests import cast
from tests.conversations.rooms import text_of
from tests.guard.samples import SSN

from trialogue.core import site
from trialogue.core.activity.models import Event
from trialogue.core.errors import NeedsLook, NotAllowed, Refused
from trialogue.core.guarding import look_over
from trialogue.core.guarding.models import Outcome, Sighting
from trialogue.core.guarding.sightings import prune_sightings
from trialogue.hub.front.actions import switch_detector

pytestmark = pytest.mark.django_db
DOOR = "/manage/guard/"


@pytest.fixture
def noa():
    return cast.member("Noa Peled")


def seen(kind="us_ssn", outcome=Outcome.ASKED, *, days=0, person=None):
    at = timezone.now() - timedelta(days=days)
    return Sighting.objects.create(kind=kind, place="topic", outcome=outcome, at=at, person_id=person and person.pk)


def page(client, person):
    client.force_login(person.account)
    return text_of(client.get(DOOR))


def test_counts_by_kind_and_month(client, noa):
    for outcome in (Outcome.ASKED, Outcome.ASKED, Outcome.OVERRULED):
        seen(outcome=outcome)
    seen("password", Outcome.REFUSED)
    seen(days=400)
    shown = " ".join(page(client, noa).split())
    assert shown.count("table-wrap") == 1
    assert (
        '<td>A password</td><td class="r">1</td><td class="r">0</td><td class="r">0</td><td class="r">0</td></tr>'
        '<tr><td>A US Social Security number</td><td class="r">0</td><td class="r">2</td><td class="r">1</td><td class="r">0</td>'
        in shown
    )


def test_false_alarms_say_who_and_where_and_never_what(client, noa):
    wanjiru = cast.member()
    seen(outcome=Outcome.FALSE_ALARM, person=wanjiru)
    assert "<b>A US Social Security number</b> in a topic, told by" in page(client, noa)
    assert 'href="/people/wanjiru/"' in page(client, noa)


def test_what_no_page_counts_is_forgotten():
    fresh, _old = seen(), seen(days=401)
    prune_sightings.call()
    assert list(Sighting.objects.all()) == [fresh]


def test_nothing_yet(client, noa):
    assert "Nothing was noticed in the last twelve months" in page(client, noa)


def test_who_may_come_in(client, noa):
    assert client.get(DOOR)["Location"] == f"/accounts/login/?next={DOOR}"
    for who, status in (("Joseph Otieno", 200), ("Shira Ben-Ami", 403), ("Wanjiru Kamau", 403), ("Ethan Brooks", 403)):
        client.force_login(cast.member(who).account)
        assert client.get(DOOR).status_code == status


def test_a_moderator_reads_and_does_not_switch(client):
    joseph = cast.member("Joseph Otieno")
    assert "Switch off" not in page(client, joseph)
    assert f'href="{DOOR}"' in text_of(client.get("/"))
    assert client.post(DOOR, {"off": "us_ssn"}).status_code == 403
    with pytest.raises(NotAllowed):
        switch_detector("us_ssn", on=False, by=joseph, at=cast.AT)


def test_a_manager_switches_a_detector_off_and_on(client, noa):
    client.force_login(noa.account)
    assert client.post(DOOR, {"off": "us_ssn"})["Location"] == DOOR
    site.forget()
    look_over("topic", by_id=noa.pk, at=cast.AT, source=f"SSN {SSN}")
    assert "switched off" in page(client, noa)
    client.post(DOOR, {"on": "us_ssn"})
    site.forget()
    with pytest.raises(NeedsLook):
        look_over("topic", by_id=noa.pk, at=cast.AT, source=f"SSN {SSN}")
    said = Event.objects.filter(verb__startswith="guard.").order_by("pk").values_list("verb", flat=True)
    assert list(said) == ["guard.switched_off", "guard.switched_on"]
    assert "had the guard notice no longer: a US Social Security number." in text_of(client.get("/manage/audit/"))


def test_switched_twice_is_switched_once(noa):
    for _ in range(2):
        switch_detector("us_ssn", on=False, by=noa, at=cast.AT)
    assert Event.objects.filter(verb="guard.switched_off").count() == 1


def test_an_unknown_kind(client, noa):
    client.force_login(noa.account)
    assert client.post(DOOR, {"off": "<script>"}).status_code == 404
    with pytest.raises(Refused):
        switch_detector("nothing", on=False, by=noa, at=cast.AT)


def test_the_same_by_the_api(client, noa):
    seen()
    seen(outcome=Outcome.FALSE_ALARM, person=noa)
    client.force_login(noa.account)
    told = client.put("/api/v1/guard/detectors/us_ssn", {"on": False}, content_type="application/json").json()
    assert {one["kind"] for one in told["detectors"] if not one["on"]} == {"us_ssn"}
    assert [(row["kind"], row["asked"]) for row in client.get("/api/v1/guard").json()["counted"]] == [("us_ssn", 1)]
    assert [(row["kind"], row["person"]) for row in told["false_alarms"]] == [("us_ssn", "noa")]
    client.force_login(cast.member().account)
    assert client.get("/api/v1/guard").status_code == 403


def test_the_page_costs_the_same_with_one_and_three(client, noa, django_assert_max_num_queries):
    client.force_login(noa.account)
    found = []
    for more in (1, 2):
        for n in range(more):
            seen(outcome=Outcome.FALSE_ALARM, person=cast.member(f"Reader {more} {n}"), days=40 * n)
        client.get(DOOR)
        with django_assert_max_num_queries(12) as counted:
            client.get(DOOR)
        found.append(len(counted))
    assert found[0] == found[1]
