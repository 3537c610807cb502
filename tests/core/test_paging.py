"""Numbers and marks in addresses and forms: what nobody could have been given counts as none."""

import json
from datetime import UTC, datetime, timedelta, timezone

import pytest
from tests import cast

from trialogue.core.paging import Mark, read_mark
from trialogue.hub.forum.models import Topic

MANY = "9" * 5000
NONSENSE = [
    "x", "1-", "²", "_²", MANY, f"_{MANY}", f"2026-09-03T09:14:00Z_{MANY}", "2026-09-03T09:14:00Z_²", "2026-02-31T09:14:00Z_3",
    "0001-01-01T00:00:00+14:00_3", "9999-12-31T23:59:59-14:00_3", "2026-09-03T09:14:00_3", "2026-09-03T09:14:00Z_1_0", "٣",
]  # fmt: skip
LISTS = [
    "/forum/?before=", "/releases/?before=", "/people/?after=", "/inbox/?before=", "/inbox/?show=all&before=", "/manage/audit/?before=",
    "/manage/members/?before=", "/api/v1/topics?after=", "/t/{topic}/the-form/?after=",
]  # fmt: skip


@pytest.fixture
def noa(client):
    person = cast.member("Noa Peled")
    cast.product()
    cast.question(person)
    client.force_login(person.account)
    return person


@pytest.mark.django_db
@pytest.mark.parametrize("address", LISTS)
def test_nonsense_is_the_first_page(client, noa, address):
    address = address.format(topic=Topic.objects.get().pk)
    for nonsense in NONSENSE:
        answer = client.get(address + nonsense, follow=True)
        assert (nonsense[:40], answer.status_code) == (nonsense[:40], 200)


@pytest.mark.django_db
@pytest.mark.parametrize("number", [MANY, "²", "٣", "-1", "9" * 19])
def test_forms_find_nothing_under_it(client, noa, number):
    assert client.post("/inbox/read/", {"notice": number}).status_code == 404
    assert client.post("/inbox/read/", {"newest": number}).status_code == 302
    assert client.post("/settings/sign-out/", {"session": number}).status_code == 302


@pytest.mark.django_db
def test_no_number_of_the_api_is_too_large(client, noa):
    for number in (10**30, 2**63, -(2**70)):
        body = json.dumps({"ids": [number]})
        assert client.post("/api/v1/notices/read", body, content_type="application/json").status_code == 422
    for address in (
        "notices?after=",
        "tickets?after=",
        "events?after=",
        "releases?after=",
        f"conversations/{Topic.objects.get().conversation_id}/posts?after=",
    ):
        assert client.get(f"/api/v1/{address}{10**30}").status_code == 200


@pytest.mark.parametrize("zone", [UTC, timezone(timedelta(hours=5, minutes=30))])
def test_a_mark_is_read_as_it_was_written(zone):
    at = datetime(2026, 9, 3, 9, 14, 0, 123456, tzinfo=zone)
    assert read_mark(str(Mark(at, 7))) == Mark(at, 7)
