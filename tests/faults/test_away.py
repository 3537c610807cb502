"""What is answered while the database is away."""

import pytest
from django.db import InterfaceError, OperationalError, connection
from tests import cast

pytestmark = pytest.mark.django_db


@pytest.fixture(params=[OperationalError, InterfaceError])
def away(request, client):
    """Whatever is asked of the database fails as it does when the connection is gone."""
    cast.category()
    client.force_login(cast.member().account)
    client.raise_request_exception = False

    def gone(*args):
        raise request.param("server closed the connection unexpectedly")

    with connection.execute_wrapper(gone):
        yield client


def test_a_page_says_so_and_comes_back_by_itself(away):
    answer = away.get("/forum/")
    assert (answer.status_code, answer["Retry-After"], answer["Cache-Control"]) == (503, "5", "no-store")
    assert "One moment, please" in answer.content.decode()
    assert 'http-equiv="refresh"' in answer.content.decode()
    assert "default-src 'none'" in answer["Content-Security-Policy"]


def test_a_form_is_not_sent_again_by_itself(away):
    answer = away.post("/forum/ask/", {"title": "A question"})
    assert answer.status_code == 503
    assert "send it again in a minute" in answer.content.decode()
    assert "http-equiv" not in answer.content.decode()


def test_in_the_readers_language(away):
    assert 'lang="he" dir="rtl"' in away.get("/he/forum/").content.decode()


def test_the_api_says_so_as_it_says_everything(away):
    answer = away.get("/api/v1/topics")
    assert (answer.status_code, answer["Content-Type"]) == (503, "application/problem+json")
    assert answer.json()["title"] == "not now"
    assert answer["Retry-After"] == "5"


def test_another_fault_is_still_a_fault(client):
    client.raise_request_exception = False
    with connection.execute_wrapper(lambda *args: 1 / 0):
        answer = client.get("/forum/")
    assert answer.status_code == 500
    assert "Something broke on our side" in answer.content.decode()
