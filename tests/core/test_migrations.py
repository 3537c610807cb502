"""The database can be made from nothing, and the models hold no change that no migration knows."""

import subprocess
import sys

import pytest


def trialogue(*arguments: str, environment: dict[str, str]) -> subprocess.CompletedProcess:
    command = [sys.executable, "-m", "trialogue.config.cli", *arguments]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120, check=False)


@pytest.mark.slow
def test_migrates_from_zero_and_then_has_nothing_to_do(environment):
    made = trialogue("manage", "migrate", "--no-input", environment=environment)
    assert made.returncode == 0, made.stderr
    again = trialogue("manage", "migrate", "--check", environment=environment)
    assert again.returncode == 0, again.stdout


def test_models_and_migrations_agree(environment):
    compared = trialogue("manage", "makemigrations", "--check", "--dry-run", environment=environment)
    assert compared.returncode == 0, compared.stdout
