"""`trialogue check --deploy` refuses what would give the site away."""

import os
import subprocess
import sys

import pytest
from django.core.checks import run_checks
from tests.conftest import ROOT

GOOD = "k3x9-Vq7LwZp0TtR8mNc2YbH5sJd1FgA6uEo4WiQxKzPvMyBnCr"


@pytest.fixture(autouse=True)
def _as_installed(monkeypatch):
    """Without what only the tests need (tests/settings.py), which Django rightly warns of."""
    monkeypatch.delenv("DJANGO_ALLOW_ASYNC_UNSAFE")


def errors() -> list[str]:
    return [str(found.id) for found in run_checks(include_deployment_checks=True) if found.is_serious()]


@pytest.mark.parametrize(
    "key", ["short", "a" * 60, "django-insecure-" + GOOD, "changeme-" + GOOD, "secret" * 10, GOOD[:49]]
)
def test_a_key_that_can_be_guessed_is_refused(settings, key):
    settings.SECRET_KEY = key
    assert "trialogue.E001" in errors()


def test_debug_and_any_host_are_refused(settings):
    settings.SECRET_KEY, settings.DEBUG, settings.ALLOWED_HOSTS = GOOD, True, ["example.org", "*"]
    assert errors() == ["trialogue.E002", "trialogue.E003"]


def check(tmp_path, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if name not in {"DJANGO_SETTINGS_MODULE", "SECRET_KEY"}}
    return subprocess.run(
        [sys.executable, "-m", "trialogue.config.cli", "check", "--deploy", "--data", str(tmp_path)],
        env={**kept, "TRIALOGUE_URL": "https://example.org", "ALLOWED_HOSTS": "example.org", **environment},
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_the_key_made_on_first_start_passes_without_a_word(tmp_path):
    done = check(tmp_path)
    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout


def test_the_command_fails_where_the_environment_is_wrong(tmp_path):
    done = check(tmp_path, SECRET_KEY="changeme", DEBUG="1", ALLOWED_HOSTS="*")
    assert done.returncode == 1
    assert [f"trialogue.E00{number}" in done.stderr for number in (1, 2, 3)] == [True] * 3
