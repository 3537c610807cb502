"""What machines ask of the site."""

import pytest
from django.db import DatabaseError, InterfaceError, connection

from trialogue.hub.front.views import probes


def test_alive_without_a_database(client):
    answer = client.get("/healthz")
    assert (answer.status_code, answer.content) == (200, b"ok\n")
    assert not answer.cookies


@pytest.mark.django_db
def test_ready_when_the_database_answers(client, monkeypatch):
    monkeypatch.setattr(probes, "_migrated", True)
    assert client.get("/readyz").json() == {"ready": True, "reason": ""}


@pytest.mark.django_db
@pytest.mark.parametrize("wrong", [DatabaseError, InterfaceError])
def test_not_ready_without_it(client, monkeypatch, wrong):
    def broken():
        raise wrong

    monkeypatch.setattr(connection, "cursor", broken)
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["reason"]) == (503, "the database does not answer")


@pytest.mark.django_db
def test_not_ready_before_the_migrations(client, monkeypatch):
    monkeypatch.setattr(probes, "_unmigrated", lambda: True)
    assert client.get("/readyz").status_code == 503


def test_robots_read_what_is_public(client):
    said = client.get("/robots.txt").content.decode().splitlines()
    assert said[0] == "User-agent: *"
    assert "Disallow: /manage/" in said
    assert "Disallow: /he/manage/" in said
    assert "Disallow: /forum/" not in said
