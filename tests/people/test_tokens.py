"""Tokens: made, shown once, revoked."""

from datetime import timedelta

import pytest
from django.utils import timezone
from tests.cast import AT, member

from trialogue.core.activity.models import Event
from trialogue.core.errors import Conflict, NotAllowed, Refused
from trialogue.people.actions.tokens import make_token, revoke_token
from trialogue.people.tokens import Token, holder_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def noa(client):
    person = member("Noa Peled")
    client.force_login(person.account)
    return person


def test_a_token_is_shown_once_and_only_its_trace_is_kept(client, noa):
    answer = client.post("/settings/tokens/", {"name": "release script", "scope": "write", "days": "30"})
    assert answer["Location"] == "/settings/tokens/"
    page = client.get("/settings/tokens/").content.decode()
    secret = page.split('<code class="ltr">')[1].split("<")[0]
    token = holder_of(secret, at=timezone.now())
    assert (token.person, token.name, token.scope) == (noa, "release script", "write")
    assert secret not in token.digest
    assert secret not in client.get("/settings/tokens/").content.decode()
    assert Event.objects.get(verb="token.made").actor_id == noa.pk


def test_a_form_sent_twice_makes_one(client, noa):
    for _again in range(2):
        client.post("/settings/tokens/", {"name": "x", "scope": "read", "days": "30", "form_key": "k"})
    assert Token.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"name": ""}, "Write what the token is for."),
        ({"name": " "}, "Write what the token is for."),
        ({"name": "x" * 81}, "at most 80"),
        ({"scope": "everything"}, "Select a valid choice"),
        ({"days": "9999"}, "Select a valid choice"),
    ],
)
def test_wrong_input_is_named_and_kept(client, noa, wrong, said):
    page = client.post(
        "/settings/tokens/", {"name": "my script", "scope": "read", "days": "90"} | wrong
    ).content.decode()
    assert said in page
    assert "name" in wrong or 'value="my script"' in page
    assert not Token.objects.exists()


def test_a_revoked_token_lets_nobody_in(client, noa):
    token, secret = make_token(name="x", scope="read", days=30, by=noa, at=timezone.now())
    client.post(f"/settings/tokens/{token.pk}/revoke/")
    assert holder_of(secret, at=timezone.now()) is None
    assert Event.objects.filter(verb="token.revoked").count() == 1
    with pytest.raises(Conflict):
        revoke_token(token, by=noa, at=AT)


def test_an_old_token_lets_nobody_in(noa):
    _token, secret = make_token(name="x", scope="read", days=30, by=noa, at=AT)
    assert holder_of(secret, at=AT + timedelta(days=29)) is not None
    assert holder_of(secret, at=AT + timedelta(days=31)) is None


def test_nobody_revokes_the_token_of_somebody_else(client, noa):
    theirs, _secret = make_token(name="x", scope="read", days=30, by=member("Wanjiru Kamau"), at=timezone.now())
    assert client.post(f"/settings/tokens/{theirs.pk}/revoke/").status_code == 404
    with pytest.raises(NotAllowed):
        revoke_token(theirs, by=noa, at=AT)


@pytest.mark.parametrize("wrong", [{"days": 0}, {"days": 366}, {"scope": "all"}, {"name": ""}])
def test_the_action_refuses_what_no_form_offers(noa, wrong):
    with pytest.raises(Refused):
        make_token(**({"name": "x", "scope": "read", "days": 30} | wrong), by=noa, at=AT)


def test_twenty_are_the_most(client, noa):
    for number in range(20):
        make_token(name=f"script {number}", scope="read", days=30, by=noa, at=timezone.now())
    page = client.post("/settings/tokens/", {"name": "one more", "scope": "read", "days": "30"}).content.decode()
    assert "Twenty tokens are the most" in page
