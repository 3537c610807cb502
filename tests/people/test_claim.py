"""'This is me': asking for a profile that came with the archive."""

import pytest
from tests.cast import AT, member, unclaimed

from trialogue.people.actions.claims import merge
from trialogue.people.persons import Claim

pytestmark = pytest.mark.django_db
ADDRESS = "/people/gerd/claim/"


@pytest.fixture
def gerd():
    return unclaimed("Gerd Alt")


@pytest.fixture
def noa(client):
    person = member("Noa Peled")
    client.force_login(person.account)
    return person


def test_guests_are_led_to_sign_in_and_back(client, gerd):
    assert "This is me" in client.get("/people/gerd/").content.decode()
    assert client.get(ADDRESS)["Location"] == "/accounts/login/?next=/people/gerd/claim/"


def test_a_claim_is_asked_once(client, gerd, noa):
    answer = client.post(ADDRESS, {"words": "I wrote from the hospital."})
    assert answer["Location"] == "/people/gerd/"
    assert list(Claim.objects.values_list("person", "by", "words")) == [(gerd.pk, noa.pk, "I wrote from the hospital.")]
    again = client.post(ADDRESS, {"words": "Really."}).content.decode()
    assert "You have asked for this profile already" in again
    assert "Really." in again


@pytest.mark.parametrize(("words", "said"), [("", "Write one sentence"), ("x" * 501, "at most 500")])
def test_wrong_input_is_named(client, gerd, noa, words, said):
    assert said in client.post(ADDRESS, {"words": words}).content.decode()
    assert not Claim.objects.exists()


def test_what_belongs_to_somebody_cannot_be_claimed(client, gerd, noa):
    wanjiru = member("Wanjiru Kamau")
    assert client.get("/people/wanjiru/claim/")["Location"] == "/people/wanjiru/"
    merge(gerd, into=wanjiru, by=None, at=AT)
    assert client.post(ADDRESS, {"words": "Me."})["Location"] == "/people/wanjiru/"
    assert not Claim.objects.exists()
