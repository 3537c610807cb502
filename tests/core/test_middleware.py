"""What is answered before anything runs."""

import pytest


@pytest.mark.parametrize("address", ["/t/1/a%00b/", "/people/%00/", "/forum/?view=%00", "/tickets/?milestone=4%00"])
def test_a_zero_character_is_refused(client, address):
    answer = client.get(address)
    assert answer.status_code == 400
    assert answer["X-Content-Type-Options"] == "nosniff"
