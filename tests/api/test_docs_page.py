"""/api/docs/: every operation, said in a page of ours, for everybody."""

import pytest
from django.urls import reverse
from tests import cast

from trialogue.config.api import api
from trialogue.config.api_docs import TAGS, kind_of, tags

pytestmark = pytest.mark.django_db


def test_it_names_every_operation(client):
    text = client.get("/api/docs/").content.decode()
    document = api.get_openapi_schema()
    said = {(method.upper(), path) for path, methods in document["paths"].items() for method in methods}
    assert {(each.method, each.path) for tag in tags() for each in tag.operations} == said
    missing = [path for method, path in said if f'<b>{method}</b><code class="ltr">{path}</code>' not in text]
    assert missing == []


def test_every_part_has_its_name():
    assert {tag.slug for tag in tags()} == set(TAGS)
    assert [tag.slug for tag in tags() if not tag.operations] == []


def test_addresses_in_the_page_are_unique():
    keys = [operation.key for tag in tags() for operation in tag.operations]
    assert len(keys) == len(set(keys))


def test_it_says_what_an_operation_takes_and_who_may():
    found = {(each.method, each.path): each for tag in tags() for each in tag.operations}
    ask = found["POST", "/api/v1/topics"]
    assert ask.members_only
    assert not found["GET", "/api/v1/topics"].members_only
    assert {(value.name, value.where, value.required) for value in ask.takes} >= {
        ("title", "body", True),
        ("language", "body", False),
    }
    assert ask.answers == "TopicOut"


def test_types_are_said_in_short():
    assert kind_of({"anyOf": [{"type": "integer"}, {"type": "null"}]}) == "integer | null"
    assert kind_of({"type": "array", "items": {"$ref": "#/components/schemas/TopicOut"}}) == "TopicOut[]"


def test_guests_read_it_without_a_cookie_or_a_script_of_its_own(client):
    answer = client.get("/api/docs/")
    assert answer.status_code == 200
    assert not answer.cookies
    assert "unsafe" not in answer["Content-Security-Policy"]
    assert reverse("api:openapi-json") in answer.content.decode()


def test_there_are_ways_to_it(client):
    assert 'href="/api/docs/"' in client.get("/").content.decode()
    client.force_login(cast.member().account)
    assert 'href="/api/docs/"' in client.get(reverse("settings-tokens")).content.decode()


def test_it_only_reads(client):
    assert client.post("/api/docs/").status_code == 405
