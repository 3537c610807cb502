"""What is answered before anything runs."""

import pytest

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", ["/t/1/a%00b/", "/people/%00/", "/releases/opencapture/4%002/"])
def test_an_address_with_a_zero_character_is_not_found(client, address):
    answer = client.get(address)
    assert answer.status_code == 404
    assert answer["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("address", ["/forum/?view=%00", "/tickets/?milestone=%00"])
def test_what_is_asked_behind_it_loses_its_zero_characters(client, address):
    assert client.get(address).status_code == 200


@pytest.mark.parametrize("address", ["/t/{}/", "/t/{}/a/", "/t/{}/a/1/", "/tickets/{}/", "/tickets/{}/1/"])
@pytest.mark.parametrize("number", [2**63, 10**30])
def test_an_address_with_a_number_wider_than_any_column_is_not_found(client, address, number):
    assert client.get(address.format(number)).status_code == 404
