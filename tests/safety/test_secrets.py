"""Route × role × secret × representation: nobody sees, by any address, what is not for them."""

import re

import pytest
from django.test import Client
from django.urls import NoReverseMatch, reverse
from tests.api.test_every_action import document
from tests.safety.routes import OWN, ROUTES, flat
from tests.safety.world import ROLES, World, build

from trialogue.core.activity.models import Event

pytestmark = pytest.mark.django_db
#: In `make test` those who should see least and most; all of them in `make test-all`.
QUICK = ("guest", "invited", "manager")
EVERY_ROLE = [role if role in QUICK else pytest.param(role, marks=pytest.mark.slow) for role in ROLES]
NOWHERE = {
    "topic": 987654,
    "conversation": 987654,
    "ticket": 987654,
    "post": 987654,
    "release_file": 987654,
    "number": 987654,
    "group": "no-group-at-all",
    "item": 987654,
    "report_id": 987654,
}


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """Built once: these tests only read."""
    from django.db import connection, transaction

    with django_db_blocker.unblock(), transaction.atomic():
        yield build()
        transaction.set_rollback(True)
        assert connection.in_atomic_block


def client_of(world: World, role: str) -> Client:
    client = Client(raise_request_exception=False)
    person = world.people[role]
    if person is not None:
        client.force_login(person.account)
    return client


def addresses(name: str, ids: dict[str, object]) -> list[str]:
    """The route's address filled from these ids; none where they do not fit it."""
    wanted = ROUTES[name]
    if not set(wanted.values()) <= set(ids):
        return []
    try:
        return [reverse(name, kwargs={parameter: ids[word] for parameter, word in wanted.items()})]
    except NoReverseMatch:
        return []


# What people put behind these addresses.
ASKED = {
    "topic": ("quote", "number"),
    "topic-ask": ("category", "category"),
    "release-draft": ("milestone", "milestone"),
}


def queries(name: str, path: str, ids: dict[str, object]) -> list[str]:
    key, word = ASKED.get(name, ("", ""))
    return [path, f"{path}?{key}={ids[word]}"] if word in ids else [path]


def test_every_route_is_declared():
    names = {name for name, _pattern in flat() if not name.startswith("account_")}
    assert names - set(ROUTES) - set(OWN) == set()


def test_nothing_is_declared_that_is_gone():
    names = {name for name, _pattern in flat()}
    assert (set(ROUTES) | set(OWN)) - names == set()


def everywhere(world: World) -> list[str]:
    """Every address once, filled with what is public and with each secret."""
    filled = ({**world.public}, *({**world.public, **secret.ids} for secret in world.secrets.values()))
    return sorted(
        {q for name in ROUTES for ids in filled for path in addresses(name, ids) for q in queries(name, path, ids)}
    )


def leaked(world: World, role: str, content: bytes) -> list[str]:
    secrets = world.secrets.items()
    return [name for name, secret in secrets if role not in secret.seen_by and secret.canary.encode() in content]


@pytest.mark.parametrize("role", EVERY_ROLE)
def test_no_page_shows_what_is_not_for_this_role(world, role):
    client = client_of(world, role)
    leaks = []
    for path in everywhere(world):
        answer = client.get(path)
        content = b"".join(answer) if answer.streaming else answer.content
        assert answer.status_code < 500, path
        # An address repeats what it was asked for; only the answer's own words count.
        leaks += [(path, name) for name in leaked(world, role, content.replace(path.partition("?")[0].encode(), b""))]
    assert leaks == []


def _shape(path: str, content: bytes) -> str:
    """The answer without what it repeats of the address, and without one-use keys and tokens."""
    text = content.decode(errors="replace").replace(path, "PATH")
    return re.sub(r'value="[0-9a-zA-Z]{32,}"', "", re.sub(r"\d+", "N", text))


