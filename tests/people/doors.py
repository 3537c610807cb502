"""What a guest does at the door, for the tests of joining, signing in and recovering."""

import re

from django.core import mail
from django.test import Client

JOIN, JOIN_CODE = "/accounts/signup/", "/accounts/confirm-email/"
SIGN_IN, SIGN_IN_CODE = "/accounts/login/", "/accounts/login/code/confirm/"
RESET, RESET_CODE, RESET_END = (
    "/accounts/password/reset/",
    "/accounts/password/reset/confirm/",
    "/accounts/password/reset/complete/",
)


def join(client: Client, email="wanjiru@example.org", name="Wanjiru Kamau", **more):
    return client.post(JOIN, {"name": name, "email": email, "promise": "on", **more})


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
