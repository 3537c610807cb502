"""The one-time link of the command line."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import Client
from tests.cast import member

from trialogue.people.signin_links import make_link

pytestmark = pytest.mark.django_db


def test_opening_it_shows_a_button_and_pressing_it_signs_in_once():
    link = make_link(member("Noa Peled"))
    client, other = Client(), Client()
    page = client.get(link)
    assert (page.status_code, "no-store" in page["Cache-Control"]) == (200, True)
    assert "Sign in as Noa Peled" in page.content.decode()
    assert client.get("/settings/").status_code == 302
    assert client.post(link)["Location"] == "/"
    assert client.get("/settings/").status_code == 200
    assert other.post(link).status_code == 410
    assert "works no more" in other.get(link).content.decode()


def test_after_an_hour_it_is_too_old():
    now = datetime.now(UTC)
    link = make_link(member("Noa Peled"))
    with time_machine.travel(now + timedelta(minutes=59)):
        assert Client().get(link).status_code == 200
    with time_machine.travel(now + timedelta(minutes=61)):
        assert Client().get(link).status_code == 410


@pytest.mark.parametrize("address", ["MQ/x", "!!/x", "OTk5OTk5OTk5OTk5OTk5OTk5OTk5OTk/x", "MQ/abc-def"])
def test_a_wrong_link_says_so(client, address):
    assert client.post(f"/accounts/link/{address}/").status_code == 410
