"""The examples of docs/developer/api.md are run as they stand, in their order."""

import json
import re
import shlex
from typing import Any

import pytest
from django.test import Client
from tests import cast
from tests.conftest import ROOT

from trialogue.people.actions.tokens import make_token

pytestmark = pytest.mark.django_db
TEXT = (ROOT / "docs" / "developer" / "api.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```sh\n(curl .*?)```\n```json\n(.*?)```", TEXT, re.DOTALL)
SITE = "http://127.0.0.1:8000"
TODAY = cast.AT.replace(year=2099)


def call(command: str, token: str) -> Any:
    """What this curl would be answered."""
    said = command.replace("\\\n", " ").replace("$SITE", SITE).replace("$TOKEN", token)
    words = iter(shlex.split(said)[1:])
    method, headers, body, address = "GET", {}, "", ""
    for word in words:
        match word:
            case "-X":
                method = next(words)
            case "-H":
                name, _, value = next(words).partition(": ")
                headers[name] = value
            case "-d":
                body = next(words)
            case "-sS":
                pass
            case _:
                address = word
    assert address.startswith(SITE)
    kind = headers.pop("Content-Type", "application/json")
    return Client().generic(method, address.removeprefix(SITE), body, content_type=kind, headers=headers).json()


def only(answer: Any, like: Any) -> Any:
    """Of the answer what the document shows."""
    if isinstance(like, dict):
        return {key: only(answer[key], value) for key, value in like.items()}
    if isinstance(like, list):
        assert len(answer) == len(like)
        return [only(each, value) for each, value in zip(answer, like, strict=True)]
    return answer


def test_each_is_answered_as_it_says():
    wanjiru = cast.member()
    cast.question(wanjiru, on=cast.category("Designing forms"))
    _row, token = make_token(name="docs", scope="write", days=1, by=wanjiru, at=TODAY)
    for command, shown in EXAMPLES:
        like = json.loads(shown)
        assert only(call(command, token), like) == like
    assert len(EXAMPLES) == 4


def test_asking_twice_with_one_key_asks_once():
    wanjiru = cast.member()
    cast.category("Designing forms")
    _row, token = make_token(name="docs", scope="write", days=1, by=wanjiru, at=TODAY)
    ask = next(command for command, _shown in EXAMPLES if "Idempotency-Key" in command)
    first, again = call(ask, token), call(ask, token)
    assert first["id"] == again["id"]
