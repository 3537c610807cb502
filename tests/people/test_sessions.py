"""Where one is signed in, and ending it."""

import json

import pytest
from django.test import Client
from tests.cast import member
from tests.people.doors import SIGN_IN, SIGN_IN_CODE, last_code

from trialogue.core.activity.models import Event
from trialogue.people.devices import device_name

pytestmark = pytest.mark.django_db
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0"


def device(agent=FIREFOX) -> Client:
    client = Client(headers={"user-agent": agent})
    client.post(SIGN_IN, {"login": "noa@example.org"})
    client.post(SIGN_IN_CODE, {"code": last_code()})
    return client


def is_in(client: Client) -> bool:
    return client.get("/settings/").status_code == 200


def test_devices_are_listed_in_words_and_one_is_signed_out():
    noa = member("Noa Peled")
    here, phone = device(), device("Mozilla/5.0 (Linux; Android 14) Chrome/130 Mobile Safari/537")
    page = here.get("/settings/").content.decode()
    assert "Firefox on Linux" in page
    assert "Chrome on Android" in page
    from allauth.usersessions.models import UserSession

    other = UserSession.objects.exclude(session_key=here.session.session_key).get()
    here.post("/settings/sign-out/", {"session": str(other.pk), "form_key": "a"})
    assert (is_in(here), is_in(phone)) == (True, False)
    assert Event.objects.filter(verb="account.signed_out", actor_id=noa.pk).count() == 1
    page = here.post("/settings/sign-out/", {"session": str(other.pk)}, follow=True).content.decode()
    assert "signed out already" in page


def test_all_others_are_signed_out_at_once():
    noa = member("Noa Peled")
    here, others = device(), [Client(), Client()]
    for other in others:
        other.force_login(noa.account)
    here.post("/settings/sign-out/", {"session": "others"})
    assert [is_in(client) for client in (here, *others)] == [True, False, False]


def test_nobody_ends_the_sessions_of_somebody_else():
    member("Noa Peled")
    noa, wanjiru = device(), Client()
    wanjiru.force_login(member("Wanjiru Kamau").account)
    from allauth.usersessions.models import UserSession

    wanjiru.post("/settings/sign-out/", {"session": str(UserSession.objects.get().pk)})
    assert is_in(noa)


@pytest.mark.parametrize("session", ["", "x", "99999999999999999999999"])
def test_a_wrong_session_ends_nothing(session):
    member("Noa Peled")
    noa = device()
    assert noa.post("/settings/sign-out/", {"session": session}).status_code == 302
    assert is_in(noa)


def test_device_names():
    assert device_name("") == "A browser"
    assert device_name("Mozilla/5.0 (Windows NT 10.0) AppleWebKit Chrome/130 Safari/537 Edg/130") == "Edge on Windows"


def done_to_the_account(person) -> list[str]:
    """What the audit log keeps of it, in order; never an address."""
    events = Event.objects.filter(object_kind="person", object_id=person.pk, verb__startswith="account.")
    assert not any("@" in json.dumps([event.words, event.old, event.new]) for event in events)
    return [event.verb for event in events.exclude(verb="account.opened").order_by("pk")]


def test_a_password_is_set_changed_and_ends_the_others():
    noa = member("Noa Peled")
    here, other = device(), Client()
    assert here.get("/accounts/password/change/")["Location"] == "/accounts/password/set/"
    assert "at least 10" in here.post("/accounts/password/set/", {"password1": "short"}).content.decode()
    assert here.post("/accounts/password/set/", {"password1": "three small words"})["Location"] == "/settings/"
    other.force_login(type(noa.account).objects.get(pk=noa.account.pk))
    wrong = here.post("/accounts/password/change/", {"oldpassword": "no", "password1": "four small words"})
    assert "not your password of now" in wrong.content.decode()
    done = here.post(
        "/accounts/password/change/", {"oldpassword": "three small words", "password1": "four small words"}
    )
    assert done["Location"] == "/settings/"
    assert done_to_the_account(noa) == ["account.password_set", "account.password_changed"]
    assert (is_in(here), is_in(other)) == (True, False)


def test_addresses_are_added_by_code_and_change_places():
    noa = member("Noa Peled")
    here = device()
    assert (
        here.post("/accounts/email/", {"action_add": "1", "email": "noa@work.example"})["Location"]
        == "/accounts/confirm-email/"
    )
    assert here.post("/accounts/confirm-email/", {"code": last_code()})["Location"] == "/accounts/email/"
    here.post("/accounts/email/", {"action_primary": "1", "email": "noa@work.example"})
    noa.account.refresh_from_db()
    assert noa.account.email == "noa@work.example"
    here.post("/accounts/email/", {"action_remove": "1", "email": "noa@example.org"})
    assert done_to_the_account(noa) == ["account.address_added", "account.address_chosen", "account.address_removed"]
    here.post("/accounts/email/", {"action_remove": "1", "email": "noa@example.org"})
    assert list(noa.account.emailaddress_set.values_list("email", flat=True)) == ["noa@work.example"]
    page = here.post("/accounts/email/", {"action_add": "1", "email": "noa@work.example"}).content.decode()
    assert "You have this address here already." in page
    page = here.post(
        "/accounts/email/", {"action_remove": "1", "email": "noa@work.example"}, follow=True
    ).content.decode()
    assert "Let another address take its place first" in page
