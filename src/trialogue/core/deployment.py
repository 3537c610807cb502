"""What `trialogue check --deploy` refuses: settings that would give the site away where others can reach it."""

from typing import Any

from django.conf import settings
from django.core.checks import Error, register

SHORTEST_KEY = 50
FEWEST_LETTERS = 10
# What is copied from examples and made by Django's own `startproject`.
KNOWN = ("django-insecure", "change", "secret", "example", "insecure", "default")


def _is_guessable(key: str) -> bool:
    return len(key) < SHORTEST_KEY or len(set(key)) < FEWEST_LETTERS or key.lower().startswith(KNOWN)


@register(deploy=True)
def check_secrets(**_more: Any) -> list[Error]:
    """A key that can be guessed signs anybody in; error pages with settings show it; any host name is a stranger's."""
    found: list[Error] = []
    if _is_guessable(settings.SECRET_KEY):
        hint = f"Take it out of the environment: one is made in the data directory. Else at least {SHORTEST_KEY} random letters."
        found.append(Error("SECRET_KEY is short or stands in examples.", hint=hint, id="trialogue.E001"))
    if settings.DEBUG:
        found.append(Error("DEBUG is on: error pages show the settings.", hint="Unset DEBUG.", id="trialogue.E002"))
    if "*" in settings.ALLOWED_HOSTS:
        hint = "Name the hosts people reach the site by, with commas between."
        found.append(Error("ALLOWED_HOSTS answers to every name.", hint=hint, id="trialogue.E003"))
    return found
