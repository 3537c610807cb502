"""Every action a member can take is an operation of the API, and the document says which."""

import inspect
from collections.abc import Iterator
from functools import cache
from typing import Any

from trialogue.config.api import api
from trialogue.hub.conversations import actions as conversations
from trialogue.hub.conversations.review import actions as review
from trialogue.hub.forum import actions as forum
from trialogue.hub.front import actions as front
from trialogue.hub.groups import actions as groups
from trialogue.hub.products import actions as products
from trialogue.hub.releases import actions as releases
from trialogue.hub.tickets import actions as tickets
from trialogue.people.actions import (
    aside,
    claims,
    clearing,
    inbox,
    joining,
    representing,
    roles,
    silencing,
    suspending,
    tokens,
    trusting,
)

# What is no act of a member through the API, and why.
ELSEWHERE = {
    "conversations.add_post": "a part of other actions",
    "conversations.check_source": "a check",
    "conversations.rendered": "a part of other actions",
    "conversations.start": "a part of other actions",
    "people.join": "joining verifies an address, in the browser",
    "people.note_step": "getting started fills itself",
    "people.set_picture": "chosen in the browser, from the member's device",
    "people.merge": "follows from deciding a claim",
    "people.invite": "a part of other actions",
    "people.uninvite": "a part of other actions",
    "people.entrust": "a part of other actions",
    "people.disentrust": "a part of other actions",
    "people.why_not": "a check",
    "people.grow": "trust grows by a job",
    "people.make_token": "a token may not make tokens",
    "people.revoke_token": "a token may not unmake tokens",
    "people.begin": "joining verifies an address, in the browser",
    "people.arrive": "joining verifies an address, in the browser",
    "releases.note_download": "fetching a file is the act; the file has an address of its own",
    "people.choose_theme": "the look of the browser's pages",
}


def actions_of(*modules: object) -> Iterator[str]:
    for module in modules:
        for name, thing in inspect.getmembers(module, inspect.isfunction):
            if (
                not name.startswith("_")
                and "actions" in thing.__module__
                and {"by", "person", "at"} & set(inspect.signature(thing).parameters)
            ):
                yield name


def named() -> set[str]:
    found = {f"conversations.{name}" for name in conversations.__all__} | {f"forum.{name}" for name in forum.__all__}
    found |= {f"groups.{name}" for name in groups.__all__}
    found |= {f"tickets.{name}" for name in tickets.__all__} | {f"releases.{name}" for name in releases.__all__}
    found |= {f"products.{name}" for name in actions_of(products)} | {f"front.{name}" for name in actions_of(front)}
    found |= {f"review.{name}" for name in review.__all__}
    people = (aside, joining, claims, clearing, roles, inbox, silencing, suspending, tokens, representing, trusting)
    own = {f"people.{name}" for module in people for name in actions_of(module) if _own(module, name)}
    return found | own


def _own(module: object, name: str) -> bool:
    return getattr(module, name).__module__ == module.__name__  # type: ignore[attr-defined]


@cache
def document() -> dict[str, Any]:
    return api.get_openapi_schema()


def operations() -> dict[str, str]:
    return {
        operation["x-action"]: f"{method} {path}"
        for path, methods in document()["paths"].items()
        for method, operation in methods.items()
        if "x-action" in operation
    }


def test_every_action_has_its_operation():
    assert named() - set(ELSEWHERE) - set(operations()) == set()


def test_no_operation_names_an_action_that_is_not():
    assert set(operations()) - named() == set()


def test_what_is_said_to_be_elsewhere_exists():
    assert set(ELSEWHERE) - named() == set()