@pytest.mark.parametrize("role", EVERY_ROLE)
def test_a_secret_answers_like_what_never_existed(world, role):
    client = client_of(world, role)
    different = []
    for name in ROUTES:
        for hidden, secret in world.secrets.items():
            named = set(ROUTES[name].values()) & set(NOWHERE)
            own = secret.own or set(secret.ids) & set(NOWHERE)
            if role in secret.seen_by or not named & own or not named <= set(secret.ids):
                continue
            for path in addresses(name, {**world.public, **secret.ids}):
                nowhere = addresses(name, {**world.public, **secret.ids, **{word: NOWHERE[word] for word in own}})[0]
                for method in (client.get, client.post):
                    here, there = method(path), method(nowhere)
                    same = here.status_code == there.status_code and (
                        here.status_code != 404 or _shape(path, here.content) == _shape(nowhere, there.content)
                    )
                    if not same:
                        different.append((hidden, method.__name__, path, here.status_code, there.status_code))
    assert different == []


@pytest.mark.parametrize("role", ["guest", pytest.param("member", marks=pytest.mark.slow)])
def test_an_empty_post_changes_nothing_for_who_may_not(world, role):
    client = client_of(world, role)
    before = Event.objects.count()
    for name in ROUTES:
        for secret in world.secrets.values():
            for path in addresses(name, {**world.public, **secret.ids}):
                if role not in secret.seen_by:
                    client.post(path)
    grown = Event.objects.order_by("-pk")[: Event.objects.count() - before]
    assert {event.verb for event in grown if event.words.get("actor") != "Karen Whitfield"} == set()


def operations() -> list[tuple[str, str]]:
    return [(method, path) for path, methods in document()["paths"].items() for method in methods]


PARAMETERS = {
    "topic_id": "topic", "post_id": "post", "conversation_id": "conversation", "number": "ticket", "release_id": "release",
    "file_id": "release_file", "slug": "category", "handle": "handle", "key": "key",
    "item_id": "item",
}  # fmt: skip


def fill(path: str, ids: dict[str, object]) -> str | None:
    names = re.findall(r"{(\w+)}", path)
    words = {name: ids.get(PARAMETERS.get(name, name), 987654) for name in names}
    return path.format(**words)


@pytest.mark.parametrize("role", EVERY_ROLE)
def test_no_operation_tells_what_is_not_for_this_role(world, role):
    client = client_of(world, role)
    filled = [{**world.public, **secret.ids} for secret in world.secrets.values()]
    leaks = []
    for path in sorted({fill(path, ids) for method, path in operations() if method == "get" for ids in filled}):
        answer = client.get(path)
        assert answer.status_code < 500, path
        leaks += [(path, name) for name in leaked(world, role, answer.content)]
    assert leaks == []


def test_no_guest_changes_anything_by_the_api(world):
    client = Client(raise_request_exception=False)
    for method, path in operations():
        if method == "get":
            continue
        answer = client.generic(method.upper(), fill(path, world.public), "{}", content_type="application/json")
        assert answer.status_code == 401, (method, path, answer.content)


def test_a_reading_token_changes_nothing(world):
    from tests import cast

    from trialogue.people.tokens import Token, digest_of, new_secret

    secret = new_secret()
    Token.objects.create(
        person=world.people["manager"], name="reads", scope="read", digest=digest_of(secret), made_at=cast.AT,
        expires_at=cast.AT.replace(year=2099),
    )  # fmt: skip
    client = Client(raise_request_exception=False, headers={"Authorization": f"Bearer {secret}"})
    assert client.get("/api/v1/me").status_code == 200
    for method, path in operations():
        if method != "get":
            answer = client.generic(method.upper(), fill(path, world.public), "{}", content_type="application/json")
            assert answer.status_code == 403, (method, path, answer.content)


@pytest.mark.parametrize("role", ["guest", "manager"])
def test_headers_on_every_answer(world, role):
    client = client_of(world, role)
    for name in ROUTES:
        for path in [*addresses(name, world.public), "/nothing/here/"]:
            answer = client.get(path)
            policy = answer["Content-Security-Policy"]
            assert "unsafe" not in policy, path
            assert "default-src 'none'" in policy, path
            assert answer["X-Content-Type-Options"] == "nosniff", path
            if role == "guest":
                assert not answer.cookies or name.startswith("account"), path
            else:
                assert "no-store" in answer["Cache-Control"] or name in ("brand-css", "healthz", "readyz", "robots"), (
                    path
                )
