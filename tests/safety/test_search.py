"""Search knows no secret: who may not see a thing finds it no more than what never was, by page or API."""

import re

import pytest
from django.test import Client
from tests.safety.world import ROLES, build

from trialogue.core.jobs import run_all
from trialogue.core.search.indexing import catch_up

pytestmark = pytest.mark.django_db
NOWHERE = "canarynowhere"
# What has words that search takes in. Files, drafts and what a profile shows to nobody are not among them.
FINDABLE = {"topic", "area", "staffroom", "ticket", "draft", "direct", "held", "heldtopic"}


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic():
        made = build()
        run_all()
        catch_up(seconds=60)
        yield made
        transaction.set_rollback(True)


def client_of(world, role):
    client = Client()
    if world.people[role] is not None:
        client.force_login(world.people[role].account)
    return client


def shape(content, canary):
    """The answer without what it repeats of the question, and without one-use keys."""
    text = content.decode().replace(canary, "WORD")
    return re.sub(r'value="[0-9a-zA-Z]{32,}"', "", text)


@pytest.mark.parametrize(
    "path", ["/search/?q={}", "/api/v1/search?q={}", '/search/?q="{}"', "/api/v1/search?q={}&place=ticket"]
)
@pytest.mark.parametrize("role", ROLES)
def test_what_is_not_for_this_role_is_not_there(world, role, path):
    client = client_of(world, role)
    nothing = shape(client.get(path.format(NOWHERE)).content, NOWHERE)
    for name, secret in world.secrets.items():
        if role not in secret.seen_by:
            assert shape(client.get(path.format(secret.canary)).content, secret.canary) == nothing, name


@pytest.mark.parametrize("role", ROLES)
def test_what_is_for_this_role_is_found(world, role):
    client = client_of(world, role)
    found = {
        name
        for name, secret in world.secrets.items()
        if client.get(f"/api/v1/search?q={secret.canary}").json()["total"]
    }
    assert found == {name for name in FINDABLE if role in world.secrets[name].seen_by}


def test_mistyped_secrets_are_not_put_right(world):
    answer = Client().get("/api/v1/search?q=canarytopicqz").json()
    assert (answer["items"], answer["instead"]) == ([], {})
