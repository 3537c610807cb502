"""Clients that do not give up: programs with a token and a key, people with a form."""

import html
import http.client
import json
import re
import time
import urllib.parse
import uuid
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

PATIENCE = 40.0  # seconds a client tries again
AGAIN = {0, 502, 503}
HIDDEN = re.compile(r'<input type="hidden" name="(csrfmiddlewaretoken|form_key|seen)" value="([^"]*)"')


@dataclass
class Answer:
    status: int
    body: str
    cookies: str
    seconds: float = 0.0

    def json(self) -> Any:
        return json.loads(self.body)


def ask_once(port: int, method: str, path: str, body: str = "", headers: dict[str, str] | None = None) -> Answer:
    """One request on a connection of its own; status 0 where no whole answer came."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=15)
    began = time.monotonic()
    try:
        connection.request(method, path, body.encode() or None, {"Connection": "close", **(headers or {})})
        answer = connection.getresponse()
        text = answer.read().decode()
    except (OSError, http.client.HTTPException):
        return Answer(0, "", "")
    finally:
        connection.close()
    cookies = [value.partition(";")[0] for name, value in answer.getheaders() if name.lower() == "set-cookie"]
    return Answer(answer.status, text, "; ".join(cookies), time.monotonic() - began)


def ask(port: int, method: str, path: str, body: str = "", headers: dict[str, str] | None = None) -> Answer:
    """The same again and again, until it is answered."""
    until = time.monotonic() + PATIENCE
    while (answer := ask_once(port, method, path, body, headers)).status in AGAIN:
        assert time.monotonic() < until, f"{method} {path} was not answered"
        time.sleep(0.15)
    return answer


def call(port: int, who: dict[str, Any], method: str, path: str, body: Any = None, *, key: str = "") -> Answer:
    """An operation of the API, with a key of its own for as long as it is tried."""
    headers = {
        "Authorization": f"Bearer {who['token']}",
        "Content-Type": "application/json",
        "Idempotency-Key": key or uuid.uuid4().hex,
    }
    return ask(port, method, f"/api/v1{path}", json.dumps(body) if body is not None else "", headers)


def submit(port: int, who: dict[str, Any], page: str, action: str, **fields: str) -> Answer:
    """A form as a person sends it: the page first, then its key with what was typed, until it leads somewhere."""
    shown = ask(port, "GET", page, headers={"Cookie": who["session"]})
    hidden = {name: html.unescape(value) for name, value in HIDDEN.findall(shown.body)}
    form = urllib.parse.urlencode({**hidden, **fields})
    headers = {"Cookie": f"{who['session']}; {shown.cookies}", "Content-Type": "application/x-www-form-urlencoded"}
    return ask(port, "POST", action, form, headers)


def all_at_once(acts: Iterable[Any], *, clients: int) -> list[Answer]:
    """So many clients do these acts, each taking the next one when it is free."""
    with ThreadPoolExecutor(clients) as pool:
        return [done.result() for done in [pool.submit(act) for act in acts]]
