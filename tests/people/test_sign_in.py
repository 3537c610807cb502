"""Signing in: by a mailed code, or by a password for those who set one."""

import pytest
from django.core import mail
from django.test import Client
from tests.cast import member
from tests.people.doors import SIGN_IN, SIGN_IN_CODE, last_code, words_of

pytestmark = pytest.mark.django_db
PASSWORD = "three small words"
BY_PASSWORD = SIGN_IN + "?way=password"


@pytest.fixture
def noa():
    person = member("Noa Peled")
    person.account.set_password(PASSWORD)
    person.account.save()
    return person


def signed_in(client: Client) -> bool:
    return client.get("/settings/").status_code == 200


def test_a_mailed_code_signs_in(client, noa):
    assert client.post(SIGN_IN, {"login": "Noa@Example.org"})["Location"] == SIGN_IN_CODE
    answer = client.post(SIGN_IN_CODE, {"code": last_code(), "remember": "on"})
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert signed_in(client)
    assert client.session.get_expire_at_browser_close() is False


def test_at_a_shared_device_the_session_ends_with_the_browser(client, noa):
    client.post(SIGN_IN, {"login": "noa@example.org"})
    client.post(SIGN_IN_CODE, {"code": last_code()})
    assert signed_in(client)
    assert client.session.get_expire_at_browser_close() is True


def test_one_lands_where_one_wanted_to_go(client, noa):
    answer = client.get("/settings/tokens/")
    assert answer["Location"] == SIGN_IN + "?next=/settings/tokens/"
    answer = client.post(SIGN_IN, {"login": "noa@example.org", "next": "/settings/tokens/"})
    answer = client.post(answer["Location"], {"code": last_code()})
    assert answer["Location"] == "/settings/tokens/"


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example/", "\\\\evil.example"])
def test_nobody_is_led_to_another_site(client, noa, elsewhere):
    answer = client.post(BY_PASSWORD, {"login": "noa@example.org", "password": PASSWORD, "next": elsewhere})
    assert answer["Location"] == "/"


def test_a_password_signs_in(client, noa):
    assert b"Mail me a code instead" in client.get(BY_PASSWORD).content
    answer = client.post(BY_PASSWORD, {"login": "noa@example.org", "password": PASSWORD})
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert signed_in(client)


def test_a_new_code_takes_the_place_of_the_old(client, noa):
    client.post(SIGN_IN, {"login": "noa@example.org"})
    first = last_code()
    client.post(SIGN_IN_CODE, {"action": "resend"})
    second = last_code()
    assert first != second
    assert "The newest mail holds the one that works" in client.post(SIGN_IN_CODE, {"code": first}).content.decode()
    assert client.post(SIGN_IN_CODE, {"code": second})["Location"] == "/"


def test_known_and_unknown_addresses_look_alike_by_code(noa):
    known, unknown = Client(), Client()
    for client, address in ((known, "noa@example.org"), (unknown, "who@example.org")):
        assert client.post(SIGN_IN, {"login": address})["Location"] == SIGN_IN_CODE
    assert words_of(known.get(SIGN_IN_CODE)) == words_of(unknown.get(SIGN_IN_CODE))
    wrong = {"code": "000-00x"}
    assert words_of(known.post(SIGN_IN_CODE, wrong)) == words_of(unknown.post(SIGN_IN_CODE, wrong))
    assert [letter.to[0] for letter in mail.outbox] == ["noa@example.org", "who@example.org"]
    assert "nobody is a member with it" in mail.outbox[1].body
    resend = {"action": "resend"}
    assert words_of(known.post(SIGN_IN_CODE, resend, follow=True)) == words_of(
        unknown.post(SIGN_IN_CODE, resend, follow=True)
    )


def test_known_and_unknown_addresses_look_alike_by_password(noa):
    answers = [
        Client().post(BY_PASSWORD, {"login": address, "password": "a wrong password"})
        for address in ("noa@example.org", "who@example.org")
    ]
    assert words_of(answers[0]) == words_of(answers[1])
    assert "do not belong together" in words_of(answers[0])
    assert 'value="noa@example.org"' in answers[0].content.decode()


def test_a_password_is_checked_for_unknown_addresses_too(noa, monkeypatch, settings):
    """The same work for both, so that the time tells nothing."""
    from django.contrib.auth.hashers import MD5PasswordHasher

    hashed = []
    real = MD5PasswordHasher.encode
    monkeypatch.setattr(MD5PasswordHasher, "encode", lambda *args, **more: hashed.append(1) or real(*args, **more))
    member("Without Password")
    counts = []
    for address in ("noa@example.org", "without@example.org", "who@example.org"):
        hashed.clear()
        Client().post(BY_PASSWORD, {"login": address, "password": "a wrong password"})
        counts.append(len(hashed))
    assert counts == [1, 1, 1]


def test_passwords_are_tried_five_times(client, noa):
    for _attempt in range(5):
        client.post(BY_PASSWORD, {"login": "noa@example.org", "password": "a wrong password"})
    answer = client.post(BY_PASSWORD, {"login": "noa@example.org", "password": PASSWORD})
    assert "tried too often" in answer.content.decode()
    assert not signed_in(client)


def test_who_was_kept_out_does_not_come_in(client, noa):
    noa.account.is_active = False
    noa.account.save()
    answer = client.post(BY_PASSWORD, {"login": "noa@example.org", "password": PASSWORD})
    assert answer.status_code == 403
    assert "Nobody signs in with this account" in answer.content.decode()
    client.post(SIGN_IN, {"login": "noa@example.org"})
    assert not last_code()
    assert not signed_in(client)


def test_signing_out_asks_on_get_and_does_it_on_post(client, noa):
    client.force_login(noa.account)
    assert client.get("/accounts/logout/").status_code == 200
    assert signed_in(client)
    assert client.post("/accounts/logout/")["Location"] == "/"
    assert not signed_in(client)


def test_members_need_no_door(client, noa):
    client.force_login(noa.account)
    assert client.get(SIGN_IN)["Location"] == "/"
