"""While somebody types @, # or : the text goes on with people, tickets, titles; of what they may see."""

import json

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests import cast
from tests.conversations.rooms import room

from trialogue.core import limits
from trialogue.core.audiences import STAFF, Audience
from trialogue.people.actions.joining import join

pytestmark = pytest.mark.django_db


@pytest.fixture
def here(client):
    found = room()
    client.force_login(found.asker.account)
    return found


def offered(client, sign, words, **more):
    response = client.get(reverse("complete"), {"sign": sign, "q": words, **more})
    assert response.status_code == 200
    return [choice["text"] for choice in json.loads(response.content)["choices"]]


def test_people_by_handle_and_by_each_of_their_names(client, here):
    cast.member("Karen Whitfield")
    assert offered(client, "@", "kar") == ["@karen"]
    assert offered(client, "@", "Whit") == ["@karen"]
    assert offered(client, "@", "hit") == []


def test_who_takes_part_comes_first_even_before_a_letter(client, here):
    cast.member("Clara Adler")
    assert offered(client, "@", "", talk=here.talk.pk) == ["@claire"]
    assert offered(client, "@", "cla", talk=here.talk.pk)[0] == "@claire"
    assert set(offered(client, "@", "cla")) == {"@claire", "@clara"}


def test_nobody_without_an_account_is_offered(client, here):
    join(name="Claudia Imported", language="", at=cast.AT)
    assert offered(client, "@", "claud") == []


def test_tickets_by_number_and_words(client, here, run_jobs):
    product, shira = cast.product(), cast.member("Shira Ben-Ami")
    for number in range(1, 13):
        cast.ticket(product, shira, title=f"Unusual wish {number}")
    run_jobs()
    assert offered(client, "#", "1") == ["#1", "#10", "#11", "#12"]
    assert offered(client, "#", "12") == ["#12"]
    assert offered(client, "#", "unusual wi")[0] == "#12"
    assert offered(client, "#", "99999999999999999999") == []


def test_titles_are_cited_by_an_address_without_their_words(client, here, run_jobs):
    run_jobs()
    assert offered(client, ":", "half-kn") == [f"{settings.BASE_URL}/t/{here.topic.pk}/"]
    assert offered(client, ":", "h") == [], "one letter begins too much"


def test_private_things_are_offered_to_nobody_else(client, here, run_jobs):
    staff = cast.category("Staff", audience=Audience.objects.get(pk=STAFF))
    noa = cast.member("Noa Peled")
    secret = cast.question(noa, title="Unspoken matter", on=staff)
    cast.ticket(cast.product(), noa, title="Unspoken fault", private=True)
    run_jobs()
    assert offered(client, ":", "unspo") == []
    assert offered(client, "#", "unspo") == offered(client, "#", "1") == []
    assert offered(client, "@", "", talk=secret.conversation_id) == []
    client.force_login(noa.account)
    assert offered(client, ":", "unspo") == [f"{settings.BASE_URL}/t/{secret.pk}/"]


def test_what_is_no_sign_offers_nothing(client, here):
    for sign, words in (("", "x"), ("!", "x"), ("@", "%"), ("@", '"'), ("#", "' OR 1"), (":", '"'), (":", "*:*")):
        assert offered(client, sign, words) == []


def test_guests_are_asked_to_sign_in(client, db):
    assert client.get(reverse("complete"), headers={"accept": "application/json"}).status_code == 401


def test_it_costs_a_few_queries_whatever_there_is(client, here):
    for number in range(12):
        cast.member(f"Claus Number{number}")
    offered(client, "@", "cl", talk=here.talk.pk)
    with CaptureQueriesContext(connection) as counted:
        assert len(offered(client, "@", "cl", talk=here.talk.pk)) == 8
    assert len(counted) <= 8


def test_who_asks_too_often_waits(client, here, monkeypatch):
    monkeypatch.setitem(limits.RATES, "complete", limits.Rate(1, 60))
    offered(client, "@", "x")
    assert client.get(reverse("complete"), {"sign": "@", "q": "x"}).status_code == 429
