"""What a column would not take is refused with the field's name, by the API as by the page."""

import json

import pytest
from tests import cast

from trialogue.core.activity.models import Event
from trialogue.hub.forum.models import Topic
from trialogue.hub.products.actions import add_component
from trialogue.people.persons import Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def noa(client):
    person = cast.member("Noa Peled")
    product = cast.product()
    cast.milestone(product, cast.member("Shira Ben-Ami"))
    cast.category("Designing forms")
    cast.unclaimed("Gerd Alt")
    wanjiru = cast.member("Wanjiru Kamau")
    cast.ticket(product, wanjiru)
    cast.question(wanjiru)
    add_component(product, name="Editor", by=person, at=cast.AT)
    client.force_login(person.account)
    return person


@pytest.mark.parametrize(
    ("address", "body", "field"),
    [
        ("products/opencapture", {"demo_url": "javascript:alert(1)"}, "demo_url"),
        ("products/opencapture", {"name": ""}, "name"),
        ("products/opencapture", {"summary": None}, "summary"),
        ("products/opencapture", {"summary": "x" * 301}, "summary"),
        ("milestones/4-2", {"horizon": "someday"}, "horizon"),
        ("milestones/4-2", {"goal": None}, "goal"),
        ("milestones/4-2", {"goal": "x" * 201}, "goal"),
        ("categories/designing-forms", {"kind": "riddles"}, "kind"),
        ("categories/designing-forms", {"hue": -1}, "hue"),
        ("categories/designing-forms", {"names": None}, "names"),
        ("me", {"links": ["javascript:alert(1)"]}, "links"),
        ("me", {"says": None}, "says"),
        ("me", {"name": " "}, "name"),
        ("me", {"name": "x" * 81}, "name"),
        ("me", {"about": "x" * 5001}, "about"),
        ("me", {"country": "XX"}, "country"),
        ("me", {"time_zone": "Mars/Olympus"}, "time_zone"),
        ("me", {"languages": ["klingon"]}, "languages"),
        ("me", {"skills": ["x"] * 13}, "skills"),
        ("me", {"would_like": ["x" * 121]}, "would_like"),
        ("me", {"links": ["https://example.org"] * 13}, "links"),
        ("me", {"links": ["https://no blanks"]}, "links"),
        ("me", {"language": "tlh"}, "language"),
        ("me", {"theme": "pink"}, "theme"),
        ("me", {"shown": {"about": "friends"}}, "shown"),
        ("milestones/4-2", {"description": "x" * 4001}, "description"),
        ("categories/designing-forms", {"hue": 361}, "hue"),
        ("categories/designing-forms", {"order": 1000}, "order"),
        ("categories/designing-forms", {"template": "x" * 4001}, "template"),
        ("categories/designing-forms", {"descriptions": {"en": "x" * 301}}, "descriptions"),
        ("products/opencapture/components/editor", {"name": "x" * 81}, "name"),
        ("products/opencapture/components/editor", {"name": "Editor", "owner": "gerd"}, "owner"),
        ("tickets/1", {"assignee": "wanjiru"}, "assignee"),
        ("site", {"name": None}, "name"),
        ("site", {"languages": None}, "languages"),
    ],
)
def test_it_is_refused_by_name(client, noa, address, body, field):
    answer = client.patch(f"/api/v1/{address}", json.dumps(body), content_type="application/json")
    assert (answer.status_code, answer.json()["field"]) == (422, field)


@pytest.mark.parametrize(
    ("address", "body", "field"),
    [
        ("products", {"name": "Other", "docs_url": "data:text/html,x"}, "docs_url"),
        ("products/opencapture/components", {"name": "x" * 81}, "name"),
        ("products/opencapture/components", {"name": "Import", "owner": "gerd"}, "owner"),
        ("milestones", {"version": "4-2"}, "version"),
        ("milestones", {"version": "…"}, "version"),
        ("milestones", {"version": "5.0", "start_date": "2026-09-02", "due_date": "2026-09-01"}, "due_date"),
        ("categories", {"names": {"en": "Other"}, "slug": "no blanks"}, "slug"),
        ("categories", {"names": {"en": "Other"}, "slug": "x" * 61}, "slug"),
        ("categories", {"names": {"en": "Other"}, "kind": "riddles"}, "kind"),
        ("people/wanjiru/roles", {"role": "moderator", "scope": "planet", "scope_id": 3}, "scope"),
        ("people/wanjiru/roles", {"role": "moderator", "scope_id": 3}, "scope"),
        ("people/wanjiru/roles", {"role": "moderator", "scope": "category"}, "scope"),
        ("people/gerd/claims", {"words": " "}, "words"),
        ("topics", {"category": "designing-forms", "title": "T", "source": "S", "language": "klingon"}, "language"),
        ("conversations/{talk}/posts", {"source": "Hello", "reply_to": 10**20}, "reply_to"),
        ("conversations/{talk}/posts", {"source": "Hello", "reply_to": 2}, "reply_to"),
        ("releases", {"milestone": "4-2", "channel": "nightly and long"}, "channel"),
        ("topics/{topic}/tickets", {"post": "{other}"}, "post"),
    ],
)
def test_it_is_not_made(client, noa, address, body, field):
    topic = Topic.objects.get()
    other = cast.question(noa, title="Another thing").conversation.posts.get()
    body = {name: other.pk if value == "{other}" else value for name, value in body.items()}
    door = f"/api/v1/{address.format(talk=topic.conversation_id, topic=topic.pk)}"
    answer = client.post(door, json.dumps(body), content_type="application/json")
    assert (answer.status_code, answer.json()["field"]) == (409 if body.get("version") == "4-2" else 422, field)


def test_only_who_may_announce_makes_an_announcement(client, noa):
    client.force_login(Person.objects.get(handle="wanjiru").account)
    body = {"category": "designing-forms", "title": "Hear", "source": "All of you.", "kind": "announcement"}
    answer = client.post("/api/v1/topics", json.dumps(body), content_type="application/json")
    assert answer.status_code == 403


def test_what_no_database_keeps_is_left_out(client, noa):
    body = json.dumps({"says": "ma\0na\ud800ger", "skills": ["a\0b"]})
    answer = client.patch("/api/v1/me", body, content_type="application/json")
    assert answer.json()["says"] == "mana?ger"
    assert answer.json()["profile"]["skills"] == ["ab"]


def test_what_a_profile_says_already_may_stay(client, noa):
    """Lists of what there is to choose from grow shorter sometimes."""
    Person.objects.filter(pk=noa.pk).update(languages=["tlh"], time_zone="Mars/Olympus")
    body = json.dumps({"languages": ["tlh", "en", "en"], "time_zone": "Mars/Olympus"})
    answer = client.patch("/api/v1/me", body, content_type="application/json")
    assert answer.json()["profile"]["languages"] == ["tlh", "en"]


def test_a_reason_is_kept_as_long_as_a_form_lets_one_write_it(client, noa):
    topic = Topic.objects.get()
    client.put(
        f"/api/v1/topics/{topic.pk}/closure", json.dumps({"reason": "x" * 9000}), content_type="application/json"
    )
    assert Event.objects.get(verb="topic.closed").reason == "x" * 500


def test_the_preview_shows_mentions_as_posting_would(client, noa):
    answer = client.post("/api/v1/preview", json.dumps({"source": "Ask @noa."}), content_type="application/json")
    assert 'href="/people/noa/"' in answer.json()["html"]
