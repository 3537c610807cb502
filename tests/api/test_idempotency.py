"""An `Idempotency-Key`: the same call twice is done once."""

import json

import pytest
from tests import cast
from tests.releases.scenes import landed

from trialogue.hub.forum.models import Topic

pytestmark = pytest.mark.django_db
KEY = {"Idempotency-Key": "e3b0c442"}


@pytest.fixture
def wanjiru(client):
    person = cast.member()
    cast.category("Designing forms")
    client.force_login(person.account)
    return person


def ask(client, title="Half-known dates", headers=KEY):
    body = {"category": "designing-forms", "title": title, "source": "What do we enter?"}
    return client.post("/api/v1/topics", json.dumps(body), content_type="application/json", headers=headers)


def test_the_same_key_is_the_same_call(client, wanjiru):
    first, second = ask(client), ask(client)
    assert first.json() == second.json()
    assert Topic.objects.count() == 1


def test_without_a_key_each_call_counts(client, wanjiru):
    ask(client, headers={})
    ask(client, headers={})
    assert Topic.objects.count() == 2


def test_another_person_may_have_the_same_key(client, wanjiru):
    ask(client)
    client.force_login(cast.member("Karen Whitfield").account)
    assert ask(client).json()["asker"] == "karen"
    assert Topic.objects.count() == 2


def test_at_another_address_it_is_another_call(client, wanjiru):
    topic = ask(client).json()
    written = client.post(
        f"/api/v1/conversations/{topic['conversation']}/posts",
        json.dumps({"source": "More of it."}),
        content_type="application/json",
        headers=KEY,
    )
    assert written.json()["number"] == 2


def test_what_was_refused_used_up_nothing(client, wanjiru):
    assert ask(client, title="").status_code == 422
    assert ask(client).status_code == 200


def put(client, path, body, headers=KEY):
    return client.put(f"/api/v1{path}", json.dumps(body), content_type="application/json", headers=headers)


def test_accepting_again_with_the_key_is_no_conflict(client, wanjiru):
    topic = cast.question(wanjiru)
    answer = cast.reply(topic, cast.member("Karen Whitfield"))
    path, body = f"/topics/{topic.pk}/solution", {"post": answer.pk}
    first, second = put(client, path, body), put(client, path, body)
    assert (first.status_code, second.status_code) == (200, 200)
    assert first.json() == second.json()
    assert put(client, path, body, headers={}).status_code == 409


def test_publishing_again_with_the_key_is_no_conflict(client):
    scene = landed()
    client.force_login(scene.shira.account)
    path = f"/releases/{scene.draft().pk}/publication"
    first, second = put(client, path, {}), put(client, path, {})
    assert (first.status_code, second.status_code) == (200, 200)
    assert first.json() == second.json()
    assert put(client, path, {}, headers={}).status_code == 409


def test_a_guests_key_is_nobodys(client):
    assert client.get("/api/v1/categories", headers=KEY).status_code == 200
    assert ask(client).status_code == 401


def test_who_moves_a_ticket_may_say_what_they_saw(client):
    scene = landed()
    client.force_login(scene.shira.account)
    body = {"to": "doing", "seen": "planned"}
    path = f"/api/v1/tickets/{scene.ticket.number}/moves"
    assert client.post(path, json.dumps(body), content_type="application/json").status_code == 409
    body["seen"] = "landed"
    assert client.post(path, json.dumps(body), content_type="application/json").status_code == 200
