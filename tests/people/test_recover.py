"""Recovering: a new password by a mailed code."""

import pytest
from django.core import mail
from django.test import Client
from tests.cast import member
from tests.people.doors import RESET, RESET_CODE, RESET_END, last_code, words_of

from trialogue.core.activity.models import Event

pytestmark = pytest.mark.django_db


def test_a_mailed_code_gives_a_new_password_and_ends_the_other_sessions(client):
    noa = member("Noa Peled")
    noa.account.set_password("what it was before")
    noa.account.save()
    elsewhere = Client()
    elsewhere.force_login(noa.account)
    assert client.post(RESET, {"email": "noa@example.org"})["Location"] == RESET_CODE
    assert client.post(RESET_CODE, {"code": last_code()})["Location"] == RESET_END
    answer = client.post(RESET_END, {"password1": "three small words"})
    assert Event.objects.filter(verb="account.password_reset", actor_id=noa.pk).count() == 1
    assert answer["Location"] == "/"
    assert client.get("/settings/").status_code == 200
    assert elsewhere.get("/settings/").status_code == 302
    assert "a new one" in mail.outbox[-1].body


@pytest.mark.parametrize(("wrong", "said"), [("short", "at least 10"), ("password123", "too common"), ("", "required")])
def test_a_weak_password_is_refused(client, wrong, said):
    member("Noa Peled")
    client.post(RESET, {"email": "noa@example.org"})
    client.post(RESET_CODE, {"code": last_code()})
    assert said in client.post(RESET_END, {"password1": wrong}).content.decode()


def test_known_and_unknown_addresses_look_alike():
    member("Noa Peled")
    known, unknown = Client(), Client()
    for client, address in ((known, "noa@example.org"), (unknown, "who@example.org")):
        assert client.post(RESET, {"email": address})["Location"] == RESET_CODE
    assert words_of(known.get(RESET_CODE)) == words_of(unknown.get(RESET_CODE))
    wrong = {"code": "000-00x"}
    assert words_of(known.post(RESET_CODE, wrong)) == words_of(unknown.post(RESET_CODE, wrong))
    assert [letter.to[0] for letter in mail.outbox] == ["noa@example.org", "who@example.org"]


def test_without_a_code_there_is_no_new_password(client):
    member("Noa Peled")
    client.post(RESET, {"email": "noa@example.org"})
    assert client.post(RESET_END, {"password1": "three small words"})["Location"] == RESET_CODE
