"""What a column would not take is refused with the field's name, by the API as by the page."""

import json

import pytest
from tests import cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def noa(client):
    person = cast.member("Noa Peled")
    product = cast.product()
    cast.milestone(product, cast.member("Shira Ben-Ami"))
    cast.category("Designing forms")
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
        ("site", {"name": None}, "name"),
        ("site", {"languages": None}, "languages"),
    ],
)
def test_it_is_refused_by_name(client, noa, address, body, field):
    answer = client.patch(f"/api/v1/{address}", json.dumps(body), content_type="application/json")
    assert (answer.status_code, answer.json()["field"]) == (422, field)


def test_a_product_that_leads_nowhere_good_is_not_added(client, noa):
    body = json.dumps({"name": "Other", "docs_url": "data:text/html,x"})
    answer = client.post("/api/v1/products", body, content_type="application/json")
    assert (answer.status_code, answer.json()["field"]) == (422, "docs_url")


def test_the_preview_shows_mentions_as_posting_would(client, noa):
    answer = client.post("/api/v1/preview", json.dumps({"source": "Ask @noa."}), content_type="application/json")
    assert 'href="/people/noa/"' in answer.json()["html"]
