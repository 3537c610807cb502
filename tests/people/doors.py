"""What a guest does at the door, for the tests of joining, signing in and recovering."""

import re
import secrets
from datetime import timedelta

from django.core import mail
from django.test import Client
from django.utils import timezone

from trialogue.people.challenges import Challenge

JOIN, JOIN_CODE = "/accounts/signup/", "/accounts/confirm-email/"
SIGN_IN, SIGN_IN_CODE = "/accounts/login/", "/accounts/login/code/confirm/"
RESET, RESET_CODE, RESET_END = (
    "/accounts/password/reset/",
    "/accounts/password/reset/confirm/",
    "/accounts/password/reset/complete/",
)


def solved(challenge: Challenge) -> dict[str, str]:
    """What a browser sends along that did the work."""
    found = next(str(n) for n in range(10**7) if challenge.is_solved_by(str(n)))
    return {"challenge": challenge.token, "proof": found}


def opened(*, seconds: float = 10, bits: int = 4) -> Challenge:
    """A form that was opened this long ago."""
    return Challenge(secrets.token_hex(12), bits, timezone.now() - timedelta(seconds=seconds))


def join(client: Client, email="wanjiru@example.org", name="Wanjiru Kamau", **more):
    return client.post(JOIN, {"name": name, "email": email, "promise": "on", **solved(opened()), **more})


def last_code() -> str:
    found = re.search(r"\b\d{3}-\d{3}\b", mail.outbox[-1].body)
    return found.group() if found else ""


def come_in(client: Client, email="wanjiru@example.org", name="Wanjiru Kamau"):
    """Joins and confirms; returns the answer to the code."""
    join(client, email, name)
    return client.post(JOIN_CODE, {"code": last_code()})


def words_of(response) -> str:
    """What the page says, without what differs by chance (keys, addresses typed)."""
    text = re.sub(r"<[^>]+>", " ", response.content.decode())
    return " ".join(re.sub(r"[\w.+-]+@[\w.-]+", "ADDRESS", text).split())
